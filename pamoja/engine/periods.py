"""Periods of the calendar; which day is today is passed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["month", "quarter", "half", "year", "all"]
UNITS: tuple[Unit, ...] = ("month", "quarter", "half", "year", "all")
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LETTER: dict[Unit, str] = {"month": "", "quarter": "Q", "half": "H"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Hold a period from `start` to `end`, both included, looked at on the evening of `as_of`.

    `as_of` is `end`, or today while the period is still running: what is due after today is not yet due.
    """

    start: date
    end: date
    as_of: date
    unit: Unit

    @property
    def running(self) -> bool:
        """Tell whether the period is not over yet."""
        return self.as_of < self.end

    @property
    def key(self) -> str:
        """Return the name that `parse` reads: 2026-03, 2026-Q1, 2026-H1, 2026 or all."""
        if self.unit == "all":
            return "all"
        if self.unit == "year":
            return f"{self.start.year}"
        if self.unit == "month":
            return f"{self.start:%Y-%m}"
        return f"{self.start.year}-{_LETTER[self.unit]}{self.number}"

    @property
    def number(self) -> int:
        """Return which period of its year it is, from 1."""
        return 1 if self.unit == "all" else (self.start.month - 1) // MONTHS[self.unit] + 1


def period(unit: Unit, day: date, today: date) -> Period:
    """Return the month, quarter, half-year or year in which `day` lies; for "all" use `since`."""
    months = MONTHS[unit]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    last = _months_later(first, months) - timedelta(days=1)
    return Period(first, last, max(first, min(last, today)), unit)


def since(first: date, today: date) -> Period:
    """Return the period from the first day to today."""
    return Period(min(first, today), today, today, "all")


def series(unit: Unit, first: date, today: date) -> list[Period]:
    """Return the periods of a unit from the one in which `first` lies to the one in which today lies."""
    if unit == "all":
        return [since(first, today)]
    found = [period(unit, min(first, today), today)]
    while found[-1].end < today:
        found.append(following(found[-1], today))
    return found


def latest(unit: Unit, count: int, today: date) -> list[Period]:
    """Return the last `count` periods, the one in which today lies included."""
    found = [period(unit, today, today)]
    while len(found) < count:
        found.insert(0, previous(found[0], today))
    return found


def previous(one: Period, today: date) -> Period:
    """Return the period before."""
    return period(one.unit, one.start - timedelta(days=1), today)


def following(one: Period, today: date) -> Period:
    """Return the period after."""
    return period(one.unit, one.end + timedelta(days=1), today)


def parse(key: str, first: date, today: date) -> Period:
    """Return the period that a key names; `first` is where "all" begins. Raises ValueError for anything else."""
    if key == "all":
        return since(first, today)
    for unit, day in _readings(key):
        found = period(unit, day, today)
        if found.key == key:
            return found
    raise ValueError(f"no period is called {key!r}")


def _readings(key: str) -> Iterator[tuple[Unit, date]]:
    year, _dash, rest = key.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year)):
        return
    number = rest.lstrip("QH")
    if not rest:
        yield "year", date(int(year), 1, 1)
    elif number.isascii() and number.isdigit():
        unit: Unit = "quarter" if rest[0] == "Q" else "half" if rest[0] == "H" else "month"
        month = (int(number) - 1) * MONTHS[unit] + 1
        if 1 <= month <= 12:
            yield unit, date(int(year), month, 1)


def _months_later(first: date, months: int) -> date:
    month = first.month - 1 + months
    if first.year + month // 12 > date.max.year:
        return date.max
    return date(first.year + month // 12, month % 12 + 1, 1)
