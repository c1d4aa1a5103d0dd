"""The hand-written activities of the demonstration's work plan."""

from dataclasses import dataclass
from functools import cache

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class Plan:
    """Hold one kind of activity: at which places, when, with which sessions, and its words.

    `every`: the first place of the dialogues has it, then each so many; `begins`: days from the window's first, and by
    how much later at each further place; `items`: what is distributed: what, unit, how many for a household.
    """

    key: str
    type: str
    session: str
    title: str
    project: str
    pillar: str
    sector: str
    gender: str
    every: int
    begins: tuple[int, int]
    days: int
    sessions: int
    budget: int
    unit: str
    planned: int
    subjects: tuple[str, ...]
    notes: tuple[str, ...]
    items: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class PlanWords:
    """Hold what partners write of activities: why one is late or stopped, and how an audience was estimated."""

    stations: tuple[str, ...]
    how: tuple[str, ...]
    late: tuple[str, ...]
    stopped: tuple[str, ...]
    reports: tuple[str, ...]


@cache
def plans() -> tuple[Plan, ...]:
    """Read the kinds of activities."""
    return tuple(Plan(**fixed(entry)) for entry in read("activities.toml")["plan"])


@cache
def plan_words() -> PlanWords:
    """Read what partners write of activities."""
    data = fixed(read("activities.toml"))
    return PlanWords(**{name: data[name] for name in ("stations", "how", "late", "stopped", "reports")})
