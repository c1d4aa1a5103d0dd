"""Reading data-quality issues: one is seen exactly when its record is."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES


class IssueQuerySet(models.QuerySet[Any]):
    """Reads issues, as far as a person's rights reach in the records that they are of."""

    def visible_to(self, person: User) -> Self:
        """Keep the issues of records that the person sees; those of deleted records are seen by nobody.

        Each issue asks for its one record by its key, so that the length of the registers does not matter.
        """
        role = ROLES[person.role]
        found: Any = Q(pk__in=[])
        for model in _registers():
            if role.opens(model.register_name):
                there = model.objects.visible_to(person).filter(pk=OuterRef("record"))
                found |= Q(register=model.register_name) & Exists(there)
        return self.filter(found)


def _registers() -> list[Any]:
    return [model for model in apps.get_models() if hasattr(model, "register_name")]
