"""The work plan: the activities of the list on a line of time, planned and as they took place."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.activities.models import Activity, ActivityState
from pamoja.activities.register import activities
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.filtering import Filters, matching
from pamoja.desk.registers.showing import record_url
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.formats.drawing.span import Time, axis, span

PER_PAGE = 60
SHAPES = {
    ActivityState.PLANNED: "todo",
    ActivityState.GOING: "going",
    ActivityState.ENDING: "part",
    ActivityState.DONE: "kept",
    ActivityState.CANCELLED: "dropped",
    ActivityState.SUSPENDED: "blocked",
}


@require_safe
@signed_in
def workplan(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show the activities that pass the filters of their list on one line of time, by project."""
    today = timezone.localdate()
    filters = Filters(activities, person, request.GET)
    found = matching(activities, person, filters, today)
    ordered = found.records().select_related("project", "type").order_by("project__name", "planned_from", "code")
    page = Paginator(cast("Any", ordered), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    time = time_of(shown, today)
    context = {
        "section": "activity",
        "filters": filters,
        "filter_words": filters.words(),
        "clear_url": reverse("workplan"),
        "list_url": f"{reverse('register_list', args=['activity'])}?{request.GET.urlencode()}",
        "total": found.count(),
        "axis": mark_safe(axis(time)),  # noqa: S308 (the drawing escapes its own text)
        "projects": list(_projects(shown, time, today)),
        "page": page,
    }
    return render(request, "desk/workplan.html", context)


def time_of(shown: Iterable[Activity], today: date) -> Time:
    """Return the line of time on which these activities lie, whole years of it."""
    days = [day for one in shown for day in (one.planned_from, one.planned_until, one.started_on, one.ended_on) if day]
    return Time(min(days, default=today).replace(month=1, day=1), max(days, default=today).replace(month=12, day=31))


def _projects(shown: list[Activity], time: Time, today: date) -> Iterator[dict[str, Any]]:
    for project, group in groupby(shown, key=lambda one: one.project):
        yield {"name": project.name, "items": [_item(one, time, today) for one in group]}


def _item(activity: Activity, time: Time, today: date) -> dict[str, Any]:
    return {
        "url": record_url(activity),
        "title": activity.title,
        "note": f"{activity.code} · {activity.place.label} · {activity.owner}",
        "state": SHAPES[ActivityState(activity.state)],
        "word": activity.get_state_display(),
        "days": days_in_words(activity),
        "svg": drawn(activity, time, today),
    }


def drawn(activity: Activity, time: Time, today: date) -> str:
    """Return the drawing of one activity on a line of time."""
    planned = (activity.planned_from, activity.planned_until)
    actual = (
        (activity.started_on, activity.ended_on or max(today, activity.started_on)) if activity.started_on else None
    )
    return mark_safe(span(time, planned, actual, today, days_in_words(activity)))  # noqa: S308 (it escapes its own text)


def days_in_words(activity: Activity) -> str:
    """Return when an activity was planned and when it took place, in words."""
    planned = _("planned from %(first)s to %(last)s") % {
        "first": date_short(activity.planned_from),
        "last": date_short(activity.planned_until),
    }
    if not activity.started_on:
        return planned
    if not activity.ended_on:
        return f"{planned} · " + _("begun on %(day)s") % {"day": date_short(activity.started_on)}
    took = _("carried out from %(first)s to %(last)s") % {
        "first": date_short(activity.started_on),
        "last": date_short(activity.ended_on),
    }
    return f"{planned} · {took}"
