"""Draw a schematic map: one cell around each place, in the right direction from its neighbours, never a boundary.

Places that stand too close for their names to be read are moved apart first; each cell is then all that lies nearer to
its place than to any other (a Voronoi cell), cut to a rounded hull around the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin

from .svg import picture, px, words

Spot = tuple[float, float]

WIDTH, TALL, LETTER = 420.0, 54.0, 7.9  # px: the picture, a label of two lines, a letter
FLAT = 1.5  # how much wider than high a cell likes to be
SIDES = 28  # of the rounded hull
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a place: code, name as shown, point in degrees, value (none is unknown), value as words, closed access."""

    code: str
    label: str
    latitude: float
    longitude: float
    value: float | None
    text: str = ""
    closed: bool = False


def breaks(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the upper ends of the first three of four classes of about equal size; zeros and unknowns left out."""
    known = sorted(value for value in values if value > 0)
    if not known:
        return (0.0, 0.0, 0.0)
    first, second, third = (known[(len(known) - 1) * quarter // 4] for quarter in (1, 2, 3))
    return (first, second, third)


def class_of(value: float | None, limits: tuple[float, float, float]) -> str:
    """Return f0 for zero and unknown, f1 to f4 from light to dark."""
    if not value:
        return "f0"
    return next((f"f{rank}" for rank, limit in enumerate(limits, 1) if value <= limit), "f4")


def schematic_map(
    places: Sequence[Place],
    *,
    title: str,
    desc: str,
    limits: tuple[float, float, float] | None = None,
    closed_word: str = "",
    ident: str = "map",
) -> str:
    """Draw the places with their values written in their cells; nothing when there is no place.

    Hatching is closed access, not zero. `limits` are the upper ends of the first three classes (`breaks` of the values
    without them). The caller's caption says that the map has no value as a boundary.
    """
    if not places:
        return ""
    limits = limits or breaks([place.value for place in places if place.value is not None])
    boxes = [max(len(place.label) * LETTER, 40.0) + 14 for place in places]
    spots = spread(project(places), boxes)
    cells = voronoi(spots, max(reach(spots), max(boxes) / 2 + 4))
    left, high = (min(spot[axis] for cell in cells for spot in cell) - 4 for axis in (0, 1))
    right, low = (max(spot[axis] for cell in cells for spot in cell) + 4 for axis in (0, 1))

    def at(spot: Spot) -> Spot:
        return (spot[0] - left, spot[1] - high)

    body = (
        f'<defs><pattern id="{ident}-h" width="7" height="7" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path class="hatch" d="M0 0V7"/></pattern></defs>'
    )
    labels = ""
    for place, cell in zip(places, cells, strict=True):
        d = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in map(at, cell)) + "z"
        css = "f0" if place.closed else class_of(place.value, limits)
        body += f'<path class="cl {css}{"" if css != "f0" else " none"}" d="{d}"/>'
        if place.closed:
            body += f'<path fill="url(#{ident}-h)" d="{d}"/>'
        x, y = at(seat(cell))
        dark = " inv" if css == "f4" else ""
        over = " over" if place.closed else ""
        shown = closed_word if place.closed else place.text or "—"
        labels += words(x, y - 3, place.label, f"b{dark}{over}") + words(x, y + 13, shown, f"v{dark}{over}")
    return picture(right - left, low - high, "draw map", body + labels, title=title, desc=desc, ident=ident)


def project(places: Sequence[Place]) -> list[Spot]:
    """Turn degrees into flat kilometres, south downwards."""
    middle = sum(place.latitude for place in places) / len(places)
    return [(place.longitude * 111.3 * cos(radians(middle)), -place.latitude * 110.6) for place in places]


def spread(spots: Sequence[Spot], boxes: Sequence[float]) -> list[Spot]:
    """Scale spots to the usual width, then push them apart until labels of the widths `boxes` are clear."""
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    scale = (WIDTH - max(boxes)) / max(right - left, 1.0)
    moved = [[x * scale, y * scale] for x, y in spots]
    for _ in range(ROUNDS):
        still = True
        for i, one in enumerate(moved):
            for j, other in enumerate(moved[:i]):
                wide = (boxes[i] + boxes[j]) / 2
                dx, dy = (one[0] - other[0]) / wide, (one[1] - other[1]) / TALL
                apart = hypot(dx, dy)
                if apart >= 1.0:
                    continue
                still = False
                if apart < 1e-6:  # the same point: any direction does, the same one each time
                    dx, dy, apart = cos(i + j), sin(i + j), 1.0
                push = ((1.02 - min(apart, 1.0)) / 2 + 0.005) / apart
                one[0] += dx * push * wide
                one[1] += dy * push * TALL
                other[0] -= dx * push * wide
                other[1] -= dy * push * TALL
        if still:
            break
    return [(x, y) for x, y in moved]


def reach(spots: Sequence[Spot]) -> float:
    """Return the radius of the rounded hull: far enough for neighbours to touch, near enough to keep a silhouette."""
    if len(spots) == 1:
        return TALL
    nearest = sorted(min(_apart(one, other) for other in spots if other is not one) for one in spots)
    return max(TALL, 0.62 * nearest[(len(nearest) - 1) * 9 // 10])


def voronoi(spots: Sequence[Spot], radius: float) -> list[list[Spot]]:
    """Return for each spot the polygon nearer to it than to any other, within `radius` of it."""
    cells = []
    for index, spot in enumerate(spots):
        cell = [
            (spot[0] + radius * cos(2 * pi * k / SIDES), spot[1] + radius * sin(2 * pi * k / SIDES))
            for k in range(SIDES)
        ]
        for rank, other in enumerate(spots):
            if rank != index:
                cell = _nearer(cell, spot, other)
        cells.append(cell)
    return cells


def centre(cell: Sequence[Spot]) -> Spot:
    """Return the centre of gravity of a polygon: where its label has most room."""
    area = x = y = 0.0
    for one, other in zip(cell, [*cell[1:], cell[0]], strict=True):
        cross = one[0] * other[1] - other[0] * one[1]
        area += cross
        x += (one[0] + other[0]) * cross
        y += (one[1] + other[1]) * cross
    return (x / (3 * area), y / (3 * area)) if area else cell[0]


def seat(cell: Sequence[Spot]) -> Spot:
    """Return where a label sits best: the middle of the cell's width, at the height of its name."""
    y = centre(cell)[1]
    name = y - 8
    crossings = [
        one[0] + (other[0] - one[0]) * (name - one[1]) / (other[1] - one[1])
        for one, other in zip(cell, [*cell[1:], cell[0]], strict=True)
        if (one[1] - name) * (other[1] - name) < 0
    ]
    return ((min(crossings) + max(crossings)) / 2 if crossings else centre(cell)[0], y)


def _apart(one: Spot, other: Spot) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _nearer(cell: Sequence[Spot], spot: Spot, other: Spot) -> list[Spot]:
    """Cut a convex polygon to the side where `spot` is nearer; width counts less, since labels are wide."""
    weight = 1 / FLAT**2
    nx, ny = (other[0] - spot[0]) * weight, other[1] - spot[1]
    limit = ((other[0] ** 2 - spot[0] ** 2) * weight + other[1] ** 2 - spot[1] ** 2) / 2
    kept: list[Spot] = []
    for here, there in zip(cell, [*cell[1:], cell[0]], strict=True):
        before, after = nx * here[0] + ny * here[1] - limit, nx * there[0] + ny * there[1] - limit
        if before <= 0:
            kept.append(here)
        if (before < 0 < after) or (after < 0 < before):
            share = before / (before - after)
            kept.append((here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share))
    return kept
