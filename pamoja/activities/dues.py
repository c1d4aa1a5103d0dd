"""Which activities fall due, for the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamoja.activities.models import ActivityState
from pamoja.records.register import Due


def activities_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the activities that were to begin, or to end, between two days and have not."""
    waiting = found.select_related("place__parent", "owner")
    to_begin = waiting.filter(state=ActivityState.PLANNED, planned_from__range=(first, last))
    to_end = waiting.filter(state=ActivityState.GOING, planned_until__range=(first, last))
    dues = [Due(one, one.planned_from, _("activity was to begin"), code="begins") for one in to_begin]
    dues += [Due(one, one.planned_until, _("activity is to end"), code="ends") for one in to_end]
    yield from sorted(dues, key=lambda due: (due.on, due.record.code))
