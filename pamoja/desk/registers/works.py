"""The page of works: planned, done and verified; who worked, what is paid, and in what condition they are later."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.desk.registers.milestones import milestone_table, overdue, visit_url
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.showing import currency_code
from pamoja.desk.templatetags.pamoja import decimal_number, number, percent
from pamoja.desk.values import Column, Fact, Value, missing
from pamoja.economy.models import Works, WorksVisit
from pamoja.economy.works import works as declared
from pamoja.engine import durability
from pamoja.engine.works import Labour, Team, days_to_payment, days_waiting, labour
from pamoja.formats.drawing.progress import Look, Stage, progress
from pamoja.records.openness import Reader


def works_page(works: Works, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of works shows (desk/record.html)."""
    page = record_page(declared, leave=("works_visit",))(works, reader, today)
    teams = [Team(row.sex, row.people, row.days, row.wage) for row in works.workers.all()]
    return page | {
        "sections": [_came_to(works, labour(teams), today), *page["sections"]],
        **_lasting(works, reader, today, page["children"]),
    }


def _came_to(works: Works, found: Labour, today: date) -> dict[str, Any]:
    return {
        "title": _("What it came to"),
        "note": _("Only what the service measured counts as verified."),
        "facts": [_person_days(found), _women(found), _wages(works), _payment(works, today)] if found.people else [],
        "texts": [],
        "drawings": [_progress(works)],
    }


def _progress(works: Works) -> dict[str, Any]:
    """Draw what is planned, done and verified on one scale."""
    unit = str(works.unit)
    stages = [
        _stage(_("Planned"), "hollow", works.planned, unit, ""),
        _stage(_("Done"), "half", works.done, unit, _("not declared")),
        _stage(_("Verified"), "full", works.verified, unit, _("not verified by the service")),
    ]
    told = "; ".join(f"{stage.word}: {stage.text}" for stage in stages)
    return {
        "title": _("Planned, done, verified"),
        "note": _("Hollow: planned. Half as high: done, as declared. Full: verified."),
        "svg": mark_safe(progress(stages, told)),  # noqa: S308 (escaped where drawn)
    }


def _stage(word: str, look: Look, value: Decimal | None, unit: str, unknown: str) -> Stage:
    if value is None:
        return Stage(word, look, None, unknown)
    return Stage(word, look, float(value), f"{decimal_number(value)} {unit}")


def _person_days(found: Labour) -> Fact:
    note = ngettext("by %(n)s person", "by %(n)s people", found.people) % {"n": number(found.people)}
    if found.lines_without_days:
        more = ngettext(
            "%(n)s line does not say its days", "%(n)s lines do not say their days", found.lines_without_days
        )
        note = f"{note}; {more % {'n': found.lines_without_days}}"
    return Fact(_("Person-days"), Value("text", number(found.days), note=note))


def _women(found: Labour) -> Fact:
    share = found.womens_share
    if share is None:
        return Fact(_("Women’s share of the days"), missing(_("not known")))
    note = _("%(part)s out of %(whole)s days") % {
        "part": number(found.women_days),
        "whole": number(found.known_days),
    }
    return Fact(_("Women’s share of the days"), Value("text", percent(share * 100, 1), note=note))


def _wages(works: Works) -> Fact:
    if works.wages_due is None:
        return Fact(_("Wages paid"), missing(_("not known")))
    paid, due = works.wages_paid or Decimal(0), works.wages_due
    data = {"part": decimal_number(paid), "whole": decimal_number(due), "currency": _currency(works)}
    note = _("%(part)s out of %(whole)s %(currency)s due") % data
    if works.wages_paid is None:
        return Fact(_("Wages paid"), missing(_("no payment is recorded; %(due)s %(currency)s are due") % _due(works)))
    return Fact(_("Wages paid"), Value("text", percent(paid / due * 100, 1) if due else "—", note=note))


def _due(works: Works) -> dict[str, str]:
    return {"due": decimal_number(works.wages_due), "currency": _currency(works)}


def _currency(works: Works) -> str:
    return currency_code(works.currency)


def _payment(works: Works, today: date) -> Fact:
    label = _("From the end of the work to payment")
    facts = (works.ended_on, works.wages_paid_on, works.wages_due, works.wages_paid)
    if (days := days_to_payment(*facts)) is not None:
        return Fact(label, Value("text", ngettext("%(n)s day", "%(n)s days", days) % {"n": days}))
    if (days := days_waiting(*facts, today)) is not None:
        words = ngettext("wages are waited for since %(n)s day", "wages are waited for since %(n)s days", days)
        return Fact(label, Value("state", words % {"n": days}, state="late"))
    return Fact(label, missing(_("not known yet")))


def _lasting(works: Works, reader: Reader, today: date, children: list[Any]) -> dict[str, Any]:
    """Return the condition of the works some months after their end, as a table, with a note on visits not made."""
    if works.ended_on is None or works.ended_on > today:
        return {}
    everything = [durability.Visit(int(one.milestone), one.visited_on, one.condition) for one in works.visits.all()]
    dues = durability.standing(works.ended_on, everything, today, durability.LATER_MILESTONES)
    visible = list(WorksVisit.objects.visible_to(reader.person).filter(works=works))
    unit = str(works.unit)
    table = milestone_table(
        dues,
        visible,
        _words(),
        title=_("In what condition are they?"),
        note=_("Works that nobody went to see are never counted as in good condition."),
        add_url=visit_url(reader.person, "works_visit", "works", works),
        columns=[Column(_("Still in use"), "number")],
        further=lambda visits: [_in_use(visits, unit)],
    )
    late = overdue(dues, _("Nobody knows in what condition the works were then."))
    return {"children": [table, *children], "notes": [late] if late else []}


def _in_use(visits: list[WorksVisit], unit: str) -> Value:
    measured = [one.in_use for one in visits if one.in_use is not None]
    return Value("text", f"{decimal_number(measured[-1])} {unit}") if measured else missing("—")


def _words() -> dict[str, tuple[str, str]]:
    """Return the shape and the word of each condition."""
    return {
        "good": ("kept", _("In good condition")),
        "damaged": ("part", _("Damaged, but in use")),
        "lost": ("broken", _("No longer in use")),
    }
