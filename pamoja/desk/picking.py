"""Choosing places among thousands without JavaScript: what is chosen stays ticked, a search offers more."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.places.models import Level, Place
from pamoja.records.choosing import may_choose
from pamoja.records.fields import PlacesField

FIND = "find"
MOST = 12


class PlacePicker(PlacesField):
    """Takes places; a page shows it by parts/places.html, from `chosen`, `found`, `more` and `q`."""

    picker = True

    def __init__(self, **options: Any) -> None:
        super().__init__(Place.objects.none(), to_field_name="code", **options)
        self.chosen: list[Place] = []
        self.found: list[Place] = []
        self.more = False
        self.q = ""

    def offer(self, person: User, codes: Iterable[str], q: str) -> None:
        """Offer the places that a person may give: those chosen by their codes, and those that a search finds.

        Without a search, the provinces.
        """
        allowed: Any = may_choose(person)
        self.queryset, self.q = allowed, q.strip()[:100]
        self.chosen = list(allowed.filter(pk__in=list(codes)))
        today = timezone.localdate()
        hits = allowed.on(today).search(self.q) if self.q else allowed.on(today).filter(level=Level.PROVINCE)
        found = list(hits.exclude(pk__in=[place.pk for place in self.chosen])[: MOST + 1])
        self.found, self.more = found[:MOST], len(found) > MOST


class PickingForm(forms.Form):
    """Asks for places among other things; sent by its button “find”, it keeps what was typed and checks nothing yet."""

    def __init__(self, person: User, sent: QueryDict | None, initial: dict[str, Any] | None = None) -> None:
        finding = sent is not None and sent.get("do") == FIND
        start = dict(initial or {})
        if sent is not None and finding:
            start |= sent.dict()
        super().__init__(None if finding else sent, initial=start)
        self.person = person
        for name, field in self.fields.items():
            if isinstance(field, PlacePicker):
                codes = start.get(name, []) if sent is None else sent.getlist(name)
                field.offer(person, codes, sent.get(f"{name}_q", "") if sent is not None else "")
