"""Every write to approved periods."""

from django.db import transaction
from django.utils import timezone

from pamoja.accounts.rights import require
from pamoja.engine.periods import Period
from pamoja.indicators.models import ApprovedPeriod, Unit
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


@transaction.atomic
def approve_period(by: By, period: Period) -> ApprovedPeriod:
    """Approve the figures of a month, a quarter or a half-year that has ended, so that all who read figures see them.

    Approving again changes nothing. Raises Problem("rights.refused"), Problem("figures.period_not_ended") and
    Problem("figures.period_unit").
    """
    require(by.person, "figures.approve")
    if period.unit not in Unit.values:
        raise Problem("figures.period_unit")
    if period.end >= timezone.localdate(by.at):
        raise Problem("figures.period_not_ended", day=period.end)
    found, made = ApprovedPeriod.objects.get_or_create(
        unit=period.unit,
        start=period.start,
        defaults={"end": period.end, "approved_at": by.at, "approved_by": by.person},
    )
    if made:
        note(by, "approve", "period", period.key)
    return found


@transaction.atomic
def withdraw_approval(by: By, period: Period, reason: str) -> None:
    """Withdraw the approval of a period; its figures are then closed to those who read approved ones only.

    Raises Problem("rights.refused"), Problem("figures.reason_missing"), Problem("figures.period_not_approved").
    """
    require(by.person, "figures.approve")
    if not reason.strip():
        raise Problem("figures.reason_missing")
    gone, _each = ApprovedPeriod.objects.of(period.unit, period.start).delete()
    if not gone:
        raise Problem("figures.period_not_approved")
    note(by, "withdraw", "period", period.key, reason=reason.strip())
