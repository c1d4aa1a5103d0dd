"""Money is entered within its agreement; a correction names what it corrects; sums say what lacks in them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from django.db import transaction as database

from pamoja.kit.problems import Problems
from pamoja.money.models import BudgetLine, ExchangeRate, Transaction
from pamoja.money.spending import lines_above_agreement, spending_of
from pamoja.money.tests import paid
from pamoja.records.models import Term
from pamoja.registry.dues import falling_due
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db

TODAY = date(2026, 7, 2)


def codes(error: Any) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"made_on": "2025-12-14"}, ("transaction.before_agreement", "made_on")),
        ({"made_on": "2199-01-01"}, ("record.date_in_the_future", "made_on")),
        ({"currency": ""}, ("form.required", "currency")),
        ({"made_on": ""}, ("form.required", "made_on")),
        ({"line": ""}, ("form.required", "line")),
        ({"kind": "3", "receiver": ""}, ("form.required", "receiver")),
        ({"kind": "3", "receiver": "upendo"}, ("transaction.to_itself", "receiver")),
        ({"provider": "tumaini"}, ("transaction.of_others", "provider")),
    ],
)
def test_a_transaction_says_when_how_much_and_from_what(
    cast: Cast, answers: dict[str, str], problem: tuple[str, str]
) -> None:
    line = paid.line(by(cast.consortium_me), paid.agreement(by(cast.consortium_me)))
    with pytest.raises(Problems) as error:
        paid.transaction(by(cast.partner_me), line, **answers)
    assert problem in codes(error)


def test_below_nought_only_corrects_and_takes_no_more_than_is_left(cast: Cast) -> None:
    line = paid.line(by(cast.consortium_me), paid.agreement(by(cast.consortium_me)))
    wrong = paid.transaction(by(cast.partner_me), line)
    for amount in ("-10", "0"):
        with pytest.raises(Problems):
            paid.transaction(by(cast.partner_me), line, amount=amount)
    with pytest.raises(Problems) as error:
        paid.transaction(by(cast.partner_me), line, amount="-1000.01", corrects=wrong.code)
    assert codes(error) == {("transaction.corrects_too_much", "amount")}
    with pytest.raises(Problems) as error:
        paid.transaction(by(cast.partner_me), line, amount="-10", currency="usd", corrects=wrong.code)
    assert codes(error) == {("transaction.corrects_other", "corrects")}
    mend = paid.transaction(by(cast.partner_me), line, amount="-400.50", corrects=wrong.code)
    [found] = spending_of(BudgetLine.objects.all(), TODAY)
    assert (mend.corrects, found.spending.spent.value) == (wrong, Decimal("599.50"))
    with pytest.raises(IntegrityError), database.atomic():
        Transaction.objects.filter(pk=wrong.pk).update(amount=-1)


def test_a_line_lies_in_one_year_within_its_agreement_and_is_there_once(cast: Cast) -> None:
    agreement = paid.agreement(by(cast.consortium_me), until_on="2027-12-31")
    paid.line(by(cast.consortium_me), agreement)
    for answers, problem in (
        ({"number": "2", "ends_on": "2027-01-01"}, ("budget_line.two_years", "ends_on")),
        (
            {"number": "2", "starts_on": "2025-12-30", "ends_on": "2025-12-31"},
            ("budget_line.before_agreement", "starts_on"),
        ),
        (
            {"number": "2", "starts_on": "2028-01-01", "ends_on": "2028-01-31"},
            ("budget_line.after_agreement", "ends_on"),
        ),
        ({}, ("budget_line.number_taken", "number")),
    ):
        with pytest.raises(Problems) as error:
            paid.line(by(cast.consortium_me), agreement, **answers)
        assert problem in codes(error)


def test_a_currency_has_one_rate_a_day_and_the_euro_none(cast: Cast) -> None:
    first = paid.rate(by(cast.coordinator))
    for answers, code in (({}, "exchange_rate.day_taken"), ({"currency": "eur"}, "exchange_rate.of_the_euro")):
        with pytest.raises(Problems) as error:
            paid.rate(by(cast.coordinator), **answers)
        assert {problem.code for problem in error.value.problems} == {code}
    with pytest.raises(IntegrityError), database.atomic():
        ExchangeRate.objects.create(
            code="X", owner_id="upendo", place=first.place, created_at=first.created_at, changed_at=first.changed_at,
            door="desk", currency=Term.objects.get(pk="currency:usd"), dated_on=first.dated_on, per_euro=1, source="x",
        )  # fmt: skip


def test_spending_is_in_euro_by_the_rate_of_the_day_or_says_that_it_lacks(cast: Cast) -> None:
    paid.rate(by(cast.coordinator))
    paid.rate(by(cast.coordinator), dated_on="2026-03-01", per_euro="2")
    line = paid.line(by(cast.consortium_me), paid.agreement(by(cast.consortium_me)))
    for made_on, amount, currency in (
        ("2026-02-28", "100", "usd"),
        ("2026-03-01", "100", "usd"),
        ("2026-03-01", "100", "eur"),
        ("2026-03-01", "90000", "cdf"),
    ):
        paid.transaction(by(cast.partner_me), line, made_on=made_on, amount=amount, currency=currency)
    paid.transaction(by(cast.coordinator), line, kind="2", provider="kiongozi", receiver="upendo", amount="8000")
    paid.transaction(by(cast.coordinator), line, kind="3", provider="kiongozi", receiver="upendo", amount="5000")
    [found] = spending_of(BudgetLine.objects.all(), TODAY)
    spent = found.spending.spent
    assert (spent.value, spent.amounts, spent.without_rate) == (Decimal("230.00"), 4, 1)
    assert {(rate.dated_on, rate.per_euro) for rate in spent.rates} == {
        (date(2026, 1, 1), Decimal("1.25")),
        (date(2026, 3, 1), Decimal(2)),
    }
    assert (found.spending.committed.value, found.spending.disbursed.value) == (8000, 5000)
    assert (found.spending.days, found.spending.state, found.spending.used) == ((183, 365), "unknown", None)


def test_lines_above_their_agreement_are_told(cast: Cast) -> None:
    agreement = paid.agreement(by(cast.consortium_me))
    paid.line(by(cast.consortium_me), agreement, planned="20000")
    assert lines_above_agreement(agreement) is None
    paid.line(by(cast.consortium_me), agreement, number="1.2", planned="0.01")
    above = lines_above_agreement(agreement)
    assert above is not None
    assert (above[0].value, above[1].value) == (Decimal("20000.01"), 20000)


def test_the_calendar_tells_the_end_of_an_agreement(cast: Cast) -> None:
    agreement = paid.agreement(by(cast.consortium_me))
    for person, expected in ((cast.partner_me, [agreement]), (cast.stranger, []), (cast.field_agent, [])):
        found = falling_due(person, date(2026, 12, 1), date(2026, 12, 31), 10)
        assert [due.record for due in found if due.record.register_name == "agreement"] == expected
