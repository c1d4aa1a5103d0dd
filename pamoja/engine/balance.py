"""How a number of commitments stand together, by the side that made them: one line for each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pamoja.engine.promise import CLOSED

Standing = Literal["kept", "going", "late", "broken", "dropped"]
STANDINGS: tuple[Standing, ...] = ("kept", "going", "late", "broken", "dropped")
GROUPS = {"state": "state", "population": "population", "partner": "partners", "donor": "partners", "actor": "actors"}
"""The lines of a balance, by side: partners and donors stand together."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: whose commitments, how many of them stand how, and how many there are in all."""

    group: str
    counts: dict[Standing, int]

    @property
    def total(self) -> int:
        """Return the number of commitments of the line."""
        return sum(self.counts.values())


def standing(state: str, due_on: date | None, as_of: date) -> Standing:
    """Return how one commitment stands: kept, broken or dropped for good; else late once its date is past, or going."""
    if state in CLOSED:
        return state  # type: ignore[return-value]
    return "late" if due_on is not None and due_on < as_of else "going"


def balance(commitments: Iterable[tuple[str, str, date | None]], as_of: date) -> tuple[Line, ...]:
    """Return the lines of commitments told as side, state and due date; a side without commitments has no line."""
    counted: dict[str, Counter[Standing]] = {}
    for side, state, due_on in commitments:
        counted.setdefault(GROUPS[side], Counter())[standing(state, due_on, as_of)] += 1
    return tuple(
        Line(group, {one: counted[group][one] for one in STANDINGS})
        for group in dict.fromkeys(GROUPS.values())
        if group in counted
    )
