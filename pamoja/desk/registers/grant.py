"""The page of a grant: what is paid of it, whether what it began is still active, and what became of income."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.desk.registers.milestones import milestone_table, overdue, visit_url
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.showing import currency_code
from pamoja.desk.templatetags.pamoja import date_short, decimal_number, signed
from pamoja.desk.values import Column, Fact, Value, missing
from pamoja.economy.grants import grants
from pamoja.economy.models import Grant, GrantVisit
from pamoja.engine import durability
from pamoja.engine.grants import Payment, Tranche, income_change, payment
from pamoja.records.openness import Reader


def grant_page(grant: Grant, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a grant shows (desk/record.html)."""
    page = record_page(grants, leave=("grant_visit",))(grant, reader, today)
    paid = payment((Tranche(one.due_on, one.amount, one.paid_on) for one in grant.tranches.all()), today)
    notes = [_late(grant, paid)] if paid.late and grant.ended_on is None else []
    page["sections"] = [_payment(grant, paid), *page["sections"]]
    if paid.first_paid_on is None:
        return page | {"notes": notes}
    everything = [durability.Visit(int(one.milestone), one.visited_on, one.finding) for one in grant.visits.all()]
    dues = durability.standing(paid.first_paid_on, everything, today, durability.LATER_MILESTONES)
    visible = list(GrantVisit.objects.visible_to(reader.person).filter(grant=grant))
    not_visited = overdue(dues, _("Nobody knows whether it was still active then."))
    return page | {
        "children": [_activity(grant, dues, visible, reader), *page["children"]],
        "notes": [*notes, *([not_visited] if not_visited else [])],
    }


def _payment(grant: Grant, paid: Payment) -> dict[str, Any]:
    data = {"whole": decimal_number(grant.amount), "currency": currency_code(grant.currency)}
    value = Value(
        "text",
        f"{decimal_number(paid.paid)} {currency_code(grant.currency)}",
        note=_("out of %(whole)s %(currency)s") % data,
    )
    return {
        "title": _("What is paid"),
        "note": _("Visits fall due 6 and 12 months after the first payment."),
        "facts": [
            Fact(_("Paid so far"), value),
            Fact(
                _("First payment"),
                Value("date", paid.first_paid_on) if paid.first_paid_on else missing(_("nothing is paid yet")),
            ),
        ],
        "texts": [],
    }


def _late(grant: Grant, paid: Payment) -> dict[str, str]:
    days = ", ".join(
        f"{date_short(one.due_on)} ({decimal_number(one.amount)} {currency_code(grant.currency)})" for one in paid.late
    )
    title = ngettext(
        "%(n)s tranche was due and is not paid: %(days)s.",
        "%(n)s tranches were due and are not paid: %(days)s.",
        len(paid.late),
    )
    return {"state": "late", "title": title % {"n": len(paid.late), "days": days}, "text": ""}


def _activity(
    grant: Grant, dues: tuple[durability.Due, ...], visible: list[GrantVisit], reader: Reader
) -> dict[str, Any]:
    return milestone_table(
        dues,
        visible,
        {"active": ("kept", _("Still active")), "stopped": ("broken", _("No longer active"))},
        title=_("Is it still active?"),
        note=_("A visit that did not take place is never counted as one that found it active."),
        add_url=visit_url(reader.person, "grant_visit", "grant", grant),
        columns=[Column(_("Income of a month before"), "number"), Column(_("Now"), "number")],
        further=_income,
    )


def _income(visits: list[GrantVisit]) -> list[Value]:
    """Return income before and now of the latest visit that tells one of them."""
    told = [one for one in visits if one.income_before is not None or one.income_after is not None]
    if not told:
        return [missing("—"), missing("—")]
    visit = told[-1]
    currency = currency_code(visit.currency)
    change = income_change(visit.income_before, visit.income_after)
    note = "" if change is None else _("%(change)s %%") % {"change": signed(change * 100)}
    return [_amount(visit.income_before, currency), _amount(visit.income_after, currency, note)]


def _amount(value: Any, currency: str, note: str = "") -> Value:
    return missing("—") if value is None else Value("text", f"{decimal_number(value)} {currency}", note=note)
