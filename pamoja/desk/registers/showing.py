"""The answers of a record as values of a page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pamoja.accounts.rights import can
from pamoja.context.models import Risk
from pamoja.desk.registers.bands import band_value
from pamoja.desk.templatetags.pamoja import decimal_number
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.dialogue.models import Commitment
from pamoja.places.models import Place
from pamoja.records.models import Record, Term
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

SAID_IN_WORDS = {"words"}


def record_url(record: Record) -> str:
    """Return the address of a record's page."""
    return reverse("register_record", args=[record.register_name, record.pk])


def closed() -> Value:
    """Return what stands in the place of an answer or a record that the reader may not open."""
    return Value("sealed", _("not open to you"))


def shown(reader: Reader, thing: Any, name: str) -> Value:
    """Return one answer of a record or of a row of a child, as a page shows it to this reader."""
    column = thing._meta.get_field(name)
    if isinstance(thing, Record) and not reader.opens(REGISTERS[thing.register_name], thing, name):
        return closed()
    if column.many_to_many:
        places = [(reverse("place", args=[place.pk]), place.label) for place in getattr(thing, name).named()]
        return Value("links", items=places) if places else missing("—")
    value = getattr(thing, name)
    if value is None or value == "":
        return missing("—")
    if isinstance(value, Place):
        return Value("place", value.label, url=reverse("place", args=[value.pk]))
    if isinstance(value, Record):
        if not reader.sees(value):
            return closed()
        return Value(
            "said" if isinstance(value, Commitment) else "link", str(value), url=record_url(value), note=value.code
        )
    if isinstance(thing, Commitment) and name == "state":
        return Value("state", state=value)
    if isinstance(thing, Risk) and name == "band":
        return band_value(value)
    if thing._meta.model_name == "followup" and name == "says":
        return Value("word", state=value)
    if name in SAID_IN_WORDS:
        return Value("said", value)
    return _plain(thing, column, value)


def _plain(thing: Any, column: "models.Field[Any, Any]", value: Any) -> Value:
    if isinstance(column, models.DateField):
        return Value("date", value)
    if isinstance(column, models.IntegerField):
        return Value("number", value)
    if isinstance(column, models.DecimalField):
        return Value("text", decimal_number(value))
    if column.choices:
        return Value("text", str(getattr(thing, f"get_{column.name}_display")()))
    return Value("text", str(value))


def sealed_value(register: Register, record: Record, reader: Reader, name: str) -> Value:
    """Return that an answer is sealed, and where it is opened by a reader who may."""
    may = can(reader.person, "sealed.open") and reader.opens(register, record, name)
    url = reverse("sealed_answer", args=[register.name, record.pk, name]) if may else ""
    return Value("sealed", _("sealed"), url=url)


def columns_of(register: Register, leave: tuple[str, ...] = ()) -> list[Column]:
    """Return the headings of a register's list, without those in `leave`."""
    found = []
    for name in listed_columns(register, leave):
        column = register.model._meta.get_field(name)
        kind = kind_of(column)
        found.append(Column(capfirst(str(getattr(column, "verbose_name", name))), kind))
    return found


def currency_code(currency: Term | None) -> str:
    """Return the code of a currency as it stands after an amount: CDF, USD; nothing when it is not known."""
    return currency.code.upper() if currency else ""


def kind_of(column: Any) -> str:
    """Return how a column of a table is set: as dates, as numbers, as text."""
    if isinstance(column, models.DateField):
        return "date"
    return "number" if isinstance(column, models.IntegerField | models.DecimalField) else "text"


def rows_of(
    register: Register, records: Iterable[Any], reader: Reader, today: date, leave: tuple[str, ...] = ()
) -> list[Row]:
    """Return records as the rows of their register's list; the title of each, with the code, leads to its page."""
    listed, names = list(records), listed_columns(register, leave)
    heading = title_column(names)
    named = (getattr(record, name) for record in listed for name in names)
    reader.look_at(value for value in named if isinstance(value, Record))
    return [
        Row(
            [
                _heading(record, shown(reader, record, name)) if name == heading else _cell(reader, record, name, today)
                for name in names
            ]
        )
        for record in listed
    ]


def listed_columns(register: Register, leave: tuple[str, ...] = ()) -> list[str]:
    """Return the names of the columns of a register's list, without those in `leave`."""
    return [name for name in register.columns.split() if name not in leave]


def heading_of(register: Register) -> str:
    """Return the column that names a record of a register."""
    return title_column(register.columns.split())


def title_column(names: list[str]) -> str:
    """Return the column that names a record in a list: its title or its words, else the first one."""
    return next((name for name in ("title", "words", "commitment") if name in names), names[0])


def _heading(record: Any, value: Value) -> Value:
    note = record.code if value.text != record.code else ""
    return Value(value.kind, value.text, url=record_url(record), note=note, first=True)


def _cell(reader: Reader, record: Any, name: str, today: date) -> Value:
    value = shown(reader, record, name)
    if name == "due_on" and isinstance(record, Commitment) and record.due_on:
        return Value("date", record.due_on, late=record.days_late(today))
    return value
