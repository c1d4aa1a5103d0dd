"""The page of a local structure: whether it works, who sits in it, its meetings, how its capacity was assessed."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.activities.models import Attendance, Session, Sex
from pamoja.activities.register import MEETING_OF
from pamoja.desk.registers.record import links_of, record_page
from pamoja.desk.registers.showing import record_url
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.engine.functioning import Functioning, Test, Thresholds
from pamoja.records.models import Link, Term
from pamoja.records.openness import Reader
from pamoja.structures.functioning import judged, thresholds
from pamoja.structures.models import Assessment, Score, Structure
from pamoja.structures.register import structures

LATEST_MEETINGS = 12
LATEST_ASSESSMENTS = 4
SHAPES = {"passed": "kept", "failed": "broken", "unknown": "waiting"}


def structure_page(structure: Structure, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a structure shows (desk/record.html)."""
    page = record_page(structures, leave=("assessment",))(structure, reader, today)
    person = reader.person
    return page | {
        "sections": [_functioning(judged(structure, today), thresholds()), *page["sections"]],
        "children": [*page["children"], _meetings(structure, person), _assessments(structure, person)],
        "links": links_of(structures, structure, person, leave=("session", "assessment")),
    }


def _functioning(found: Functioning, ask: Thresholds) -> dict[str, Any]:
    return {
        "title": _("Does it work?"),
        "note": _(
            "A provisional test in four parts. What nobody wrote down is not known; it is not counted against the "
            "structure."
        ),
        "facts": [
            Fact(_("All four together"), Value("state", _results()[found.result], state=SHAPES[found.result])),
            *(_fact(test, ask) for test in found.tests),
        ],
        "texts": [],
    }


def _fact(test: Test, ask: Thresholds) -> Fact:
    value = Value("state", _results()[test.result], state=SHAPES[test.result], note=_reason(test, ask))
    return Fact(_questions(ask)[test.part], value)


def _results() -> dict[str, str]:
    return {"passed": _("passed"), "failed": _("not passed"), "unknown": _("not known")}


def _questions(ask: Thresholds) -> dict[str, str]:
    return {
        "met": _("It met in the last %(days)s days") % {"days": ask.days},
        "minutes": _("It has minutes of that"),
        "plan": _("It has a plan in force"),
        "women": _("At least %(share)s %% of its members are women") % {"share": ask.women},
    }


def _reason(test: Test, ask: Thresholds) -> str:
    facts = {"n": test.number, "of": test.of, "days": ask.days}
    reasons = {
        "met": ngettext("%(n)s meeting", "%(n)s meetings", test.number),
        "met_before": _("no meeting in the last %(days)s days, only earlier ones"),
        "no_meeting": _("no meeting is recorded"),
        "minuted": _("minutes of %(n)s out of %(of)s"),
        "not_minuted": _("minutes of none of the %(of)s"),
        "plan_in_force": ngettext("%(n)s plan in force", "%(n)s plans in force", test.number),
        "plan_ended": _("none of its plans is in force today"),
        "no_plan": _("it has no plan"),
        "plan_not_said": _("no plan is recorded, and nobody said that there is none"),
        "enough_women": _("%(n)s women out of %(of)s"),
        "too_few_women": _("%(n)s women out of %(of)s"),
        "sex_unknown": _("the sex of its members is not known"),
        "no_members": _("its members are not recorded"),
    }
    return reasons[test.why] % facts


def _meetings(structure: Structure, person: User) -> dict[str, Any]:
    held = Link.objects.filter(kind=MEETING_OF, to_id=structure.pk).values("from_id")
    sessions = list(Session.objects.visible_to(person).filter(pk__in=held).order_by("-held_on")[:LATEST_MEETINGS])
    came: defaultdict[Any, Counter[str]] = defaultdict(Counter)
    for row in Attendance.objects.filter(session__in=sessions):
        came[row.session_id][row.sex] += row.people
    asked = f"structure={structure.pk}&place={structure.place_id}&kind=meeting"
    return {
        "title": _("Its meetings"),
        "note": _("The latest first."),
        "columns": [
            Column(_("Date"), "date"),
            Column(_("Kind of session")),
            Column(str(Sex.WOMEN.label), "number"),
            Column(str(Sex.MEN.label), "number"),
            Column(_("Decided")),
        ],
        "rows": [_meeting(session, came[session.pk]) for session in sessions],
        "add_url": f"{reverse('register_new', args=['session'])}?{asked}" if can(person, "session.enter") else "",
        "empty": _("No meeting is recorded."),
    }


def _meeting(session: Session, came: Counter[str]) -> Row:
    numbers = [Value("number", came[sex]) if came else missing(_("not received")) for sex in (Sex.WOMEN, Sex.MEN)]
    return Row(
        [
            Value("date", session.held_on, url=record_url(session), first=True),
            Value("text", session.get_kind_display()),
            *numbers,
            Value("text", session.note) if session.note else missing("—"),
        ]
    )


def _assessments(structure: Structure, person: User) -> dict[str, Any]:
    """Return the points of each dimension over time, the latest assessment last."""
    visible = Assessment.objects.visible_to(person).filter(structure=structure).order_by("-assessed_on", "-created_at")
    latest = list(visible[:LATEST_ASSESSMENTS])[::-1]
    points = {
        (score.dimension_id, score.assessment_id): score.points for score in Score.objects.filter(assessment__in=latest)
    }
    scored = {dimension for dimension, _assessment in points}
    asked = f"structure={structure.pk}&place={structure.place_id}&sensitivity={structure.sensitivity}"
    rows = [
        Row([Value("text", str(term), first=True), *(_points(points.get((term.pk, one.pk))) for one in latest)])
        for term in Term.objects.filter(list="capacity_dimension", pk__in=scored)
    ]
    links = [Value("links", items=[(record_url(one), one.code)]) for one in latest]
    return {
        "title": _("Its capacity"),
        "note": _("Points from 0 to 4, by dimension; the scale is provisional."),
        "columns": [Column(_("Dimension")), *(Column(date_short(one.assessed_on), "number") for one in latest)],
        "rows": [*rows, Row([Value("text", _("Record"), first=True), *links])] if latest else [],
        "add_url": f"{reverse('register_new', args=['assessment'])}?{asked}" if can(person, "assessment.enter") else "",
        "empty": _("Its capacity was not assessed."),
    }


def _points(points: int | None) -> Value:
    return missing("—") if points is None else Value("number", points)
