"""The clock of each category of complaint, read from a file and held against the list of categories."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pamoja.engine.complaint import Clock

FILE = Path(__file__).with_name("categories.toml")
LIST = "complaint_category"
SLOWEST = Clock(3, 21)
"""The clock of a category that an instance added to its list; the file knows nothing of it."""


@dataclass(frozen=True)
class Category:
    """Hold what the file says of a category: its clock, and the shape beside it on the public page."""

    clock: Clock
    sign: str


def read_categories(text: str) -> dict[str, Category]:
    """Return the categories of a file by code; raise ValueError with every fault of it."""
    data = tomllib.loads(text)
    if faults := list(_faults(data)):
        raise ValueError("categories.toml: " + "; ".join(faults))
    return {
        code: Category(Clock(entry["acknowledge"], entry["answer"]), entry["sign"])
        for code, entry in data["category"].items()
    }


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    if not str(data.get("source", "")).strip():
        yield "“source” is missing"
    for code, entry in data.get("category", {}).items():
        days = [entry.get(name) for name in ("acknowledge", "answer")]
        if not all(isinstance(number, int) and number > 0 for number in days):
            yield f"{code}: “acknowledge” and “answer” are whole numbers of days from 1"
        elif days[0] > days[1]:
            yield f"{code}: it is acknowledged before it is answered"
        if not str(entry.get("sign", "")).strip():
            yield f"{code}: “sign” is missing"


@cache
def categories() -> dict[str, Category]:
    """Read the categories."""
    return read_categories(FILE.read_text(encoding="utf-8"))


def clock_of(category: str) -> Clock:
    """Return the clock of a category, by its key in the list of values."""
    found = categories().get(category.removeprefix(f"{LIST}:"))
    return found.clock if found else SLOWEST


def keys_by_clock() -> dict[Clock, list[str]]:
    """Return the keys of the categories that share a clock."""
    found: dict[Clock, list[str]] = {}
    for code, category in categories().items():
        found.setdefault(category.clock, []).append(f"{LIST}:{code}")
    return found
