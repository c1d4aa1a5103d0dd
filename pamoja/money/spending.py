"""Spending by budget line: planned, committed, disbursed and spent in euro, beside the time elapsed."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from operator import add
from pathlib import Path
from typing import Any

from pamoja.engine.money import (
    Amount,
    Euros,
    Rate,
    State,
    Thresholds,
    elapsed,
    in_euro,
    standing,
    sum_in_euro,
)
from pamoja.money.models import BudgetLine, ExchangeRate, Transaction, TransactionType
from pamoja.records.models import Life

FILE = Path(__file__).with_name("thresholds.toml")
Rates = dict[str, list[Rate]]
KINDS = {
    TransactionType.OUTGOING_COMMITMENT.value: "committed",
    TransactionType.DISBURSEMENT.value: "disbursed",
    TransactionType.EXPENDITURE.value: "spent",
}


@dataclass(frozen=True)
class Spending:
    """Hold what one line, or many together, planned and came to, in euro.

    Time runs from the first day of all to the last one; it is told for `today`.
    """

    budget: Euros
    committed: Euros
    disbursed: Euros
    spent: Euros
    first: date
    last: date
    today: date

    def __add__(self, other: "Spending") -> "Spending":
        """Return both together."""
        return Spending(
            self.budget + other.budget,
            self.committed + other.committed,
            self.disbursed + other.disbursed,
            self.spent + other.spent,
            min(self.first, other.first),
            max(self.last, other.last),
            self.today,
        )

    @property
    def days(self) -> tuple[int, int]:
        """Return how many days have passed, and all."""
        return elapsed(self.first, self.last, self.today)

    @property
    def state(self) -> State:
        """Return how it stands against the calendar."""
        return standing(self.budget, self.spent, self.days, thresholds())

    @property
    def elapsed(self) -> Decimal:
        """Return the share of time elapsed, out of a hundred."""
        passed, whole = self.days
        return Decimal(100 * passed) / whole

    @property
    def used(self) -> Decimal | None:
        """Return the share of the budget that is spent, out of a hundred; None where either is not known whole."""
        if not (self.budget.whole and self.spent.whole) or not self.budget.value:
            return None
        return 100 * self.spent.value / self.budget.value

    @property
    def sums(self) -> tuple[Euros, ...]:
        """Return its four sums."""
        return (self.budget, self.committed, self.disbursed, self.spent)


@dataclass(frozen=True)
class LineSpending:
    """Hold one budget line with what it came to."""

    line: BudgetLine
    spending: Spending


@cache
def thresholds() -> Thresholds:
    """Read from when on spending is flagged."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Thresholds(Decimal(data["overspent"]), Decimal(data["behind"]), Decimal(data["least_elapsed"]))


def rates_by_currency() -> Rates:
    """Return every rate by currency, in order of its day."""
    found: Rates = defaultdict(list)
    for key, day, per_euro in ExchangeRate.objects.order_by("dated_on").values_list(
        "currency__code", "dated_on", "per_euro"
    ):
        found[key].append(Rate(day, per_euro, key))
    return dict(found)


def transaction_in_euro(one: Transaction) -> Euros:
    """Return one transaction in euro, by the last rate on or before its day."""
    return in_euro(Amount(one.amount, one.currency.code, one.made_on), rates_by_currency())


def spending_of(lines: Any, today: date) -> list[LineSpending]:
    """Return what each of some budget lines (a query) came to until a day; three queries.

    It counts every transaction of a line, whoever reads: two readers of a line see the same figures. A budget is
    brought to euro by the rate of the signature of its agreement, a transaction by that of its own day.
    """
    found = list(
        lines.exclude(agreement__life=Life.DELETED.value)
        .select_related("agreement__project", "agreement__partner", "currency", "category", "place")
        .order_by("agreement__project__name", "year", "agreement__partner__name", "number", "code")
    )
    rates, amounts = rates_by_currency(), _amounts([line.pk for line in found], today)
    return [_spent(line, amounts[line.pk], rates, today) for line in found]


def total(lines: Iterable[LineSpending]) -> Spending:
    """Return what many lines, at least one, came to together."""
    return reduce(add, (one.spending for one in lines))


def _amounts(lines: list[Any], today: date) -> dict[Any, dict[str, list[Amount]]]:
    """Return the amounts of each line by what they are, until a day."""
    found: dict[Any, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    rows = Transaction.objects.filter(line__in=lines, kind__in=KINDS, made_on__lte=today).order_by()
    for line, kind, value, currency, day in rows.values_list("line", "kind", "amount", "currency__code", "made_on"):
        found[line][KINDS[kind]].append(Amount(value, currency, day))
    return found


def _spent(line: BudgetLine, amounts: dict[str, list[Amount]], rates: Rates, today: date) -> LineSpending:
    budget = in_euro(Amount(line.planned, line.currency.code, line.agreement.signed_on), rates)
    sums = {name: sum_in_euro(amounts.get(name, ()), rates) for name in KINDS.values()}
    return LineSpending(line, Spending(budget, **sums, first=line.starts_on, last=line.ends_on, today=today))


def lines_above_agreement(agreement: Any) -> tuple[Euros, Euros] | None:
    """Return what the lines of an agreement come to and its amount, in euro, when the lines come to more; else None."""
    rates, day = rates_by_currency(), agreement.signed_on
    lines = agreement.lines.exclude(life=Life.DELETED.value).values_list("planned", "currency__code")
    come_to = sum_in_euro((Amount(value, currency, day) for value, currency in lines), rates)
    whole = in_euro(Amount(agreement.amount, agreement.currency.code, day), rates)
    return (come_to, whole) if whole.whole and come_to.value > whole.value else None
