"""Reading persons, as far as a person's rights reach."""

from typing import Self

from pamoja.accounts.models import User
from pamoja.records.queries import RecordQuerySet


class PersonQuerySet(RecordQuerySet):
    """Reads persons; a record that was merged into another is never among them."""

    def visible_to(self, person: User) -> Self:
        """Keep the records that somebody may see, without those merged into others."""
        return super().visible_to(person).filter(merged_into=None)
