"""The hand-written matter of the conflict cases of the demonstration."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class Spread:
    """Hold how many cases there are, and how they end: shares in a hundred."""

    count: int
    resolved: dict[str, int]
    unresolved: dict[str, int]
    without_paper: int
    restricted: int
    in_dialogue: int


@dataclass(frozen=True)
class Dispute:
    """Hold one kind of case: who handles it, how far violence goes, its words, and what each side claims."""

    type: str
    weight: int
    nature: str
    bodies: tuple[str, ...]
    violence: tuple[str, ...]
    titles: tuple[str, ...]
    accounts: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    households: tuple[int, int]
    hectares: tuple[float, float] | None = None
    family: str = ""


@dataclass(frozen=True)
class DisputeWords:
    """Hold what mediators write, by step and by occasion."""

    steps: dict[str, str]
    words: dict[str, tuple[str, ...]]
    seen: dict[str, dict[str, int]]


@cache
def spread() -> Spread:
    """Read how cases are spread."""
    return Spread(**read("cases.toml")["spread"])


@cache
def disputes() -> tuple[Dispute, ...]:
    """Read the kinds of cases."""
    return tuple(_dispute(entry) for entry in read("cases.toml")["kind"])


def _dispute(entry: dict[str, Any]) -> Dispute:
    return Dispute(**{**fixed(entry), "claims": tuple((tenure, unit) for tenure, unit in entry["claims"])})


@cache
def dispute_words() -> DisputeWords:
    """Read what mediators write, and what visits find."""
    data = read("cases.toml")
    return DisputeWords(data["steps"], {name: tuple(words) for name, words in data["words"].items()}, data["seen"])
