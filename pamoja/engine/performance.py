"""How well a public entity did in a period: its weighted score, the counter-verification, and the gap between both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_POINTS = 100
"""Points of an indicator go from 0 to 100, so that indicators of any unit can be weighed together."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Hold one indicator of an evaluation: its weight in the contract, and its points; None was not scored."""

    weight: Decimal
    score: Decimal | None
    counter: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a weighted score in points: `scored` of the `of` indicators of the contract enter it; None: none was."""

    points: Decimal | None
    scored: int
    of: int

    @property
    def partial(self) -> bool:
        """Tell whether indicators of the contract are missing from it."""
        return self.scored < self.of


@dataclass(frozen=True, slots=True)
class Gap:
    """Hold how far the verification lies above its counter-verification, in points, on the `compared` indicators."""

    points: Decimal | None
    compared: int
    threshold: Decimal

    @property
    def above(self) -> bool:
        """Tell whether the two differ by more than the threshold, whichever is the higher."""
        return self.points is not None and abs(self.points) > self.threshold


def in_the_contract(
    weights: Mapping[str, Decimal], scores: Iterable[tuple[str, Decimal | None, Decimal | None]]
) -> tuple[Scored, ...]:
    """Return the indicators of a contract with what an evaluation scored; points of others count for nothing."""
    found = {code: (score, counter) for code, score, counter in scores}
    return tuple(Scored(weight, *found.get(code, (None, None))) for code, weight in weights.items())


def total(indicators: Sequence[Scored]) -> Total:
    """Return Σ weight × score / Σ weight over the indicators that were scored (domain, R15)."""
    return _total([(one.weight, one.score) for one in indicators if one.score is not None], len(indicators))


def counter_total(indicators: Sequence[Scored]) -> Total:
    """Return the same of the counter-verification, over the indicators that it looked at."""
    return _total([(one.weight, one.counter) for one in indicators if one.counter is not None], len(indicators))


def gap(indicators: Sequence[Scored], threshold: Decimal) -> Gap:
    """Return verification less counter-verification, both over the indicators that both scored; else None."""
    both = [one for one in indicators if one.score is not None and one.counter is not None]
    verified, again = total(both), counter_total(both)
    if verified.points is None or again.points is None:
        return Gap(None, 0, threshold)
    return Gap(verified.points - again.points, len(both), threshold)


def _total(known: Sequence[tuple[Decimal, Decimal | None]], of: int) -> Total:
    weight = sum((weight for weight, _score in known), Decimal(0))
    if not weight:
        return Total(None, 0, of)
    points = sum((weight * score for weight, score in known if score is not None), Decimal(0))
    return Total(points / weight, len(known), of)
