"""Whether something lasts: the visits due some months after a settlement, works or a grant, and what each found."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

NOT_VISITED, NOT_DUE = "not_visited", "not_due"
"""How a milestone stands of which no visit found anything; every other standing is what a visit found, in its word."""
MILESTONES = (3, 6, 12)
"""Months after the outcome (domain: follow-ups of a settled case)."""
LATER_MILESTONES = (6, 12)
"""Months after the end of works, or the first payment of a grant (domain: in what condition, still active)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold one visit: for which milestone, on which day, and what was found."""

    milestone: int
    on: date
    found: str


@dataclass(frozen=True, slots=True)
class Due:
    """Hold one milestone: when it falls due, how it stands, and on which day that was seen."""

    milestone: int
    due_on: date
    standing: str
    seen_on: date | None = None


def months_later(day: date, months: int) -> date:
    """Return the same day some months later; the last day of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def standing(
    start: date, visits: Iterable[Visit], as_of: date, milestones: Sequence[int] = MILESTONES
) -> tuple[Due, ...]:
    """Return how each milestone stands on the evening of `as_of`.

    The latest visit that found something decides. Where nobody went, a milestone that is due is not visited, whatever
    other milestones say: not visited never counts as holding, in good condition or active.
    """
    known = sorted((visit for visit in visits if start <= visit.on <= as_of), key=lambda visit: visit.on)
    return tuple(_due(milestone, start, known, as_of) for milestone in milestones)


def _due(milestone: int, start: date, known: list[Visit], as_of: date) -> Due:
    due_on = months_later(start, milestone)
    of_this = [visit for visit in known if visit.milestone == milestone]
    seen = [visit for visit in of_this if visit.found != NOT_VISITED]
    if seen:
        return Due(milestone, due_on, seen[-1].found, seen[-1].on)
    return Due(milestone, due_on, NOT_VISITED if due_on <= as_of or of_this else NOT_DUE)
