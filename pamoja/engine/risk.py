"""How high a risk is: likelihood times impact, each from 1 to 5, and the band that the product lies in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

SCALE = (1, 2, 3, 4, 5)
BANDS = (("low", 4), ("moderate", 9), ("high", 16), ("very_high", 25))
"""The bands with their highest score: the usual cuts of a matrix of five by five, for the programme to confirm."""


@dataclass(frozen=True)
class Judged:
    """Hold how a risk was judged on a day."""

    on: date
    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """Return likelihood times impact, from 1 to 25."""
        return self.likelihood * self.impact

    @property
    def band(self) -> str:
        """Return the band of the score."""
        return band_of(self.score)


def band_of(score: int) -> str:
    """Return the band in which a score lies. Raises ValueError when it is not from 1 to 25."""
    if score >= 1:
        for band, highest in BANDS:
            if score <= highest:
                return band
    raise ValueError(f"no risk has the score {score}")


def now(first: Judged, reviews: Iterable[Judged]) -> Judged:
    """Return how a risk is judged last: by its latest review, or as it was first seen."""
    return max(reviews, key=lambda review: review.on, default=first)
