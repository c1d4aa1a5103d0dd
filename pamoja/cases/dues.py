"""Which durability visits fall due, for the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamoja.cases.models import CaseOutcome
from pamoja.engine.durability import MILESTONES, months_later
from pamoja.records.register import Due


def visits_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the visits of resolved cases that fall due between two days and were neither made nor noted as not made."""
    earliest = months_later(first, -MILESTONES[-1] - 1)
    settled = found.filter(outcome=CaseOutcome.RESOLVED, outcome_on__gte=earliest, outcome_on__lte=last)
    dues = []
    for case in settled.select_related("place__parent", "owner").prefetch_related("visits"):
        noted = {int(visit.milestone) for visit in case.visits.all()}
        for months in MILESTONES:
            on = months_later(case.outcome_on, months)
            if months not in noted and first <= on <= last:
                dues.append(Due(case, on, _("durability visit falls due"), code=f"visit-{months}"))
    yield from sorted(dues, key=lambda due: (due.on, due.record.code))
