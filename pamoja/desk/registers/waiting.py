"""What waits for a person in the registers: records to verify, to approve, and returned ones to correct."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.records.editions import Marks, Remembered, marks_now
from pamoja.records.life import SHARED
from pamoja.records.models import Life
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

Kind = tuple[Callable[[Register], bool], str, Q, dict[str, str]]
"""In which registers, words, the condition on the records, and the filters of their list."""


def waiting_for(person: User) -> list[dict[str, Any]]:
    """Return what waits for a person: label, and items with the register's name, how many there are, and their list.

    The registers with most come first.
    """
    marks = marks_now()
    groups: list[dict[str, Any]] = []
    for may, label, found, asked in _kinds(person):
        items = sorted(_items(person, marks, may, found, asked), key=lambda one: -one["count"])
        groups.append({"label": label, "items": items})
    return [group for group in groups if group["items"]]


def _kinds(person: User) -> Iterator[Kind]:
    own = person.organisation_id
    if can(person, "record.verify"):
        yield lambda _one: True, _("To verify"), Q(life=Life.SUBMITTED, owner=own), _asked(Life.SUBMITTED, own)
    if can(person, "record.approve"):
        shared = Q(life=Life.VERIFIED, sensitivity__in=SHARED)
        yield lambda _one: True, _("To approve"), shared, _asked(Life.VERIFIED)
    returned = Q(life=Life.RETURNED, owner=own)
    yield (
        lambda one: can(person, f"{one.name}.correct"),
        _("Returned, to be corrected"),
        returned,
        _asked(Life.RETURNED, own),
    )


def _asked(life: str, owner: str = "") -> dict[str, str]:
    return {"life": str(life), **({"owner": owner} if owner else {})}


def _items(
    person: User, marks: Marks, may: Callable[[Register], bool], found: Q, asked: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for register in REGISTERS.values():
        if not may(register):
            continue
        if count := Remembered(register, marks).number(register.objects.visible_to(person).filter(found)):
            url = f"{reverse('register_list', args=[register.name])}?{urlencode(asked)}"
            yield {"label": str(register.plural), "count": count, "url": url}
