"""Reading submissions: there is no other way to them than `visible_to(person)`."""

from typing import Any, Self

from django.db import models

from pamoja.accounts.models import User
from pamoja.accounts.rights import can


class SubmissionQuerySet(models.QuerySet[Any]):
    """Reads submissions, as far as a person's rights reach."""

    def visible_to(self, person: User) -> Self:
        """Keep what the person's organisation sent; who watches over the whole consortium sees all."""
        if not can(person, "inbox.read"):
            return self.none()
        found = self if can(person, "organisations.all") else self.filter(person__organisation=person.organisation_id)
        return found.visible_to(person.previewed_by) if person.previewed_by else found

    def waiting(self) -> Self:
        """Keep what nobody has looked at yet."""
        return self.filter(state="received")
