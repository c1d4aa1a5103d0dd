"""Reading submissions: there is no other way to them than `visible_to(person)`."""

from typing import Any, Self

from django.db import models

from pamoja.accounts.models import User
from pamoja.accounts.rights import can

EVERY_ORGANISATION = frozenset({"consortium_me", "coordinator", "administrator"})


class SubmissionQuerySet(models.QuerySet[Any]):
    """Reads submissions, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep what the person's organisation sent; who watches over the whole consortium sees all."""
        if not can(person, "inbox.read"):
            return self.none()
        if person.role in EVERY_ORGANISATION:
            return self
        return self.filter(person__organisation=person.organisation_id)

    def waiting(self) -> Self:
        """Keep what nobody has looked at yet."""
        return self.filter(state="received")
