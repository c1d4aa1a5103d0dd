"""Amounts are brought to euro by the rate of their day, or left out, and that is said; spending is held to time."""

from datetime import date
from decimal import Decimal

import pytest

from pamoja.engine.money import Amount, Euros, Rate, Thresholds, elapsed, in_euro, rate_on, standing, sum_in_euro

JANUARY, MARCH = Rate(date(2026, 1, 1), Decimal("1.25"), "usd"), Rate(date(2026, 3, 1), Decimal(2), "usd")
RATES = {"usd": [JANUARY, MARCH]}
ASKED = Thresholds(Decimal(100), Decimal(25), Decimal(25))


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), JANUARY),
        (date(2026, 2, 28), JANUARY),
        (date(2026, 3, 1), MARCH),
        (date(2027, 1, 1), MARCH),
    ],
)
def test_the_rate_of_a_day_is_the_last_one_on_or_before_it(day: date, rate: Rate | None) -> None:
    assert rate_on(RATES, "usd", day) == rate


def test_amounts_of_two_currencies_are_added_in_euro_and_one_without_a_rate_is_counted_apart() -> None:
    amounts = [
        Amount(Decimal(100), "eur", date(2026, 2, 1)),
        Amount(Decimal(100), "usd", date(2026, 2, 1)),
        Amount(Decimal(100), "usd", date(2026, 3, 2)),
        Amount(Decimal(90000), "cdf", date(2026, 3, 2)),
    ]
    assert sum_in_euro(amounts, RATES) == Euros(Decimal("230.00"), 4, 1, frozenset([JANUARY, MARCH]))


def test_an_amount_in_euro_is_in_whole_cents() -> None:
    thirds = {"cdf": [Rate(date(2026, 1, 1), Decimal(3), "cdf")]}
    assert in_euro(Amount(Decimal(100), "cdf", date(2026, 1, 1)), thirds).value == Decimal("33.33")


@pytest.mark.parametrize(
    ("today", "days"),
    [("2025-12-31", (0, 365)), ("2026-01-01", (1, 365)), ("2026-12-31", (365, 365)), ("2027-05-01", (365, 365))],
)
def test_time_elapsed_counts_both_days_and_stops_at_the_last(today: str, days: tuple[int, int]) -> None:
    assert elapsed(date(2026, 1, 1), date(2026, 12, 31), date.fromisoformat(today)) == days


@pytest.mark.parametrize(
    ("budget", "spent", "days", "state"),
    [
        (Euros(Decimal(100), 1), Euros(Decimal(50), 1), (50, 100), "in_time"),
        (Euros(Decimal(100), 1), Euros(Decimal(25), 1), (50, 100), "in_time"),
        (Euros(Decimal(100), 1), Euros(Decimal(24), 1), (50, 100), "behind"),
        (Euros(Decimal(100), 1), Euros(), (20, 100), "in_time"),
        (Euros(Decimal(100), 1), Euros(), (0, 100), "not_begun"),
        (Euros(Decimal(100), 1), Euros(Decimal(100), 1), (100, 100), "in_time"),
        (Euros(Decimal(100), 1), Euros(Decimal(101), 1), (50, 100), "overspent"),
        (Euros(Decimal(100), 1), Euros(Decimal(101), 2, 1), (50, 100), "overspent"),
        (Euros(Decimal(100), 1), Euros(Decimal(10), 2, 1), (50, 100), "unknown"),
        (Euros(Decimal(0), 1, 1), Euros(Decimal(10), 1), (50, 100), "unknown"),
    ],
)
def test_spending_stands_against_the_calendar(budget: Euros, spent: Euros, days: tuple[int, int], state: str) -> None:
    assert standing(budget, spent, days, ASKED) == state
