"""What must hold in records of money beyond the rules of a single row."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from pamoja.accounts.rights import ROLES
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.money.models import BudgetLine, ExchangeRate, Transaction, TransactionType
from pamoja.records.amounts import plain_decimal
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers

EURO = "eur"
OF_A_LINE = [
    TransactionType.OUTGOING_COMMITMENT.value,
    TransactionType.DISBURSEMENT.value,
    TransactionType.EXPENDITURE.value,
]
"""The types of transactions that a budget line pays for."""
TO_SOMEBODY = [kind.value for kind in TransactionType if kind != TransactionType.EXPENDITURE]
"""The types of transactions in which an organisation receives."""


def concerns_own_organisation(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when somebody who sees only what concerns their organisation writes about two others."""
    del answers, before
    if by.person is None or record.register_name not in ROLES[by.person.role].own_only:
        return []
    if by.person.organisation_id in (record.provider_id, record.receiver_id):
        return []
    return [Problem("transaction.of_others", where="provider")]


def line_within_agreement(line: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return problems of a line that lies in two years or outside the days of its agreement."""
    del answers, by, before
    found = []
    if line.starts_on.year != line.ends_on.year:
        found.append(Problem("budget_line.two_years", where="ends_on"))
    if line.starts_on < line.agreement.from_on:
        found.append(
            Problem("budget_line.before_agreement", where="starts_on", value=f"{line.agreement.from_on:%Y-%m-%d}")
        )
    if line.ends_on > line.agreement.until_on:
        found.append(
            Problem("budget_line.after_agreement", where="ends_on", value=f"{line.agreement.until_on:%Y-%m-%d}")
        )
    return found


def line_once_a_year(line: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the agreement has a line of the same number in the same year."""
    del answers, by
    others = BudgetLine.objects.filter(agreement=line.agreement, number=line.number, year=line.starts_on.year)
    there = (others.exclude(pk=before.pk) if before else others).first()
    return [Problem("budget_line.number_taken", where="number", value=there.code)] if there else []


def one_rate_a_day(rate: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the currency has a rate of the same day."""
    del answers, by
    if rate.currency.code == EURO:
        return [Problem("exchange_rate.of_the_euro", where="currency")]
    others = ExchangeRate.objects.filter(currency=rate.currency, dated_on=rate.dated_on)
    there = (others.exclude(pk=before.pk) if before else others).first()
    return [Problem("exchange_rate.day_taken", where="dated_on", value=there.code)] if there else []


def not_before_agreement(one: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a transaction is earlier than the signature of its agreement."""
    del answers, by, before
    signed = one.agreement.signed_on
    return (
        [Problem("transaction.before_agreement", where="made_on", value=f"{signed:%Y-%m-%d}")]
        if one.made_on < signed
        else []
    )


def line_of_agreement(one: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return problems when the budget line is of another agreement, and when nobody receives what goes to somebody."""
    del answers, by, before
    found = []
    if one.line is not None and one.line.agreement_id != one.agreement_id:
        found.append(Problem("transaction.other_line", where="line", value=one.line.agreement.number))
    if one.receiver_id is not None and one.receiver_id == one.provider_id:
        found.append(Problem("transaction.to_itself", where="receiver"))
    return found


def corrects_its_like(one: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return problems when a correction is unlike what it corrects, or takes more than is left of it."""
    del answers, by
    named = one.corrects
    if named is None:
        return []
    if named.corrects_id is not None:
        return [Problem("transaction.corrects_correction", where="corrects", value=named.code)]
    alike = ("agreement_id", "line_id", "kind", "currency_id")
    if any(getattr(one, name) != getattr(named, name) for name in alike):
        return [Problem("transaction.corrects_other", where="corrects", value=named.code)]
    if one.made_on < named.made_on:
        return [Problem("transaction.corrects_later", where="made_on", value=f"{named.made_on:%Y-%m-%d}")]
    others = Transaction.objects.filter(corrects=named)
    taken = (others.exclude(pk=before.pk) if before else others).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    left = named.amount + taken
    if left + one.amount < 0:
        return [Problem("transaction.corrects_too_much", where="amount", value=plain_decimal(left))]
    return []
