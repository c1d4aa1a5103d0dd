"""Reading records: there is no other way to them than `visible_to(person)`."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, Role
from pamoja.places.models import Place
from pamoja.places.queries import below

STRICT = "strict"


def within(paths: list[str], field: str = "place__path") -> Q:
    """Return the condition that a place lies in one of the subtrees given by their paths."""
    condition = Q()
    for path in paths:
        condition |= below(path, field)
    return condition


class RecordQuerySet(models.QuerySet[Any]):
    """Reads records of one register, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep the records that the person may see: organisation × subtree × sensitivity, as one SQL condition.

        A strict record is visible to the people named for it, within their places, and to nobody else. Who is imagined
        in a preview sees no more than the real person behind.
        """
        role = ROLES[person.role]
        register = self.model.register_name
        if not person.is_active or not role.opens(register):
            return self.none()
        reach = _levels(person, role) | Q(sensitivity=STRICT, pk__in=_named(person, register))
        reach &= self.model.visible
        found = self.filter(reach & within(person.scopes)) if person.scopes else self.filter(reach)
        return found.visible_to(person.previewed_by) if person.previewed_by else found

    def in_place(self, place: Place) -> Self:
        """Keep the records of a place and of all that lies in it."""
        return self.filter(within([place.path]))


def open_at(person: User, register: str, level: str) -> Q:
    """Return the condition that a person who sees a record may read its answers of a level.

    Whoever looks for words in answers asks this too, so that a search never tells what a page hides.
    """
    role = ROLES[person.role]
    real = open_at(person.previewed_by, register, level) if person.previewed_by else Q()
    if level == "public" or level in role.others:
        return real
    named = Q(pk__in=_named(person, register))
    return real & (Q(owner=person.organisation_id) | named if level in role.own else named)


def _levels(person: User, role: Role) -> Q:
    own, others = ([level for level in levels if level != STRICT] for levels in (role.own, role.others))
    if own == others:
        return Q(sensitivity__in=own)
    return Q(owner=person.organisation_id, sensitivity__in=own) | Q(sensitivity__in=others)


def _named(person: User, register: str) -> models.QuerySet[Any]:
    """Return the records of a register for which a person is named."""
    return person.teams.filter(register=register).values("record")
