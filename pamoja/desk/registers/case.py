"""The page of a conflict case: the record, and whether its settlement holds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.cases.models import Case, CaseOutcome, Visit
from pamoja.cases.register import cases
from pamoja.desk.registers.milestones import milestone_table, overdue, visit_url
from pamoja.desk.registers.record import record_page
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
        "notes": [note for note in (_relapse(dues), overdue(dues, _unknown())) if note],
    }


def _visits(case: Case, dues: tuple[durability.Due, ...], visible: list[Visit], person: User) -> dict[str, Any]:
    return milestone_table(
        dues,
        visible,
        _words(),
        title=_("Does it hold?"),
        note=_("A visit that did not take place is never counted as one that found the settlement holding."),
        add_url=visit_url(person, "visit", "case", case),
    )


def _words() -> dict[str, tuple[str, str]]:
    """Return the shape and the word of each standing."""
    return {
        "holds": ("kept", _("It holds")),
        "partly": ("part", _("It holds in part")),
        "relapsed": ("broken", _("The conflict is back")),
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


def _unknown() -> str:
    return _("Nobody knows what became of the settlement then.")
