"""How a complaint stands: received, in hand or answered, and whether each step came within its time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Stage = Literal["received", "in_hand", "answered"]
Timing = Literal["waiting", "overdue", "on_time", "late", "stopped"]


@dataclass(frozen=True, slots=True)
class Clock:
    """Hold the days within which a complaint is acknowledged and answered, counted from its receipt."""

    acknowledge: int
    answer: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what is known of a complaint. `in_hand`: an office took it, or it was handed on to another body.

    `closed_on` without `answered_on` says that it was handed on and nothing more is waited for here.
    """

    received_on: date
    acknowledged_on: date | None = None
    in_hand: bool = False
    answered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold one step that has a time: the last day for it, the day on which it was done, and how that compares.

    `days` says how many days late it is or was; 0 otherwise.
    """

    due_on: date
    done_on: date | None
    timing: Timing
    days: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how a complaint stands: its stage, and its two steps against their times."""

    stage: Stage
    acknowledgement: Limit
    answer: Limit


def standing(facts: Facts, clock: Clock, as_of: date) -> Standing:
    """Return how a complaint stands on the evening of `as_of`.

    Who is answered at once need not be told before that the complaint was received.
    """
    told = [day for day in (facts.acknowledged_on, facts.answered_on) if day]
    return Standing(
        _stage(facts),
        _limit(facts, clock.acknowledge, min(told, default=None), as_of),
        _limit(facts, clock.answer, facts.answered_on, as_of),
    )


def _stage(facts: Facts) -> Stage:
    if facts.answered_on:
        return "answered"
    return "in_hand" if facts.in_hand or facts.closed_on else "received"


def _limit(facts: Facts, days: int, done_on: date | None, as_of: date) -> Limit:
    due_on = facts.received_on + timedelta(days=days)
    if done_on:
        late = max((done_on - due_on).days, 0)
        return Limit(due_on, done_on, "late" if late else "on_time", late)
    if facts.closed_on:
        return Limit(due_on, None, "stopped")
    late = max((as_of - due_on).days, 0)
    return Limit(due_on, None, "overdue" if late else "waiting", late)
