"""Filters over lists that people keep under a name: their own, and those that colleagues show to the organisation."""

import uuid

from django.db import transaction
from django.db.models import Q, QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import KeptFilter
from pamoja.records.register import Register

MOST = 20
"""How many filters over one list a person may keep."""
LONGEST = 60
"""How many letters the name of a filter has at most."""
KIND = "filter"


def filters_for(person: User) -> "QuerySet[KeptFilter]":
    """Return the filters that a person keeps, and those that others show to the person's organisation."""
    shown = Q(shared=True, person__organisation=person.organisation_id, person__is_active=True)
    return KeptFilter.objects.filter(Q(person=person.pk) | shown)


@transaction.atomic
def keep_filter(by: By, register: Register, name: str, query: str, *, shared: bool) -> KeptFilter:
    """Keep filters over a list under a name, in the place of those that the person kept under it before.

    `query` holds known filters only. Raises Problem("record.not_found") for a register that the role does not open,
    "filter.nothing", "filter.name_missing", "filter.too_many".
    """
    person = _person(by)
    if not ROLES[person.role].opens(register.name):
        raise Problem("record.not_found")
    if not query:
        raise Problem("filter.nothing")
    own = KeptFilter.objects.filter(person=person, register=register.name)
    name = _checked(name)
    if own.exclude(name=name).count() >= MOST:
        raise Problem("filter.too_many", most=MOST)
    found, _new = own.update_or_create(
        name=name,
        defaults={"query": query, "shared": shared},
        create_defaults={"person": person, "register": register.name, "query": query, "shared": shared},
    )
    note(by, "keep", KIND, found.pk)
    return found


@transaction.atomic
def change_filter(by: By, filter_id: uuid.UUID, name: str, *, shared: bool) -> KeptFilter:
    """Rename a filter of one's own, or show it to the organisation or no longer.

    Raises Problem("record.not_found"), "filter.name_missing", "filter.name_taken".
    """
    found, name = _own(by, filter_id), _checked(name)
    others = KeptFilter.objects.filter(person=found.person_id, register=found.register, name=name).exclude(pk=found.pk)
    if others.exists():
        raise Problem("filter.name_taken", where="name")
    found.name, found.shared = name, shared
    found.save(update_fields=["name", "shared"])
    note(by, "change", KIND, found.pk)
    return found


@transaction.atomic
def drop_filter(by: By, filter_id: uuid.UUID) -> KeptFilter:
    """Keep a filter of one's own no longer; raise Problem("record.not_found")."""
    found = _own(by, filter_id)
    note(by, "drop", KIND, found.pk)
    KeptFilter.objects.filter(pk=found.pk).delete()
    return found


def _person(by: By) -> User:
    person: User | None = by.person
    if person is None:
        raise Problem("rights.refused")
    return person


def _own(by: By, filter_id: uuid.UUID) -> KeptFilter:
    found = KeptFilter.objects.select_for_update().filter(pk=filter_id, person=_person(by).pk).first()
    if found is None:
        raise Problem("record.not_found")
    return found


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST:
        raise Problem("filter.name_missing", where="name")
    return plain
