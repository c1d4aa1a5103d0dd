"""What falls due for complaints, for the calendar: that they are acknowledged, and answered."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.complaints.clocks import categories
from pamoja.records.register import Due

OPEN = Q(answered_on__isnull=True, closed_on__isnull=True)
"""Complaints that still wait for an answer here."""


def steps_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the acknowledgements and the answers that fall due between two days and were not given."""
    longest = max(category.clock.answer for category in categories().values())
    waiting = found.filter(OPEN, received_on__gte=first - timedelta(days=longest), received_on__lte=last)
    dues = []
    for complaint in waiting.select_related("place__parent", "owner", "category"):
        stands = complaint.standing(first)
        steps = [(stands.answer, _("answer to a complaint falls due"), "answer")]
        if complaint.acknowledged_on is None:
            told = _("acknowledgement of a complaint falls due")
            steps.append((stands.acknowledgement, told, "acknowledge"))
        dues += [Due(complaint, step.due_on, what, code) for step, what, code in steps if first <= step.due_on <= last]
    yield from sorted(dues, key=lambda due: (due.on, due.record.code))
