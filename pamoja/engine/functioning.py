"""Whether a local structure functions: four tests, each passed, failed or unknown, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Part = Literal["met", "minutes", "plan", "women"]
Result = Literal["passed", "failed", "unknown"]
Why = Literal[
    "met", "met_before", "no_meeting",
    "minuted", "not_minuted",
    "plan_in_force", "plan_ended", "no_plan", "plan_not_said",
    "enough_women", "too_few_women", "sex_unknown", "no_members",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Hold what the tests ask: a meeting within `days`, and at least `women` per cent of the members."""

    days: int
    women: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """Hold one meeting of the structure, and whether minutes of it are kept."""

    on: date
    minuted: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the days between which a plan is in force; without an end it stays so."""

    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what is known of a structure. `has_plan`: what was answered when no plan was listed (None: nothing)."""

    meetings: Sequence[Meeting] = ()
    plans: Sequence[Plan] = ()
    has_plan: bool | None = None
    women: int = 0
    men: int = 0
    sex_unknown: int = 0


@dataclass(frozen=True, slots=True)
class Test:
    """Hold the result of one test and its reason, with the numbers that the reason speaks of."""

    part: Part
    result: Result
    why: Why
    number: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Functioning:
    """Hold the four tests, and what follows: functional when all pass, not when one fails, else unknown."""

    tests: tuple[Test, ...]

    @property
    def result(self) -> Result:
        """Return what follows from the tests together."""
        results = {test.result for test in self.tests}
        if "failed" in results:
            return "failed"
        return "unknown" if "unknown" in results else "passed"


def functioning(facts: Facts, ask: Thresholds, as_of: date) -> Functioning:
    """Return the tests of a structure on the evening of `as_of` (a provisional proposal).

    It met at least once in the last days, has minutes of it, has a plan in force, and enough of its members are women.
    What nobody wrote down is unknown, and not failed.
    """
    return Functioning((_met(facts, ask, as_of), _minutes(facts, ask, as_of), _plan(facts, as_of), _women(facts, ask)))


def _recent(facts: Facts, ask: Thresholds, as_of: date) -> list[Meeting]:
    return [one for one in facts.meetings if as_of - timedelta(days=ask.days) <= one.on <= as_of]


def _met(facts: Facts, ask: Thresholds, as_of: date) -> Test:
    if recent := _recent(facts, ask, as_of):
        return Test("met", "passed", "met", len(recent))
    if any(one.on <= as_of for one in facts.meetings):
        return Test("met", "failed", "met_before")
    return Test("met", "unknown", "no_meeting")


def _minutes(facts: Facts, ask: Thresholds, as_of: date) -> Test:
    met = _met(facts, ask, as_of)
    if met.result != "passed":
        return Test("minutes", met.result, met.why)
    minuted = sum(one.minuted for one in _recent(facts, ask, as_of))
    if minuted:
        return Test("minutes", "passed", "minuted", minuted, met.number)
    return Test("minutes", "failed", "not_minuted", 0, met.number)


def _plan(facts: Facts, as_of: date) -> Test:
    begun = [plan for plan in facts.plans if plan.starts_on <= as_of]
    if in_force := [plan for plan in begun if plan.ends_on is None or plan.ends_on >= as_of]:
        return Test("plan", "passed", "plan_in_force", len(in_force))
    if facts.plans:
        return Test("plan", "failed", "plan_ended")
    if facts.has_plan is False:
        return Test("plan", "failed", "no_plan")
    return Test("plan", "unknown", "plan_not_said")


def _women(facts: Facts, ask: Thresholds) -> Test:
    known = facts.women + facts.men
    if not known:
        return Test("women", "unknown", "sex_unknown" if facts.sex_unknown else "no_members")
    enough = facts.women * 100 >= ask.women * known
    return (
        Test("women", "passed", "enough_women", facts.women, known)
        if enough
        else Test("women", "failed", "too_few_women", facts.women, known)
    )
