"""The calendar of what falls due, as a page and as a feed."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.desk.calendar.feed import feed_path, person_of
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.showing import record_url
from pamoja.formats.icalendar_feed import CONTENT_TYPE, Day, icalendar_feed
from pamoja.kit.headers import BARE_POLICY
from pamoja.kit.problems import Problem
from pamoja.records.models import Sensitivity
from pamoja.records.register import Due
from pamoja.registry.dues import falling_due
from pamoja.registry.registers import REGISTERS

AHEAD, BACK = timedelta(days=183), timedelta(days=366 * 3)
SHOWN, LATE, IN_FEED = 150, 25, 500
LEAVES = Q(sensitivity__in=(Sensitivity.PUBLIC, Sensitivity.INTERNAL))
"""What a feed may name: it lies in programs that nobody of the programme looks after."""


@require_safe
@signed_in
def calendar(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show what is late and what falls due within half a year, among the records that the person may see."""
    today = timezone.localdate()
    late = falling_due(person, today - BACK, today - timedelta(days=1), LATE + 1)
    coming = falling_due(person, today, today + AHEAD, SHOWN + 1)
    context = {
        "section": "calendar",
        "late": [_item(due, today) for due in late[:LATE]],
        "more_late": len(late) > LATE,
        "months": list(_months(coming[:SHOWN], today)),
        "more": len(coming) > SHOWN,
        "until": coming[SHOWN - 1].on if len(coming) > SHOWN else today + AHEAD,
        "feed_url": request.build_absolute_uri(feed_path(person)) if not person.previewed_by else "",
    }
    return render(request, "desk/calendar.html", context)


def _months(dues: list[Due], today: date) -> Iterator[dict[str, Any]]:
    for month, found in groupby(dues, key=lambda due: due.on.replace(day=1)):
        yield {"name": date_format(month, "F Y"), "items": [_item(due, today) for due in found]}


def _item(due: Due, today: date) -> dict[str, Any]:
    return {
        "on": due.on,
        "late": max((today - due.on).days, 0),
        "what": str(due.what),
        "title": str(due.record),
        "said": due.record.register_name == "commitment",
        "code": due.record.code,
        "url": record_url(due.record),
        "place": due.record.place.label,
        "owner": str(due.record.owner),
    }


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send what falls due within half a year as iCalendar: codes, days and places, no words of anybody."""
    try:
        person = person_of(token)
    except Problem as problem:
        return HttpResponse(problem.sentence + "\n", status=404, content_type="text/plain; charset=utf-8")
    today = timezone.localdate()
    with translation.override(person.language):
        dues = falling_due(person, today - timedelta(days=31), today + AHEAD, IN_FEED, LEAVES)
        days = [_day(request, due) for due in dues]
        answer = HttpResponse(icalendar_feed(_("Pamoja: what falls due"), days), content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = BARE_POLICY
    return answer


def _day(request: HttpRequest, due: Due) -> Day:
    record = due.record
    return Day(
        f"{record.register_name}-{record.pk}-{due.code}@{request.get_host()}",
        due.on,
        f"{record.code} · {REGISTERS[record.register_name].label} · {due.what}",
        record.place.label,
        request.build_absolute_uri(record_url(record)),
        record.changed_at,
    )
