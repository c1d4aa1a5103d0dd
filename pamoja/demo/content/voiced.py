"""The hand-written matter of the complaints of the demonstration, and of its reports of abuse by staff."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class Spread:
    """Hold how many complaints there are, how they come in, and what becomes of them: shares in a hundred."""

    count: int
    public: int
    named: int
    acknowledged: int
    answered: int
    referred: int
    late: int
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    spots: tuple[str, ...]


@dataclass(frozen=True)
class Voice:
    """Hold one category: its share, what people say, what is decided and what is answered."""

    category: str
    weight: int
    said: tuple[str, ...]
    decisions: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """Hold one report of abuse: its day before the end of the story, its content, and what was done after how long."""

    key: str
    day: int
    content: dict[str, str]
    done: tuple[tuple[str, int, str], ...]


@cache
def spread() -> Spread:
    """Read how complaints are spread."""
    return Spread(**fixed(read("complaints.toml")["spread"]))


@cache
def voices() -> tuple[Voice, ...]:
    """Read the categories."""
    return tuple(Voice(**fixed(entry)) for entry in read("complaints.toml")["kind"])


@cache
def words() -> dict[str, Any]:
    """Read what offices write, whatever the category."""
    found: dict[str, Any] = read("complaints.toml")["words"]
    return found


@cache
def focal_point() -> str:
    """Read the login of the person who is named for reports of abuse."""
    return str(read("abuse.toml")["focal_point"])


@cache
def reports() -> tuple[Told, ...]:
    """Read the reports of abuse."""
    return tuple(_told(dict(entry)) for entry in read("abuse.toml")["report"])


def _told(entry: dict[str, Any]) -> Told:
    done = tuple((one["step"], one["after"], one["words"]) for one in entry.pop("done"))
    return Told(entry.pop("key"), entry.pop("day"), entry, done)
