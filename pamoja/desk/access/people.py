"""The people with access, as far as the reader of a page may know them."""

from dataclasses import dataclass

from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.accounts.queries import people_visible_to

OFFERED = 8


@dataclass(frozen=True)
class Known:
    """Hold everybody with access, and the ids of those whom the reader may know."""

    everybody: list[User]
    known: frozenset[object]

    @classmethod
    def to(cls, reader: User) -> "Known":
        """Return the people as a reader may know them, by organisation and name; four queries."""
        people = User.objects.select_related("organisation").prefetch_related("places__parent")
        return cls(
            sorted(people, key=lambda one: (str(one.organisation), str(one), one.login)),
            frozenset(people_visible_to(reader).values_list("pk", flat=True)),
        )

    def called(self, text: str) -> list[User]:
        """Return the people whom the reader may know and whose login or function holds these words."""
        words = text.strip().casefold()
        named = (one for one in self.everybody if words in one.login.casefold() or words in one.function.casefold())
        return [one for one in named if words and one.pk in self.known][:OFFERED]


def to_be_named(reader: User, text: str) -> list[User]:
    """Return the people whom a reader may name for a strict record: those known to them, or one of this very login."""
    words = text.strip()
    if not words:
        return []
    known = Q(pk__in=people_visible_to(reader)) & (Q(login__icontains=words) | Q(function__icontains=words))
    found = User.objects.filter(known | Q(login=words.lower()))
    return list(found.select_related("organisation").prefetch_related("places__parent").order_by("login")[:OFFERED])
