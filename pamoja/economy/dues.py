"""What falls due in the local economy, for the calendar: share-outs, tranches, and visits to works and grants."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from pamoja.economy.models import Tranche
from pamoja.engine.durability import LATER_MILESTONES, months_later
from pamoja.records.register import Due


def share_outs_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the planned share-outs of groups that were not held since the cycle began."""
    planned = found.filter(ends_on__gte=first, ends_on__lte=last, ended_on=None)
    for group in planned.select_related("place__parent", "owner").order_by("ends_on", "code"):
        if not group.share_outs.filter(shared_on__gt=group.started_on).exists():
            yield Due(group, group.ends_on, _("share-out is planned"), code="share-out")


def works_visits_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the visits to finished works that fall due and were neither made nor noted as not made."""
    earliest = months_later(first, -LATER_MILESTONES[-1] - 1)
    ended = found.filter(ended_on__gte=earliest, ended_on__lte=last)
    known = ended.select_related("place__parent", "owner").prefetch_related("visits")
    yield from _in_order(due for works in known for due in _visits(works, works.ended_on, first, last))


def grants_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the tranches that fall due unpaid, and the visits due after the first payment that nobody noted."""
    among = found.filter(ended_on=None).select_related("place__parent", "owner")
    unpaid = Tranche.objects.filter(paid_on=None, due_on__gte=first, due_on__lte=last)
    owed = {grant.pk: grant for grant in among.filter(pk__in=unpaid.values("grant"))}
    dues = [
        Due(owed[tranche.grant_id], tranche.due_on, _("tranche falls due"), code=f"tranche-{tranche.pk}")
        for tranche in unpaid
        if tranche.grant_id in owed
    ]
    earliest = months_later(first, -LATER_MILESTONES[-1] - 1)
    paid = among.annotate(first_paid_on=Min("tranches__paid_on")).prefetch_related("visits")
    for grant in paid.filter(first_paid_on__gte=earliest, first_paid_on__lte=last):
        dues += _visits(grant, grant.first_paid_on, first, last)
    yield from _in_order(dues)


def _visits(record: Any, start: date, first: date, last: date) -> Iterator[Due]:
    """Yield the visits to a record that are due between two days and not noted; deleted ones were not made."""
    noted = {int(visit.milestone) for visit in record.visits.all()}
    for months in LATER_MILESTONES:
        on = months_later(start, months)
        if months not in noted and first <= on <= last:
            yield Due(record, on, _("visit falls due"), code=f"visit-{months}")


def _in_order(dues: Iterable[Due]) -> Iterator[Due]:
    yield from sorted(dues, key=lambda due: (due.on, due.record.code))
