"""Records that hang on another: the visits of a case, the sheets of a group; found by what each register asks."""

from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.desk.registers.showing import columns_of, rows_of
from pamoja.desk.values import Column, Row, Value
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

SHOWN = 12


@cache
def hanging_on(register: str) -> tuple[tuple[str, str], ...]:
    """Return the registers whose records name one of another register, each with the question that does."""
    model = REGISTERS[register].model
    return tuple(
        (name, question)
        for name, other in REGISTERS.items()
        for question in other.narrowed_by.split()
        if other.model._meta.get_field(question).related_model is model and other.model is not model
    )


def beside(register: str, person: User) -> list[dict[str, str]]:
    """Return the lists of what hangs on a register, those that the role of a person opens."""
    role = ROLES[person.role]
    return [
        {"url": reverse("register_list", args=[name]), "label": str(REGISTERS[name].plural)}
        for name, _question in hanging_on(register)
        if role.opens(name)
    ]


def hanging(
    register: Register, record: Any, reader: Reader, today: date, leave: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return the records that hang on one, by register, as tables of its page (desk/record.html); without `leave`."""
    role = ROLES[reader.person.role]
    return [
        _table(REGISTERS[name], question, record, reader, today)
        for name, question in hanging_on(register.name)
        if name not in leave and role.opens(name)
    ]


def _table(register: Register, question: str, record: Any, reader: Reader, today: date) -> dict[str, Any]:
    found = register.objects.visible_to(reader.person).filter(**{question: record})
    latest = found.select_related("place__parent").order_by(f"-{register.date_field}", "-code")[:SHOWN]
    asked = f"{question}={record.pk}"
    own = reverse("register_list", args=[register.name])
    rows = rows_of(register, latest, reader, today, leave=(question,))
    if len(rows) == SHOWN:
        more = Value("link", _("all of them"), url=f"{own}?{asked}", first=True)
        rows.append(Row([more, *(Value() for _cell in rows[0].cells[1:])]))
    start = f"{asked}&place={record.place_id}&sensitivity={record.sensitivity}"
    new = reverse("register_new", args=[register.name])
    columns: list[Column] = columns_of(register, leave=(question,))
    return {
        "title": str(register.plural),
        "note": "",
        "columns": columns,
        "rows": rows,
        "add_url": f"{new}?{start}" if can(reader.person, f"{register.name}.enter") else "",
        "empty": _("Nothing was entered here."),
    }
