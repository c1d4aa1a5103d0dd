"""The records behind a figure, as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.figures.reading import record_url
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import is_share, until
from pamoja.desk.templatetags.pamoja import number
from pamoja.desk.values import Column, Row, Value
from pamoja.dialogue.models import Commitment
from pamoja.engine.cells import Cell, Traced
from pamoja.engine.definition import Definition
from pamoja.indicators.opening import Behind
from pamoja.registry.registers import REGISTERS


@dataclass(frozen=True)
class Behinds:
    """Hold the records behind a part of a figure that a person may see, and which of them are in the numerator."""

    definition: Definition
    scope: Scope
    part: str
    behind: Behind
    numerator: frozenset[str]


def behind(definition: Definition, scope: Scope, part: str, start: int, size: int | None) -> Behinds:
    """Return a slice of the records behind a part of a figure."""
    traced = scope.reader.trace(definition.code, scope.period, scope.filters, part)
    found = scope.reader.records_behind(traced, start, size)
    return Behinds(definition, scope, part, found, _numerator(definition, scope, part, traced))


def _numerator(definition: Definition, scope: Scope, part: str, traced: list[Traced]) -> frozenset[str]:
    if part != "denominator":
        return frozenset()
    inside = scope.reader.trace(definition.code, scope.period, scope.filters, "numerator")
    return frozenset(one.record for one in inside) & frozenset(one.record for one in traced)


def count_of(cell: Cell, part: str) -> int | None:
    """Return the number that a part of a cell shows; unknown counts nothing, what is masked is None."""
    if cell.closed:
        return None
    if part == "numerator":
        return cell.numerator or 0
    if part == "denominator":
        return cell.denominator or 0
    return cell.missing if part == "missing" else cell.parts[part]


def register_of(definition: Definition, part: str) -> str:
    """Return the register of the records behind a part."""
    return next(
        (one.register for one in definition.parts if one.code == part and one.register), definition.source.register
    )


def columns(found: Behinds) -> list[Column]:
    """Return the headings over `rows`."""
    register = register_of(found.definition, found.part)
    day = REGISTERS[register].model._meta.get_field(REGISTERS[register].date_field)
    state = [Column(_("State %(day)s") % {"day": until(found.scope.period.as_of)}, "state")]
    return [
        Column(_("Record")),
        *(state if register == "commitment" else []),
        Column(str(getattr(day, "verbose_name", "")), "date"),
        Column(_("Place")),
        Column(_("Organisation")),
        Column(_("Counts in")) if found.part == "denominator" else Column(_("Counts for"), "number"),
        Column(_("Submission")),
    ]


def rows(person: User, found: Behinds) -> list[Row]:
    """Return the records as rows; a commitment shows the state in which it was counted."""
    records = [record for record, _contribution in found.behind.records]
    if register_of(found.definition, found.part) == "commitment":
        prefetch_related_objects(records, "followups")
    return [Row(_cells(person, found, record, contribution)) for record, contribution in found.behind.records]


def _cells(person: User, found: Behinds, record: Any, contribution: int) -> list[Value]:
    register = REGISTERS[record.register_name]
    said = isinstance(record, Commitment)
    title = Value("said" if said else "link", str(record), url=record_url(record), note=record.code, first=True)
    state = [Value("state", state=record.judged(found.scope.period.as_of).state)] if said else []
    url = submission_url(person, record.submission)
    return [
        title,
        *state,
        Value("date", getattr(record, register.date_field)),
        Value("place", record.place.label, url=reverse("place", args=[record.place_id])),
        Value("text", str(record.owner)),
        _counted(found, record, contribution),
        Value("link", _("what was sent"), url=url) if url else Value("text", _door(record)),
    ]


def _counted(found: Behinds, record: Any, contribution: int) -> Value:
    if found.part != "denominator":
        return Value("number", contribution)
    words = _("numerator and denominator") if str(record.pk) in found.numerator else _("denominator only")
    if is_share(found.definition) and found.definition.of:
        return Value("text", f"{number(contribution)} · {words}")
    return Value("text", words)


def _door(record: Any) -> str:
    return _("entered on a page") if record.submission is None else _("sent by a phone")


def submission_url(person: User, submission: UUID | None) -> str:
    """Return the address of what a phone sent, for those who may open it; nothing for a record entered on a page."""
    if submission is None or not can(person, "inbox.read"):
        return ""
    return reverse("inbox_item", args=[submission])


def hidden_words(count: int) -> str:
    """Say how many records are counted without being open to the reader."""
    words = ngettext(
        "%(count)s record outside your rights is counted without being opened.",
        "%(count)s records outside your rights are counted without being opened.",
        count,
    )
    return words % {"count": number(count)}


def as_lines(found: Behinds) -> Iterable[list[object]]:
    """Yield the records as lines of a CSV file, the headings first."""
    yield ["id", "register", "code", "date", "place", "place_name", "owner", "title", "part", "contribution"]
    register = register_of(found.definition, found.part)
    for record, contribution in found.behind.records:
        day = getattr(record, REGISTERS[register].date_field)
        line = [record.pk, register, record.code, day, record.place_id, record.place.label, record.owner_id]
        yield [*line, str(record), found.part, contribution]
