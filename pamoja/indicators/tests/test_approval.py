"""Approving the figures of periods: who may, which, and what is left in the audit trail."""

from datetime import date

import pytest

from pamoja.engine import periods
from pamoja.indicators.actions import approve_period, withdraw_approval
from pamoja.indicators.models import ApprovedPeriod
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from tests.cast import Cast, by

TODAY = date(2026, 11, 24)
HALF = periods.parse("2026-H1", TODAY, TODAY)


def test_the_consortium_approves_a_period_once(cast: Cast) -> None:
    found = approve_period(by(cast.consortium_me), HALF)
    assert (found.period.key, found.approved_by) == ("2026-H1", cast.consortium_me)
    assert approve_period(by(cast.coordinator), HALF) == found
    assert [(line.verb, line.person) for line in history("period", "2026-H1")] == [("approve", cast.consortium_me.pk)]


def test_a_withdrawal_needs_a_reason_and_leaves_its_line(cast: Cast) -> None:
    approve_period(by(cast.consortium_me), HALF)
    assert refused(withdraw_approval, by(cast.coordinator), HALF, " ") == "figures.reason_missing"
    withdraw_approval(by(cast.coordinator), HALF, "Les listes de Jomba sont à revoir.")
    assert not ApprovedPeriod.objects.exists()
    assert history("period", "2026-H1").last().reason == "Les listes de Jomba sont à revoir."
    assert refused(withdraw_approval, by(cast.coordinator), HALF, "Encore.") == "figures.period_not_approved"


def test_only_what_has_ended_and_is_approved_by_months_quarters_or_halves(cast: Cast) -> None:
    someone = by(cast.consortium_me)
    today = someone.at.date()
    assert refused(approve_period, someone, periods.period("half", today, today)) == "figures.period_not_ended"
    assert refused(approve_period, someone, periods.parse("2025", TODAY, TODAY)) == "figures.period_unit"


def test_nobody_else_approves_or_withdraws(cast: Cast) -> None:
    approve_period(by(None, "command"), HALF)
    for name, person in cast.everybody().items():
        if name not in ("consortium_me", "coordinator"):
            assert refused(approve_period, by(person), HALF) == "rights.refused", name
            assert refused(withdraw_approval, by(person), HALF, "Non.") == "rights.refused", name


def test_days_approved_are_those_of_all_periods_together(cast: Cast) -> None:
    for key in ("2025-Q4", "2026-H1", "2026-02", "2026-08"):
        approve_period(by(cast.consortium_me), periods.parse(key, TODAY, TODAY))
    days = ApprovedPeriod.objects.days()
    assert days.spans == ((date(2025, 10, 1), date(2026, 6, 30)), (date(2026, 8, 1), date(2026, 8, 31)))
    assert days.cover(date(2026, 1, 1), date(2026, 3, 31))
    assert not days.cover(date(2026, 6, 1), date(2026, 8, 31))
    assert days.last == date(2026, 8, 31)


def refused(action, *asked: object) -> str:
    """Return the code of the problem that an action raises."""
    with pytest.raises(Problem) as found:
        action(*asked)
    return found.value.code
