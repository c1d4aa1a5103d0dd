"""How far a grant is paid, since when its visits count, and what became of income."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tranche:
    """Hold one tranche: when it falls due, how much, and when it was paid."""

    due_on: date
    amount: Decimal
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Hold what is paid of a grant, what its tranches come to, those that are late, and the first day of payment."""

    paid: Decimal
    planned: Decimal
    late: tuple[Tranche, ...]
    first_paid_on: date | None


def payment(tranches: Iterable[Tranche], as_of: date) -> Payment:
    """Return how a grant is paid on the evening of `as_of`."""
    known = sorted(tranches, key=lambda one: one.due_on)
    paid = [one for one in known if one.paid_on is not None and one.paid_on <= as_of]
    late = tuple(one for one in known if one not in paid and one.due_on < as_of)
    days = [one.paid_on for one in paid if one.paid_on is not None]
    return Payment(
        sum((one.amount for one in paid), Decimal(0)),
        sum((one.amount for one in known), Decimal(0)),
        late,
        min(days, default=None),
    )


def income_change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return by which share an income changed; None when one is not known, or there was none before."""
    if before is None or after is None or not before:
        return None
    return (after - before) / before
