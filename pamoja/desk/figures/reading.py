"""Records that a person may see, kept to the scope of a page of figures."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.activities.register import HELD_IN
from pamoja.desk.figures.scope import Scope
from pamoja.dialogue.models import DialogueProcess
from pamoja.places.models import Place, Zone
from pamoja.records.models import Link
from pamoja.records.queries import within
from pamoja.records.register import Register


class Visible:
    """Reads records that a person may see, of the place, zone, pillar and partner of a scope."""

    def __init__(self, person: User, scope: Scope) -> None:
        self.person, self.scope = person, scope
        self._condition = _places(scope)
        if scope.filters.partner:
            self._condition &= Q(owner=scope.filters.partner)

    def of(self, register: Register) -> QuerySet[Any]:
        """Return the records of a register."""
        found: QuerySet[Any] = register.objects.visible_to(self.person).filter(self._condition)
        return found.filter(_pillar(register, self.scope.filters.pillar)) if self.scope.filters.pillar else found


def _places(scope: Scope) -> Q:
    kept = Q()
    if scope.filters.place:
        kept &= within([place.path for place in Place.objects.filter(pk=scope.filters.place)])
    if scope.filters.zone:
        rows = Zone(pk=scope.filters.zone).rows.on(scope.day).select_related("place")
        paths = [row.place.path for row in rows]
        kept &= within(paths) if paths else Q(pk__in=[])
    return kept


def _pillar(register: Register, pillar: str) -> Q:
    """Return the condition on the pillar; a session has that of the process in which it was held."""
    if register.name != "session":
        return Q(pillar=pillar)
    processes = DialogueProcess.objects.filter(pillar=pillar).values("pk")
    return Q(pk__in=Link.objects.filter(kind=HELD_IN, to_id__in=processes).values("from_id"))


def record_url(record: Any) -> str:
    """Return the address of a record's page."""
    return reverse("register_record", args=[record.register_name, record.pk])
