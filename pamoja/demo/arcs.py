"""How the words on a commitment follow one another until today: the arcs of the story."""

import tomllib
from dataclasses import dataclass
from functools import cache
from random import Random

from pamoja.demo.content import HERE

VOICES = {"P": "promiser", "R": "receiver", "V": "verification"}
ANSWERS = {"a": "accepts", "r": "refuses", "-": "none"}


@dataclass(frozen=True, slots=True)
class Beat:
    """Hold one word to be said: at which part of the time (0 to 1), by which voice, saying what, with which answers."""

    part: float
    voice: str
    says: str
    promiser: str = "none"
    receiver: str = "none"


@dataclass(frozen=True)
class Arc:
    """Hold an arc: the state that it ends in, its share of the commitments, the days that it needs, its ways."""

    name: str
    state: str
    count: int
    days: int
    ways: tuple[tuple[Beat, ...], ...]


@cache
def arcs() -> tuple[Arc, ...]:
    """Read all arcs."""
    data = tomllib.loads((HERE / "arcs.toml").read_text(encoding="utf-8"))
    return tuple(
        Arc(
            entry["name"],
            entry["state"],
            entry["count"],
            entry["days"],
            tuple(tuple(_beat(word) for word in way) for way in entry["ways"]),
        )
        for entry in data["arc"]
    )


def way(arc: Arc, chance: Random) -> tuple[Beat, ...]:
    """Choose one way of an arc."""
    return chance.choice(arc.ways)


def _beat(text: str) -> Beat:
    part, voice, says, *given = text.split()
    return Beat(float(part), VOICES[voice], says, *(ANSWERS[answer] for answer in given))
