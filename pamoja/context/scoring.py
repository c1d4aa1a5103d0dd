"""What a risk comes to now, deduced from its reviews."""

from pamoja.context.models import Risk
from pamoja.engine.risk import Judged, now
from pamoja.kit.by import By

DEDUCED = ("likelihood_now", "impact_now", "score", "band")


def judgements(risk: Risk) -> list[Judged]:
    """Return how a risk was judged, from when it was first seen to its last review."""
    first = Judged(risk.identified_on, int(risk.likelihood), int(risk.impact))
    later = [Judged(one.reviewed_on, int(one.likelihood), int(one.impact)) for one in risk.reviews.all()]
    return [first, *sorted(later, key=lambda one: one.on)]


def score(risk: Risk, by: By) -> None:
    """Bring the likelihood, the impact, the score and the band of a risk to what its last review says."""
    del by
    first, *later = judgements(risk)
    last = now(first, later)
    risk.likelihood_now, risk.impact_now = str(last.likelihood), str(last.impact)
    risk.score, risk.band = last.score, last.band
    risk.save(update_fields=DEDUCED)
