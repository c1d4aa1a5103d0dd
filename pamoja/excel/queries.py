"""Reading imports: each is seen by who brought it, and by nobody else."""

from typing import Any, Self

from django.db import models

from pamoja.accounts.models import User


class ImportQuerySet(models.QuerySet[Any]):
    """Reads imports, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep those that the person brought; in a preview, none."""
        return self.none() if person.previewed_by else self.filter(person=person.pk)

    def at_work(self) -> Self:
        """Keep those that the worker has something to do for, the shortest first."""
        return self.filter(state__in=["checking", "writing"]).order_by("size", "received_at")
