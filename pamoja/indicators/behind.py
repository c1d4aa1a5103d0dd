"""From a figure to the records behind it, and from a record to the figures in which it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pamoja.accounts.models import User
from pamoja.engine.cells import Cell, Filters, Traced
from pamoja.engine.compile import Query
from pamoja.engine.definition import Definition
from pamoja.indicators import figures
from pamoja.lake.warehouse import warehouse
from pamoja.records.models import Record
from pamoja.registry.registers import REGISTERS

CHUNK = 900
Role = Literal["numerator", "denominator", "missing", "none"]


@dataclass(frozen=True)
class Behind:
    """Hold what a person may see behind a figure: records with their contributions, and how many more are hidden."""

    records: list[tuple[Record, int]]
    visible: int
    hidden: int


@dataclass(frozen=True)
class Counted:
    """Tell how a record counts in a figure since the start: where, and under which parts shown apart."""

    definition: Definition
    role: Role
    parts: tuple[str, ...]


def records_behind(person: User, traced: Sequence[Traced], start: int = 0, size: int | None = None) -> Behind:
    """Return the records behind a figure that the person may see, and count the rest.

    `start` and `size` keep a slice of them, the latest first. Every record comes through `visible_to(person)`.
    """
    if not traced:
        return Behind([], 0, 0)
    register = REGISTERS[traced[0].register]
    contributions = {UUID(one.record): one.contribution for one in traced}
    visible: list[tuple[date, UUID]] = []
    ids = list(contributions)
    for at in range(0, len(ids), CHUNK):
        chunk = register.objects.visible_to(person).filter(pk__in=ids[at : at + CHUNK])
        visible += chunk.order_by().values_list(register.date_field, "pk")
    visible.sort(reverse=True)
    page = [pk for _day, pk in visible[start : None if size is None else start + size]]
    records = _in_order(person, register.name, page)
    return Behind([(record, contributions[record.pk]) for record in records], len(visible), len(ids) - len(visible))


def _in_order(person: User, register: str, ids: list[UUID]) -> list[Record]:
    found: dict[UUID, Record] = {}
    for at in range(0, len(ids), CHUNK):
        chunk = REGISTERS[register].objects.visible_to(person).filter(pk__in=ids[at : at + CHUNK])
        found |= {record.pk: record for record in chunk.select_related("place", "place__parent", "owner")}
    return [found[pk] for pk in ids if pk in found]


def counts_in(register: str, record: UUID, today: date) -> list[Counted]:
    """Return in which figures a record counts.

    A follow-up counts through its commitment, a dialogue process through the sessions that it held.
    """
    if register == "followup":
        query = Query("SELECT commitment FROM followups WHERE id = ?::UUID", [str(record)])
        return [one for (commitment,) in warehouse().rows(query) for one in counts_in("commitment", commitment, today)]
    period = figures.since_start(today)
    found = []
    for code, definition in figures.catalogue().items():
        if definition.source.register == register:
            cell = figures.cell(code, period, Filters(record=str(record)))
            found.append(Counted(definition, _role(cell), tuple(part for part, number in cell.parts.items() if number)))
        parts = tuple(part.code for part in definition.parts if part.register == register)
        if parts:
            cell = figures.cell(code, period, Filters(process=str(record)))
            counted = tuple(part for part in parts if cell.parts[part])
            found.append(Counted(definition, "none", counted))
    return found


def _role(cell: Cell) -> Role:
    if cell.numerator:
        return "numerator"
    if cell.denominator:
        return "denominator"
    return "missing" if cell.missing else "none"
