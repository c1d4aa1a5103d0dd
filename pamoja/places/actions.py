"""Every write to places: tables are read row by row, and loading one twice changes nothing."""

from dataclasses import replace
from pathlib import Path

from django.db import models, transaction

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.listings import LISTINGS, ZONE_PLACES, Key, Listing, check_period, read_listed, write_listed
from pamoja.places.models import Place
from pamoja.places.report import Line, Outcome, Report
from pamoja.places.rules import COLUMNS, NEEDED, in_country
from pamoja.places.settling import Settling
from pamoja.places.table import Table, read_table

DATA = Path(__file__).parent / "data"
TABLES = ("places", *LISTINGS)
STORED = (
    "name", "usual_name", "kind", "parent", "path", "folded", "latitude", "longitude", "point_precision",
    "external_code", "valid_from", "valid_to", "source",
)  # fmt: skip


@transaction.atomic
def load_places(table: Table, by: By, source: str = "") -> Report:
    """Create or update the places of a table; return what became of each row. A row with a problem is left out.

    Parents are written before children whatever the order of the file. An empty cell leaves what is known. `source`
    (the file's name when empty) is written to places that the file creates or changes and gives no source of its own.
    """
    table = _of_the_country(table)
    settling = Settling(table, source or table.file)
    lines = {line.row: line for line in settling.settle()}
    Place.objects.bulk_create(
        [*settling.created.values(), *settling.changed.values()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=STORED,
    )
    report = Report(table.file, list(table.notices), [lines[row.number] for row in table.rows])
    for line in report.lines:
        if line.outcome is Outcome.UPDATED:
            note(by, "change", "place", line.code, reason=table.file, changes=line.changes)
    if settling.created or settling.changed:
        note(by, "load", "table", table.file[-100:], changes=report.counts)
    return report


def _of_the_country(table: Table) -> Table:
    rows = [row for row in table.rows if in_country(row)]
    if elsewhere := len(table.rows) - len(rows):
        notice = Problem("places.other_countries", file=table.file, count=elsewhere)
        return replace(table, rows=rows, notices=[*table.notices, notice])
    return table


@transaction.atomic
def load_listing(listing: Listing, table: Table, by: By) -> Report:
    """Create or update the rows of a table; return what became of each row. A row with a problem is left out."""
    known = {
        name: set(model._default_manager.values_list("pk", flat=True)) for name, model in listing.references.items()
    }
    key = [listing.attribute(column) for column in listing.key]
    found: dict[Key, models.Model] = {
        tuple(getattr(row, name) for name in key): row for row in listing.model._default_manager.all()
    }
    report = Report(table.file, list(table.notices))
    seen: dict[Key, int] = {}
    for row in table.rows:
        reading = read_listed(listing, table.file, row, known)
        identity = tuple(reading.values.get(name) for name in key)
        if not reading.problems and identity in seen:
            reading.refuse("places.row_twice", listing.key[0], first=seen[identity])
        if not reading.problems and listing is ZONE_PLACES:
            check_period(reading, identity, found)
        if reading.problems:
            name = row[listing.key[0]]
            report.lines.append(Line(row.number, name, Outcome.REFUSED, problems=tuple(reading.problems)))
            continue
        seen[identity] = row.number
        report.lines.append(write_listed(listing, reading, identity, found))
    if any(report.counts[outcome] for outcome in (Outcome.CREATED, Outcome.UPDATED)):
        note(by, "load", "table", table.file[-100:], changes=report.counts)
    return report


def load_table(kind: str, content: bytes, file: str, by: By, source: str = "") -> Report:
    """Load the bytes of one table; `kind` is one of TABLES. Raises Problem when the file is no such table."""
    if kind == "places":
        return load_places(read_table(content, file, COLUMNS, NEEDED), by, source)
    listing = LISTINGS[kind]
    return load_listing(listing, read_table(content, file, listing.columns, listing.needed), by)


@transaction.atomic
def load_reference_places(by: By) -> list[Report]:
    """Load the shipped places, aliases, populations and zones; loading them again changes nothing."""
    return [load_table(kind, (DATA / f"{kind}.csv").read_bytes(), f"{kind}.csv", by) for kind in TABLES]
