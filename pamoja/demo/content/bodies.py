"""The hand-written structures of the demonstration."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class Body:
    """Hold the plan of one local structure; days count from the window's first, `capacity` is its first average.

    `plan`: the code of a kind, "none" when it said that it has none, blank when nobody asked.
    """

    key: str
    title: str
    type: str
    level: str
    place: str
    set_up_on: date
    chaired_by: str
    women: int
    men: int
    capacity: float
    unknown: int = 0
    legal_act: str = ""
    supported_by: str = ""
    plan: str = ""
    plan_days: tuple[int, int] = (0, 0)
    office: bool = False
    own_funds: str = ""
    ended: int = 0


@dataclass(frozen=True)
class BodyWords:
    """Hold what structures write: measures by kind of plan, subjects of trainings, who assessed and what was agreed."""

    measures: dict[str, tuple[str, ...]]
    subjects: tuple[str, ...]
    assessors: tuple[str, ...]
    agreed: tuple[str, ...]
    evidence: tuple[str, ...]


@cache
def bodies() -> tuple[Body, ...]:
    """Read the local structures."""
    return tuple(Body(**fixed(entry)) for entry in read("structures.toml")["structure"])


@cache
def body_words() -> BodyWords:
    """Read what structures write."""
    data: dict[str, Any] = read("structures.toml")
    assessed = data["assessments"]
    return BodyWords(
        {kind: tuple(words) for kind, words in data["measures"].items()},
        tuple(data["trainings"]["subjects"]),
        tuple(assessed["assessors"]),
        tuple(assessed["agreed"]),
        tuple(assessed["evidence"]),
    )
