"""Who is named for a strict record: every write to it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can, require
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record, TeamMember
from pamoja.records.queries import STRICT
from pamoja.records.register import Register
from pamoja.records.why import why


def team_of(record: Record) -> QuerySet[TeamMember]:
    """Return the people named for a record, who named them and when."""
    return TeamMember.objects.filter(record=record.pk).select_related("person__organisation", "named_by")


def give_team(register: Register, record: Record, by: By) -> None:
    """Name the first people for a record that is strict and has nobody: its author, and its owner's standing team."""
    if record.sensitivity != STRICT or TeamMember.objects.filter(record=record.pk).exists():
        return
    standing = [code for code, role in ROLES.items() if "team.standing" in role.verbs]
    people = set(User.objects.filter(role__in=standing, organisation=record.owner_id, is_active=True))
    if by.person is not None:
        people.add(by.person)
    for person in sorted(people, key=lambda one: one.login):
        _put(register, record, person, by)


@transaction.atomic
def name_for(by: By, register: Register, record: Record, person: User, reason: str = "") -> None:
    """Name a person for a strict record, for a reason.

    Raises Problem for a record that is not strict or not the author's to open, Problem("team.out_of_reach") for a
    person who is suspended, whose role lacks the register, or whose places do not hold the record.
    """
    _require(by, register, record, reason)
    if not why(person, record, named=True).visible:
        raise Problem("team.out_of_reach", person=str(person))
    if not team_of(record).filter(person=person).exists():
        _put(register, record, person, by, reason)


@transaction.atomic
def take_off(by: By, register: Register, record: Record, person: User, reason: str = "") -> None:
    """Take a person off those named for a strict record, for a reason; raise Problem("team.last") for the last one."""
    _require(by, register, record, reason)
    named = TeamMember.objects.select_for_update().filter(record=record.pk)
    if {one.person_id for one in named} <= {person.pk}:
        raise Problem("team.last")
    if named.filter(person=person).delete()[0]:
        note(by, "take_off", register.name, record.pk, reason=reason, changes={"team": [str(person.pk), ""]})


def _put(register: Register, record: Record, person: User, by: By, reason: str = "") -> None:
    TeamMember.objects.create(
        register=register.name, record=record.pk, person=person, named_at=by.at, named_by=by.person
    )
    note(by, "name_for", register.name, record.pk, reason=reason, changes={"team": ["", str(person.pk)]})


def _require(by: By, register: Register, record: Any, reason: str) -> None:
    if by.person is not None:
        require(by.person, "team.name")
        if not register.objects.visible_to(by.person).filter(pk=record.pk).exists():
            raise Problem("record.not_found")
        if not reason.strip():
            raise Problem("team.reason_missing", where="reason")
    if record.sensitivity != STRICT:
        raise Problem("team.not_strict")


def may_name(person: User, record: Record) -> bool:
    """Tell whether a person who sees a strict record may name others for it."""
    return record.sensitivity == STRICT and can(person, "team.name")
