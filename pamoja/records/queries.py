"""Reading records: there is no other way to them than `visible_to(person)`."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, Role
from pamoja.places.models import Place
from pamoja.places.queries import below_any

STRICT = "strict"
DELETED = "deleted"


def within(paths: list[str]) -> Q:
    """Return the condition that the place of a record lies in one of the subtrees given by their paths.

    The places are a query of their own, so that no list joins every record with its place before it counts.
    """
    return Q(place__in=Place.objects.filter(below_any(paths)).values("pk")) if paths else Q()


class RecordQuerySet(models.QuerySet[Any]):
    """Reads records of one register, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep the records that the person may see: organisation × subtree × sensitivity, as one SQL condition."""
        return self.filter(self.reach(person))

    def reach(self, person: User) -> Q:
        """Return the condition that a person may see a record: the one that `visible_to` keeps to."""
        return self.opened(person) & within(person.scopes)

    def opened(self, person: User) -> Q:
        """Return the part of that condition that asks for organisation, sensitivity and team, and not for the place.

        A strict record is visible to the people named for it, within their places, and to nobody else. Who is imagined
        in a preview sees no more than the real person behind.
        """
        role = ROLES[person.role]
        register = self.model.register_name
        if not person.is_active or not role.opens(register):
            return Q(pk__in=[])
        visible: Q = self.model.visible
        found = _levels(person, role, register) & visible & _concerning(person, role, self.model)
        return found & self.reach(person.previewed_by) if person.previewed_by else found

    def in_place(self, place: Place) -> Self:
        """Keep the records of a place and of all that lies in it."""
        return self.filter(within([place.path]))


_Records = models.Manager.from_queryset(RecordQuerySet)


class KeptRecords(_Records[Any]):
    """Reads the records of a register that are not deleted."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Leave deleted records out."""
        return super().get_queryset().exclude(life=DELETED)


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


def _levels(person: User, role: Role, register: str) -> Q:
    """Return the condition on level, owner and team: levels read in records of all, and the others with what they need.

    A level that nobody knows is open to nobody.
    """
    others = [level for level in role.others if level != STRICT]
    mine = [level for level in role.own if level not in (*others, STRICT)]
    of_owner = ~Q(sensitivity__in=mine) | Q(owner=person.organisation_id)
    of_team = ~Q(sensitivity=STRICT) | Q(pk__in=_named(person, register))
    return Q(sensitivity__in=others) | (Q(sensitivity__in=[*mine, STRICT]) & of_owner & of_team)


def _concerning(person: User, role: Role, model: Any) -> Q:
    """Return the condition that a role which sees in a register only what concerns it is kept to."""
    if model.register_name not in role.own_only:
        return Q()
    found = Q(owner=person.organisation_id)
    for name in model.concerns:
        found |= Q(**{name: person.organisation_id})
    return found


def _named(person: User, register: str) -> models.QuerySet[Any]:
    """Return the records of a register for which a person is named."""
    return person.teams.filter(register=register).values("record")
