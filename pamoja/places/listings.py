"""The tables that hang on places, declared: aliases, populations, zones and the places of zones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from pamoja.places import cells
from pamoja.places.cells import Reading
from pamoja.places.models import Place, PlaceAlias, PlacePopulation, Zone, ZonePlace
from pamoja.places.report import Line, Outcome
from pamoja.places.table import Row

Read = Callable[[Reading, str], Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Listing:
    """Declare one table: its columns with their readers, those that must be filled, and those that identify a row."""

    model: type[models.Model]
    columns: Mapping[str, Read]
    needed: tuple[str, ...]
    key: tuple[str, ...]
    references: Mapping[str, type[models.Model]] = field(default_factory=dict)

    def attribute(self, column: str) -> str:
        """Return the model's attribute of a column: references are kept as codes."""
        return f"{column}_id" if column in self.references else column


ALIASES = Listing(
    PlaceAlias,
    {"place": cells.code, "name": cells.text(120), "source": cells.text(2000)},
    needed=("place", "name"),
    key=("place", "name"),
    references={"place": Place},
)
POPULATIONS = Listing(
    PlacePopulation,
    {
        "place": cells.code,
        "value": cells.whole(0, 100_000_000),
        "year": cells.whole(1950, 2100),
        "source": cells.text(300),
    },
    needed=("place", "value", "year", "source"),
    key=("place", "year", "source"),
    references={"place": Place},
)
ZONES = Listing(
    Zone,
    {"code": cells.code, "name": cells.text(120), "source": cells.text(2000)},
    needed=("code", "name", "source"),
    key=("code",),
)
ZONE_PLACES = Listing(
    ZonePlace,
    {
        "zone": cells.code,
        "place": cells.code,
        "valid_from": cells.day,
        "valid_to": cells.day,
        "source": cells.text(2000),
    },
    needed=("zone", "place", "valid_from", "source"),
    key=("zone", "place", "valid_from"),
    references={"zone": Zone, "place": Place},
)
LISTINGS: dict[str, Listing] = {
    "aliases": ALIASES,
    "populations": POPULATIONS,
    "zones": ZONES,
    "zone_places": ZONE_PLACES,
}


def read_listed(listing: Listing, file: str, row: Row, known: Mapping[str, set[Any]]) -> Reading:
    """Return the values of a row and its problems; `known` holds the codes that each reference may take."""
    reading = Reading(file, row)
    if row.surplus:
        reading.refuse("places.cells_too_many", "", value=row.surplus[0][:40])
    reading.require(*listing.needed)
    for column, read in listing.columns.items():
        reading.take(column, read, into=listing.attribute(column))
        code = reading.values.get(listing.attribute(column))
        if column in known and code and code not in known[column]:
            reading.refuse("places.reference_unknown", column)
    return reading


def write_listed(listing: Listing, reading: Reading, identity: Key, found: dict[Key, models.Model]) -> Line:
    name = str(identity[0])
    before = found.get(identity)
    if before is None:
        found[identity] = listing.model._default_manager.create(**reading.values)
        return Line(reading.row.number, name, Outcome.CREATED)
    changes = {
        column: [str(getattr(before, column)), str(value)]
        for column, value in reading.values.items()
        if getattr(before, column) != value
    }
    if not changes:
        return Line(reading.row.number, name, Outcome.UNCHANGED)
    for column, value in reading.values.items():
        setattr(before, column, value)
    before.save()
    return Line(reading.row.number, name, Outcome.UPDATED, changes)


def check_period(reading: Reading, identity: Key, found: Mapping[Key, models.Model]) -> None:
    """Add a problem when a period ends before it begins, or overlaps another one of the same place in the same zone."""
    begins, ends = reading.values["valid_from"], reading.values.get("valid_to")
    if ends and ends <= begins:
        reading.refuse("places.ends_before_it_begins", "valid_to")
        return
    for other, row in found.items():
        other_ends = getattr(row, "valid_to")  # noqa: B009
        apart = (other_ends and other_ends <= begins) or (ends and ends <= other[2])
        if other[:2] == identity[:2] and other != identity and not apart:
            reading.refuse("places.period_overlaps", "valid_from", other=other[2])
