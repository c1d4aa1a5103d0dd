"""What a community scorecard comes to: the citizens' score and the service's own, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """Hold one criterion: the citizens' score, how many citizens gave it, the service's own score (None: not given)."""

    citizens: Decimal
    scorers: int
    own: Decimal | None


@dataclass(frozen=True, slots=True)
class Mean:
    """Hold a mean of scores from 1 to 5, and of how many criteria it is; None: of none."""

    score: Decimal | None
    criteria: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold both means, and both again over the criteria that both sides scored: only those may be compared."""

    citizens: Mean
    own: Mean
    citizens_of_both: Mean


def outcome(criteria: Iterable[Criterion]) -> Outcome:
    """Return the means over criteria, each counting alike: a criterion that more people scored weighs no more."""
    known = list(criteria)
    both = [one for one in known if one.own is not None]
    return Outcome(
        _mean([one.citizens for one in known]),
        _mean([one.own for one in both if one.own is not None]),
        _mean([one.citizens for one in both]),
    )


def _mean(scores: list[Decimal]) -> Mean:
    return Mean(sum(scores, Decimal(0)) / len(scores) if scores else None, len(scores))
