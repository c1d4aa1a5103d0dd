"""Reading records: there is no other way to them than `visible_to(person)`."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.places.models import Place
from pamoja.places.queries import below


def within(paths: list[str], field: str = "place__path") -> Q:
    """Return the condition that a place lies in one of the subtrees given by their paths."""
    condition = Q()
    for path in paths:
        condition |= below(path, field)
    return condition


class RecordQuerySet(models.QuerySet[Any]):
    """Reads records of one register, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep the records that the person may see: organisation × subtree × sensitivity, as one SQL condition."""
        role = ROLES[person.role]
        register = self.model.register_name
        if not person.is_active or (role.registers is not None and register not in role.registers):
            return self.none()
        reach = Q(owner=person.organisation_id, sensitivity__in=role.own) | Q(sensitivity__in=role.others)
        scopes = list(person.places.values_list("path", flat=True))
        return self.filter(reach & within(scopes)) if scopes else self.filter(reach)

    def in_place(self, place: Place) -> Self:
        """Keep the records of a place and of all that lies in it."""
        return self.filter(within([place.path]))
