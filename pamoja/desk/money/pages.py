"""The pages of an agreement, of a budget line and of a transaction: amounts in euro, and what does not add up."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamoja.desk.money.shown import rate_in_words, spent_in_words, time_in_words
from pamoja.desk.registers.record import record_page
from pamoja.desk.templatetags.pamoja import date_short, number
from pamoja.desk.values import Fact, Value, missing
from pamoja.money.models import Agreement, BudgetLine, Transaction
from pamoja.money.register import agreements, budget_lines, transactions
from pamoja.money.spending import lines_above_agreement, spending_of, transaction_in_euro
from pamoja.records.openness import Reader


def agreement_page(agreement: Agreement, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of an agreement shows (desk/record.html), with a warning when its lines exceed it."""
    page = record_page(agreements)(agreement, reader, today)
    above = lines_above_agreement(agreement)
    if above is None:
        return page
    said = _("The budget lines come to %(sum)s EUR, the agreement to %(whole)s EUR: check the lines or the amount.")
    note = {
        "state": "late",
        "title": _("The lines come to more than the agreement"),
        "text": said % {"sum": number(above[0].value), "whole": number(above[1].value)},
    }
    return page | {"notes": [note]}


def budget_line_page(line: BudgetLine, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a budget line shows (desk/record.html), with what it came to beside the time elapsed."""
    page = record_page(budget_lines)(line, reader, today)
    found = spending_of(BudgetLine.objects.filter(pk=line.pk), today)
    facts = [
        fact
        for one in found
        for fact in (
            Fact(_("Spent"), Value("text", spent_in_words(one.spending))),
            Fact(_("Time"), Value("text", time_in_words(one.spending))),
        )
    ]
    return page | {"sections": [_euro_section(facts), *page["sections"]]}


def transaction_page(one: Transaction, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a transaction shows (desk/record.html), with its amount in euro and by which rate."""
    page = record_page(transactions)(one, reader, today)
    return page | {"sections": [*page["sections"], _euro_section([Fact(_("Amount in euro"), _in_euro(one))])]}


def _euro_section(facts: list[Fact]) -> dict[str, Any]:
    note = _("By the last rate on or before its day; of a budget, that of the signature of its agreement.")
    return {"title": _("In euro"), "note": note, "facts": facts, "texts": []}


def _in_euro(one: Transaction) -> Value:
    found = transaction_in_euro(one)
    if not found.whole:
        return missing(_("rate missing"))
    said = _("%(sum)s EUR") % {"sum": number(found.value, 2)}
    notes = [f"{rate_in_words(rate)}, {date_short(rate.dated_on)}" for rate in found.rates]
    return Value("text", said, note=" · ".join(notes))
