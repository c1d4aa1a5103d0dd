"""Well-known text (WKT, OGC 06-103r4) of a point, a line or a polygon in longitude and latitude, as people type it."""

import re
from dataclasses import dataclass
from typing import Literal

Shape = Literal["point", "line", "polygon"]
Position = tuple[float, float]
"""Longitude and latitude, in degrees."""

NUMBER = r"-?\d{1,3}(?:\.\d{1,15})?"
PAIR = rf"\s*({NUMBER})\s+({NUMBER})\s*"
LIST = rf"{PAIR}(?:,{PAIR})*"
SHAPES: tuple[tuple[Shape, "re.Pattern[str]", int], ...] = (
    ("point", re.compile(rf"\s*POINT\s*\(({PAIR})\)\s*", re.IGNORECASE | re.ASCII), 1),
    ("line", re.compile(rf"\s*LINESTRING\s*\(({LIST})\)\s*", re.IGNORECASE | re.ASCII), 2),
    ("polygon", re.compile(rf"\s*POLYGON\s*\(\s*\(({LIST})\)\s*\)\s*", re.IGNORECASE | re.ASCII), 4),
)


@dataclass(frozen=True)
class Outline:
    """Hold one shape on the ground: a point, a line, or a polygon without holes, whose ring is closed."""

    shape: Shape
    positions: tuple[Position, ...]


def read_outline(text: str) -> Outline:
    """Return the shape that a text describes; raise ValueError when it is none, or lies outside the degrees."""
    for shape, pattern, least in SHAPES:
        if found := pattern.fullmatch(text):
            positions = tuple((float(x), float(y)) for x, y in re.findall(PAIR, found.group(1)))
            if len(positions) < least or not all(abs(x) <= 180 and abs(y) <= 90 for x, y in positions):
                raise ValueError("too few positions, or a position outside the degrees")
            if shape == "polygon" and positions[0] != positions[-1]:
                raise ValueError("the ring of a polygon ends where it begins")
            return Outline(shape, positions)
    raise ValueError("neither a point, a line nor a polygon")
