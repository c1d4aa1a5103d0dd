"""How a savings group stands in a cycle: its ratios with numerator and denominator, and the months that are missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Code = Literal["per_member", "loan_use", "par30", "return", "attendance", "retention", "women"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the sheet of one month; None is not known. `on` is any day of the month."""

    on: date
    members: int
    savings: Decimal
    outstanding: Decimal
    late: Decimal
    interest: Decimal
    penalties: Decimal
    meetings: int = 0
    women: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """Hold the cycle of a group: its first day, its last one if it is over, and members as they were counted."""

    starts_on: date
    ends_on: date | None = None
    members_start: int | None = None
    members_end: int | None = None
    women: int = 0
    men: int = 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """Hold one ratio. `partial` says that months are missing from a sum in it; None is not known."""

    code: Code
    numerator: Decimal | None
    denominator: Decimal | None
    partial: bool = False

    @property
    def value(self) -> Decimal | None:
        """Return the ratio, or None when a part is not known or there is nothing to divide by."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Month:
    """Hold one month that a sheet was expected for, or came for: its first day, and the sheet unless it is missing."""

    first: date
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold the months of a cycle and the ratios that follow from their sheets."""

    months: tuple[Month, ...]
    ratios: tuple[Ratio, ...]

    @property
    def missing(self) -> tuple[date, ...]:
        """Return the first days of the months without a sheet."""
        return tuple(month.first for month in self.months if month.sheet is None)

    @property
    def latest(self) -> Sheet | None:
        """Return the latest sheet."""
        return next((month.sheet for month in reversed(self.months) if month.sheet), None)


def standing(cycle: Cycle, sheets: Iterable[Sheet], as_of: date) -> Standing:
    """Return how a group stands on the evening of `as_of`.

    A sheet is expected for every month that is over, from that of the cycle's first day to that of its last. A month
    without one is missing: it counts in no sum, and never as nought.
    """
    first, last = cycle.starts_on.replace(day=1), min(cycle.ends_on or as_of, as_of)
    by_month = {one.on.replace(day=1): one for one in sheets if first <= one.on <= _last_day(last)}
    over = cycle.ends_on is not None and cycle.ends_on <= as_of
    expected = list(_months(first, last.replace(day=1)))
    if expected and not over and expected[-1] not in by_month:
        expected.pop()
    months = tuple(Month(month, by_month.get(month)) for month in expected)
    return Standing(months, tuple(_ratios(cycle, months)))


def _ratios(cycle: Cycle, months: Sequence[Month]) -> Iterator[Ratio]:
    known = [month.sheet for month in months if month.sheet]
    partial = len(known) < len(months)
    last = known[-1] if known else None
    saved, interest, penalties = (_sum(known, name) for name in ("savings", "interest", "penalties"))
    lent = None if saved is None or interest is None else saved + interest
    gained = None if interest is None or penalties is None else interest + penalties
    yield Ratio("per_member", saved, _number(last.members if last else None), partial)
    yield Ratio("loan_use", last.outstanding if last else None, lent, partial)
    yield Ratio("par30", last.late if last else None, last.outstanding if last else None)
    yield Ratio("return", gained, saved, partial)
    yield _attendance(known, partial)
    at_end = cycle.members_end if cycle.members_end is not None else last.members if last else None
    yield Ratio("retention", _number(at_end), _number(cycle.members_start))
    yield _women(cycle, last)


def _attendance(known: Sequence[Sheet], partial: bool) -> Ratio:
    """Return presences out of those that there could have been; a sheet that does not say them makes it partial."""
    told = [one for one in known if one.present is not None and one.meetings]
    if not told:
        return Ratio("attendance", None, None)
    present = sum(one.present or 0 for one in told)
    possible = sum(one.members * one.meetings for one in told)
    return Ratio("attendance", Decimal(present), Decimal(possible), partial or len(told) < len(known))


def _women(cycle: Cycle, last: Sheet | None) -> Ratio:
    """Return women out of members: of the latest sheet that says it, otherwise of the start of the cycle."""
    if last and last.women is not None:
        return Ratio("women", Decimal(last.women), Decimal(last.members))
    if cycle.women + cycle.men:
        return Ratio("women", Decimal(cycle.women), Decimal(cycle.women + cycle.men))
    return Ratio("women", None, None)


def _sum(sheets: Sequence[Sheet], name: str) -> Decimal | None:
    return sum((getattr(one, name) for one in sheets), Decimal(0)) if sheets else None


def _number(people: int | None) -> Decimal | None:
    return None if people is None else Decimal(people)


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the months between two, both included."""
    while first <= last:
        yield first
        first = _next_month(first)


def _next_month(first: date) -> date:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _last_day(day: date) -> date:
    return date.fromordinal(_next_month(day.replace(day=1)).toordinal() - 1)
