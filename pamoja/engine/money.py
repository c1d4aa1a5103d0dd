"""Amounts in euro by dated rates, and spending held against the calendar; every number is a decimal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

EURO = "eur"
CENT = Decimal("0.01")
State = Literal["overspent", "behind", "in_time", "not_begun", "unknown"]


@dataclass(frozen=True, order=True, slots=True)
class Rate:
    """Hold what one euro was worth in a currency on a day."""

    dated_on: date
    per_euro: Decimal
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold an amount in a currency, and the day by whose rate it is brought to euro."""

    value: Decimal
    currency: str
    on: date


@dataclass(frozen=True, slots=True)
class Euros:
    """Hold a sum in euro: of how many amounts, how many of them have no rate and are left out, by which rates."""

    value: Decimal = Decimal(0)
    amounts: int = 0
    without_rate: int = 0
    rates: frozenset[Rate] = field(default_factory=frozenset)

    def __add__(self, other: "Euros") -> "Euros":
        """Return both sums together."""
        return Euros(
            self.value + other.value,
            self.amounts + other.amounts,
            self.without_rate + other.without_rate,
            self.rates | other.rates,
        )

    @property
    def whole(self) -> bool:
        """Tell whether every amount is in the sum."""
        return self.without_rate == 0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Hold from when on spending is flagged; shares are out of a hundred.

    `overspent`: spent out of the budget. `behind`: points between time elapsed and spent. `least_elapsed`: time before
    which nobody is behind.
    """

    overspent: Decimal
    behind: Decimal
    least_elapsed: Decimal


def rate_on(rates: Mapping[str, Sequence[Rate]], currency: str, day: date) -> Rate | None:
    """Return the last rate of a currency on or before a day; None: there is none. Rates are in order of their days."""
    return next((rate for rate in reversed(rates.get(currency, ())) if rate.dated_on <= day), None)


def in_euro(amount: Amount, rates: Mapping[str, Sequence[Rate]]) -> Euros:
    """Return one amount in euro, in whole cents; without a rate it is left out and said to be, never guessed."""
    if amount.currency == EURO:
        return Euros(amount.value, 1)
    rate = rate_on(rates, amount.currency, amount.on)
    if rate is None:
        return Euros(Decimal(0), 1, 1)
    return Euros((amount.value / rate.per_euro).quantize(CENT), 1, 0, frozenset([rate]))


def sum_in_euro(amounts: Iterable[Amount], rates: Mapping[str, Sequence[Rate]]) -> Euros:
    """Return many amounts in euro, each by the rate of its own day."""
    return sum((in_euro(amount, rates) for amount in amounts), Euros())


def elapsed(first: date, last: date, today: date) -> tuple[int, int]:
    """Return how many of the days between two days, both included, have passed on the evening of `today`, and all."""
    whole = (last - first).days + 1
    return min(max((today - first).days + 1, 0), whole), whole


def standing(
    budget: Euros, spent: Euros, days: tuple[int, int], thresholds: Thresholds, *, tolerance: Decimal = CENT
) -> State:
    """Return how spending stands against the calendar; `days` are those that passed and all.

    What has no rate can only add to what was spent: overspent is certain even so, behind is not.
    """
    passed, whole = days
    if not budget.whole or budget.value <= 0 or whole <= 0:
        return "unknown"
    if spent.value * 100 > budget.value * thresholds.overspent + tolerance:
        return "overspent"
    if not spent.whole:
        return "unknown"
    if passed <= 0:
        return "not_begun"
    time, share = Decimal(100 * passed) / whole, 100 * spent.value / budget.value
    return "behind" if time >= thresholds.least_elapsed and time - share > thresholds.behind else "in_time"
