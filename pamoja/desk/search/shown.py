"""What a search found, as its page shows it: only answers that the reader may read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from pamoja.desk.places.shown import kind
from pamoja.desk.registers.showing import heading_of, record_url, shown
from pamoja.desk.search.marking import Part, excerpt, marked
from pamoja.desk.templatetags.pamoja import fine, said
from pamoja.desk.values import Value
from pamoja.places.models import Place
from pamoja.records.models import Life, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.records.searching import Asked
from pamoja.records.words import searched


@dataclass(frozen=True)
class Line:
    """Hold one thing that was found: its title in pieces, or as a value; small words beside it; what it says."""

    url: str
    title: list[Part] = field(default_factory=list)
    value: Value | None = None
    said: bool = False
    code: list[Part] = field(default_factory=list)
    place: str = ""
    on: date | None = None
    notes: list[str] = field(default_factory=list)
    excerpts: list[tuple[str, list[Part]]] = field(default_factory=list)


def place_lines(places: Iterable[Place], sought: Asked) -> Iterator[Line]:
    """Yield places, each with its parent and the other names by which it was found."""
    for place in places:
        others = [alias.name for alias in place.aliases.all()]
        if place.usual_name:
            others.insert(0, place.name)
        yield Line(
            reverse("place", args=[place.code]),
            marked(place.common_name, sought),
            code=[Part(place.code)],
            place=place.parent.short_label if place.parent else "",
            notes=[kind(place)],
            excerpts=[("", marked(", ".join(others), sought))] if others else [],
        )


def record_lines(register: Register, records: Iterable[Any], reader: Reader, sought: Asked) -> Iterator[Line]:
    """Yield records: title, code, place, date, status, and the answers in which words were found."""
    listed = list(records)
    heading = heading_of(register)
    reader.look_at(value for record in listed if isinstance(value := getattr(record, heading), Record))
    for record in listed:
        value = shown(reader, record, heading)
        in_words = value.kind in ("text", "said", "link")
        yield Line(
            record_url(record),
            marked(said(value.text) if value.kind == "said" else fine(value.text), sought) if in_words else [],
            None if in_words else value,
            value.kind == "said",
            [Part(record.code, found=True)] if record.code == sought.code else marked(record.code, sought),
            record.place.label,
            getattr(record, register.date_field),
            [str(Life(record.life).label), str(record.owner)],
            list(_excerpts(register, record, reader, sought, heading)),
        )


def _excerpts(
    register: Register, record: Record, reader: Reader, sought: Asked, heading: str
) -> Iterator[tuple[str, list[Part]]]:
    for name in searched(register):
        if name == heading or not reader.opens(register, record, name):
            continue
        if parts := excerpt(fine(getattr(record, name) or ""), sought):
            yield capfirst(register.label_of(name)), parts
