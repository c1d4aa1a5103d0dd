"""The page of a conflict case: the record, and whether its settlement holds."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.cases.models import Case, CaseOutcome, Milestone, Visit
from pamoja.cases.register import cases
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.showing import record_url
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.engine import durability
from pamoja.records.openness import Reader

SHOWN_APART = ("visit",)


def case_page(case: Case, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a case shows (desk/record.html)."""
    page = record_page(cases, leave=SHOWN_APART)(case, reader, today)
    if case.outcome != CaseOutcome.RESOLVED or case.outcome_on is None:
        return page
    everything = [durability.Visit(int(one.milestone), one.visited_on, one.finding) for one in case.visits.all()]
    dues = durability.standing(case.outcome_on, everything, today)
    visible = list(Visit.objects.visible_to(reader.person).filter(case=case))
    return page | {
        "children": [*page["children"], _visits(case, dues, visible, reader.person)],
        "notes": [note for note in (_relapse(dues), _overdue(dues)) if note],
    }


def _visits(case: Case, dues: tuple[durability.Due, ...], visible: list[Visit], person: User) -> dict[str, Any]:
    asked = f"case={case.pk}&place={case.place_id}&sensitivity={case.sensitivity}"
    return {
        "title": _("Does it hold?"),
        "note": _("A visit that did not take place is never counted as one that found the settlement holding."),
        "columns": [
            Column(_("Visit")),
            Column(_("Due on"), "date"),
            Column(_("What was found"), "state"),
            Column(_("Record")),
        ],
        "rows": [_row(due, [one for one in visible if one.milestone == str(due.milestone)]) for due in dues],
        "add_url": f"{reverse('register_new', args=['visit'])}?{asked}" if can(person, "visit.enter") else "",
        "empty": "",
    }


def _row(due: durability.Due, visible: list[Visit]) -> Row:
    state, word = _words()[due.standing]
    links = [(record_url(one), one.code) for one in visible]
    return Row(
        [
            Value("text", str(Milestone(str(due.milestone)).label), first=True),
            Value("date", due.due_on),
            Value("state", word, state=state),
            Value("links", items=links) if links else missing("—"),
        ]
    )


def _words() -> dict[str, tuple[str, str]]:
    """Return the shape and the word of each standing."""
    return {
        "holds": ("kept", _("It holds")),
        "partly": ("part", _("It holds in part")),
        "relapsed": ("broken", _("The conflict is back")),
        "not_visited": ("late", _("Not visited")),
        "not_due": ("waiting", _("Not due yet")),
    }


def _relapse(dues: tuple[durability.Due, ...]) -> dict[str, str] | None:
    last = [due for due in dues if due.seen_on]
    if not last or last[-1].standing != "relapsed":
        return None
    return {
        "state": "broken",
        "title": _("The conflict is back."),
        "text": _("The last visit found that the settlement no longer holds. A new mediation is a new case."),
    }


def _overdue(dues: tuple[durability.Due, ...]) -> dict[str, str] | None:
    lacking = [str(Milestone(str(due.milestone)).label) for due in dues if due.standing == "not_visited"]
    if not lacking:
        return None
    return {
        "state": "late",
        "title": _("Visits that did not take place: %(visits)s.") % {"visits": ", ".join(lacking)},
        "text": _("Nobody knows what became of the settlement then."),
    }
