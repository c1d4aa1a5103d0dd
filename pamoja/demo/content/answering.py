"""The hand-written material of mutual accountability: compacts, public entities under contract, services scored."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pamoja.demo.content import Dialogue, fixed, read


@dataclass(frozen=True)
class PlannedCompact:
    """Hold the plan of a compact; `day` of its signature counts from the window's first, `weight` shares engagements.

    `entity`, `office` and `spots` fill the sentences of its engagements, as those of a dialogue do.
    """

    key: str
    title: str
    authority: str
    level: str
    place: str
    with_whom: str
    pillars: tuple[str, ...]
    theme: str
    day: int
    years: int
    weight: int
    entity: str
    office: str
    spots: tuple[str, ...]
    summary: str

    def as_scene(self) -> Dialogue:
        """Return where its engagements were made, as the writer of promises reads it."""
        return scene(self.key, self.theme, self.level, self.place, self.entity, self.office, self.authority, self.spots)


@dataclass(frozen=True)
class KindOfEntity:
    """Hold what entities of a kind are scored on: weights of a contract, criteria of scorecards, dollars a quarter.

    `promises` are the kinds of commitments that come of its scorecards.
    """

    indicators: dict[str, int]
    criteria: tuple[str, ...]
    promises: tuple[str, ...]
    budget: int
    above: str


@dataclass(frozen=True)
class PlannedEntity:
    """Hold the plan of an entity: the day on which its contract begins, and about how many points it has then."""

    key: str
    title: str
    kind: str
    place: str
    day: int
    begins_at: int


@dataclass(frozen=True)
class PlannedService:
    """Hold a service that citizens score though it has no contract; `kind` lends it its criteria."""

    key: str
    title: str
    kind: str
    place: str
    day: int


def scene(
    key: str,
    theme: str,
    level: str,
    place: str,
    entity: str,
    office: str,
    admin: str,
    spots: tuple[str, ...],
    kinds: tuple[str, ...] = (),
) -> Dialogue:
    """Return where promises were made outside a dialogue, as the writer of promises reads it."""
    return Dialogue(
        key,
        title="",
        theme=theme,
        level=level,
        place=place,
        pillar="",
        opened=0,
        reached=0,
        weight=1,
        entity=entity,
        office=office,
        admin=admin,
        spots=spots,
        languages=(),
        harm="",
        harm_note="",
        outcome="",
        kinds=kinds,
    )


@cache
def accountability_words() -> dict[str, Any]:
    """Read what people write about compacts, evaluations and scorecards, by subject."""
    return fixed(read("accountability.toml")["words"])


@cache
def planned_compacts() -> tuple[PlannedCompact, ...]:
    """Read the compacts."""
    return tuple(PlannedCompact(**fixed(entry)) for entry in read("accountability.toml")["compact"])


@cache
def kinds_of_entity() -> dict[str, KindOfEntity]:
    """Read what entities are scored on, by kind."""
    return {name: KindOfEntity(**fixed(entry)) for name, entry in read("accountability.toml")["kind"].items()}


@cache
def planned_entities() -> tuple[PlannedEntity, ...]:
    """Read the entities."""
    return tuple(PlannedEntity(**fixed(entry)) for entry in read("accountability.toml")["entity"])


@cache
def planned_services() -> tuple[PlannedService, ...]:
    """Read the services without a contract."""
    return tuple(PlannedService(**fixed(entry)) for entry in read("accountability.toml")["service"])
