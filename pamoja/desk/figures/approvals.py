"""The page on which the consortium approves the figures of periods that have ended."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.figures.wording import first_capital
from pamoja.desk.templatetags.pamoja import date_long
from pamoja.engine import periods as calendar
from pamoja.engine.periods import Period
from pamoja.indicators.models import ApprovedPeriod, Unit
from pamoja.indicators.opening import FigureReader
from pamoja.indicators.queries import ApprovedDays

SHOWN = 12


def ended_period(reader: FigureReader, key: str) -> Period:
    """Return a month, a quarter or a half-year by its name; raise Http404 for anything else."""
    try:
        found = calendar.parse(key, reader.since_start().start, reader.day)
    except ValueError as error:
        raise Http404 from error
    if found.unit not in Unit.values:
        raise Http404
    return found


def approvals_page(person: User, reader: FigureReader) -> dict[str, Any]:
    """Return what the page of approved periods shows (desk/approvals.html)."""
    given = {(one.unit, one.start): one for one in ApprovedPeriod.objects.select_related("approved_by")}
    days = ApprovedPeriod.objects.days()
    titles = {Unit.HALF: _("Half-years"), Unit.QUARTER: _("Quarters"), Unit.MONTH: _("Months")}
    return {
        "section": "figures",
        "crumbs": [{"label": _("Results"), "url": reverse("figures")}, {"label": _("Approved periods")}],
        "may_approve": can(person, "figures.approve"),
        "groups": [
            {
                "title": title,
                "periods": [_shown(one, given.get((one.unit, one.start)), days) for one in _ended(reader, unit)],
            }
            for unit, title in titles.items()
        ],
    }


def _ended(reader: FigureReader, unit: Unit) -> Iterator[Period]:
    """Yield the latest periods of a unit that have ended, the last one first."""
    known = calendar.series(unit.value, reader.since_start().start, reader.day)  # type: ignore[arg-type]
    ended = [one for one in known if one.end < reader.day]
    yield from reversed(ended[-SHOWN:])


def _shown(period: Period, given: ApprovedPeriod | None, days: ApprovedDays) -> dict[str, Any]:
    if given:
        data = {"day": date_long(given.approved_at.date()), "office": given.approved_by or _("a command on the server")}
        words = _("approved on %(day)s by %(office)s") % data
    elif days.cover(period.start, period.end):
        words = _("approved within other periods")
    else:
        words = _("not approved")
    return {"key": period.key, "name": first_capital(period), "words": words, "approved": given is not None}
