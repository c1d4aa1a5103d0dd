"""Reports of abuse by staff, as their pages show them to focal points."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.desk.registers.complaint import stage_value, timing_value
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.places.models import Place
from pamoja.psea.content import Content
from pamoja.psea.models import Entry, FocalPoint, Report
from pamoja.psea.queries import is_focal_point

LANGUAGES = {"fr": "Français", "sw": "Kiswahili", "en": "English"}


def waiting_for(person: User) -> list[dict[str, Any]]:
    """Return what waits for a focal point on the home page: the reports not answered yet; nothing for anybody else."""
    if not is_focal_point(person):
        return []
    count = Report.objects.filter(answered_on=None).count()
    if not count:
        return []
    label = ngettext("report of abuse by staff", "reports of abuse by staff", count)
    item = {"label": label, "count": count, "url": reverse("psea")}
    return [{"label": _("For focal points only"), "items": [item]}]


def columns() -> list[Column]:
    """Return the headings of the list."""
    return [
        Column(_("Report of abuse")),
        Column(_("Received on"), "date"),
        Column(_("How it stands"), "state"),
        Column(_("Acknowledgement")),
        Column(_("Answer")),
    ]


def row(report: Report, today: date) -> Row:
    """Return the line of a report: its days, nothing that was said."""
    stands = report.standing(today)
    return Row(
        [
            Value("link", str(report), url=reverse("psea_report", args=[report.pk]), first=True),
            Value("date", report.received_on),
            stage_value(stands.stage),
            timing_value(stands.acknowledgement),
            timing_value(stands.answer),
        ]
    )


def named(points: Sequence[FocalPoint]) -> list[Fact]:
    """Return who is named, since when and by whom."""
    return [
        Fact(
            str(point.person),
            Value(
                text=_("named on %(day)s by %(who)s")
                % {"day": date_short(point.named_at), "who": str(point.named_by or _("the server"))}
            ),
        )
        for point in points
    ]


def facts(report: Report, content: Content, today: date) -> list[Fact]:
    """Return the short facts of a report."""
    stands = report.standing(today)
    place = Place.objects.named().filter(pk=content.place).first()
    return [
        Fact(_("Received on"), Value("date", report.received_on)),
        Fact(_("How it stands"), stage_value(stands.stage)),
        Fact(_("Acknowledgement"), timing_value(stands.acknowledgement)),
        Fact(_("Answer"), timing_value(stands.answer)),
        Fact(_("Place"), Value(text=place.label if place else content.place)),
        Fact(_("The place, as it was said"), _text(content.place_said)),
        Fact(_("Name of the person"), _text(content.name)),
        Fact(_("How to reach the person"), _text(content.contact)),
        Fact(_("Language of the page"), Value(text=LANGUAGES.get(content.language, content.language))),
    ]


def _text(words: str) -> Value:
    return Value(text=words) if words else missing(_("not said"))


def told(entries: Sequence[tuple[Entry, str]]) -> list[dict[str, Any]]:
    """Return what was done about a report, oldest first, as the page lists it."""
    return [
        {
            "at": entry.at,
            "who": str(entry.person or _("the server")),
            "what": entry.get_step_display(),
            "words": words,
        }
        for entry, words in entries
    ]
