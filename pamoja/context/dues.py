"""What falls due in the context, for the calendar: analyses to be looked at again, and reviews of risks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.models import RiskState
from pamoja.records.models import Link
from pamoja.records.register import Due

REPLACES = "replaces"
"""How an analysis is linked to the earlier one that it takes the place of."""


def replaced() -> Q:
    """Return the condition that a later analysis took the place of one."""
    return Q(pk__in=Link.objects.filter(kind=REPLACES, to_register="analysis").values("to_id"))


def analyses_end(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the analyses whose validity ends between two days and that no later one replaces."""
    ending = found.filter(held_until__gte=first, held_until__lte=last).exclude(replaced())
    for analysis in ending.select_related("place__parent", "owner").order_by("held_until", "code"):
        yield Due(analysis, analysis.held_until, _("the analysis is to be looked at again"), code="validity")


def reviews_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the reviews of open risks that fall due between two days."""
    due = found.filter(state=RiskState.OPEN, review_on__gte=first, review_on__lte=last)
    for risk in due.select_related("place__parent", "owner").order_by("review_on", "code"):
        yield Due(risk, risk.review_on, _("review falls due"), code="review")
