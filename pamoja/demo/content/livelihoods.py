"""The hand-written material of the local economy of the demonstration."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pamoja.demo.content import fixed, read


@dataclass(frozen=True)
class PlannedWorks:
    """Hold the plan of works; `day` and `lasts` in days, `workers` are women and men, `visits` what each finds."""

    key: str
    title: str
    type: str
    unit: str
    place: str
    planned: float
    done: float
    day: int
    lasts: int
    workers: tuple[int, int]
    wage: float
    verified: float | None = None
    ends: tuple[str, str] = ("", "")
    outline: str = ""
    unpaid: bool = False
    visits: tuple[str, ...] = ()


@dataclass(frozen=True)
class GrantRecipe:
    """Hold a kind of grant: what it is called, how large it is (dollars), by what factor it changes income."""

    sector: str
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    purpose: str
    amount: tuple[int, int]
    gain: tuple[float, float]
    count: int


@dataclass(frozen=True)
class PlannedCooperative:
    """Hold a cooperative; `members` are women and men, `board` women and all, `price` in dollars a kilogram."""

    key: str
    title: str
    chain: str
    place: str
    founded_on: date
    members: tuple[int, int]
    board: tuple[int, int]
    registered: str
    kilograms: tuple[int, int]
    price: float
    credits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class PlannedMarket:
    """Hold a market; `stalls` are all, those in use, those of women; `taxes` are name, francs, receipt."""

    key: str
    title: str
    place: str
    day: int
    managed_by: str
    stalls: tuple[int, int, int]
    days: int
    users: int
    posted: str
    works: str = ""
    committee: tuple[int, int] = (0, 0)
    taxes: tuple[tuple[str, int, str], ...] = ()


@cache
def economy_words() -> dict[str, tuple[str, ...]]:
    """Read what people write about the local economy, by subject."""
    return fixed(read("economy.toml")["words"])


@cache
def planned_works() -> tuple[PlannedWorks, ...]:
    """Read the works."""
    return tuple(PlannedWorks(**fixed(entry)) for entry in _entries("works"))


@cache
def grant_recipes() -> tuple[GrantRecipe, ...]:
    """Read the kinds of grants."""
    return tuple(GrantRecipe(**fixed(entry)) for entry in _entries("grant"))


@cache
def planned_cooperatives() -> tuple[PlannedCooperative, ...]:
    """Read the cooperatives."""
    return tuple(PlannedCooperative(**fixed(entry)) for entry in _entries("cooperative"))


@cache
def planned_markets() -> tuple[PlannedMarket, ...]:
    """Read the markets."""
    return tuple(PlannedMarket(**fixed(entry)) for entry in _entries("market"))


def _entries(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read("economy.toml")[kind]
    return found
