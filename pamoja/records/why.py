"""Who sees a record, and why: the rule of `visible_to` told for one person, in reasons."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.records.models import Record, TeamMember
from pamoja.records.openness import levels_of
from pamoja.records.queries import STRICT

Ground = Literal["own", "others", "named"]
Obstacle = Literal["suspended", "register", "concerns", "level", "named", "place", "real"]


@dataclass(frozen=True)
class Why:
    """Hold why a person sees a record, or what stands in the way; everything that does is told.

    `ground`: it belongs to their own organisation, or to another, or they are named for it. An obstacle is a suspended
    access, a register or a level that the role does not open, a record that does not concern their organisation where
    the role sees no other, a strict record without being named, a place outside
    theirs, or (`real`) the person behind a preview. `scopes` are the paths of the places of the person that hold the
    record; none of them, and no obstacle `place`: the whole programme. `levels` are those of the answers they read.
    """

    ground: Ground
    obstacles: tuple[Obstacle, ...]
    scopes: tuple[str, ...]
    levels: tuple[str, ...]

    @property
    def visible(self) -> bool:
        """Tell whether the person sees the record."""
        return not self.obstacles


def why(person: User, record: Record, *, named: bool) -> Why:
    """Return why a person sees a record or not; `named` tells whether they are named for it. No query."""
    role, own = ROLES[person.role], record.owner_id == person.organisation_id
    strict = record.sensitivity == STRICT
    scopes = tuple(path for path in person.scopes if record.place.path.startswith(path))
    found: list[Obstacle] = []
    if not person.is_active:
        found.append("suspended")
    if not role.opens(record.register_name):
        found.append("register")
    if record.register_name in role.own_only and person.organisation_id not in record.organisations():
        found.append("concerns")
    if strict and not named:
        found.append("named")
    if not strict and record.sensitivity not in ((*role.own, *role.others) if own else role.others):
        found.append("level")
    if person.scopes and not scopes:
        found.append("place")
    if person.previewed_by and not reasons(person.previewed_by, record).visible:
        found.append("real")
    ground: Ground = "named" if strict else "own" if own else "others"
    return Why(ground, tuple(found), scopes, levels_of(person, record, named=named))


def reasons(person: User, record: Record) -> Why:
    """Return why a person sees a record or not."""
    return why(person, record, named=person.pk in named_for(record))


def reasons_of_all(people: Iterable[User], record: Record) -> list[tuple[User, Why]]:
    """Return the reasons of many people, whose places were fetched with them; one query."""
    named = named_for(record)
    return [(person, why(person, record, named=person.pk in named)) for person in people]


def named_for(record: Record) -> frozenset[uuid.UUID]:
    """Return the people named for a record."""
    named = TeamMember.objects.filter(register=record.register_name, record=record.pk)
    return frozenset(named.values_list("person", flat=True))
