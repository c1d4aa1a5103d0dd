"""Whether settlements hold: the visits due 3, 6 and 12 months after the outcome, and what each found."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Found = Literal["holds", "partly", "relapsed", "not_visited"]
Standing = Literal["holds", "partly", "relapsed", "not_visited", "not_due"]

MILESTONES = (3, 6, 12)
"""Months after the outcome (domain: follow-ups of a settled case)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold one visit: for which milestone, on which day, and what was found."""

    milestone: int
    on: date
    found: Found


@dataclass(frozen=True, slots=True)
class Due:
    """Hold one milestone of a settled case: when it falls due, how it stands, and on which day that was seen."""

    milestone: int
    due_on: date
    standing: Standing
    seen_on: date | None = None


def months_later(day: date, months: int) -> date:
    """Return the same day some months later; the last day of the month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def standing(outcome_on: date, visits: Iterable[Visit], as_of: date) -> tuple[Due, ...]:
    """Return how each milestone stands on the evening of `as_of`.

    The latest visit that found something decides. Where nobody went, a milestone that is due is not visited, whatever
    other milestones say: not visited never counts as holding.
    """
    known = sorted((visit for visit in visits if outcome_on <= visit.on <= as_of), key=lambda visit: visit.on)
    return tuple(_due(milestone, outcome_on, known, as_of) for milestone in MILESTONES)


def _due(milestone: int, outcome_on: date, known: list[Visit], as_of: date) -> Due:
    due_on = months_later(outcome_on, milestone)
    of_this = [visit for visit in known if visit.milestone == milestone]
    seen = [visit for visit in of_this if visit.found != "not_visited"]
    if seen:
        return Due(milestone, due_on, seen[-1].found, seen[-1].on)
    return Due(milestone, due_on, "not_visited" if due_on <= as_of or of_this else "not_due")
