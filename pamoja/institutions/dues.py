"""What falls due between State and population, for the calendar: meetings, ends, evaluations, scorecards."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamoja.engine.durability import months_later
from pamoja.institutions.models import Compact, CompactState, PublicEntity, Scorecard
from pamoja.records.register import Due


def compacts_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the next follow-up meeting of each signed compact, and the last days of those in force."""
    signed = found.filter(state=CompactState.IN_FORCE).select_related("place__parent", "owner")
    dues = []
    for compact in signed.prefetch_related("reviews"):
        on = next_review(compact)
        if on is not None:
            dues.append(Due(compact, on, _("follow-up meeting of the compact"), code="review"))
        if compact.until_on is not None:
            dues.append(Due(compact, compact.until_on, _("compact ends"), code="end"))
    yield from _between(dues, first, last)


def next_review(compact: Compact) -> date | None:
    """Return when the next meeting of a compact is due; None: nothing says so, or its last day is past by then.

    The latest meeting says when the next one is; otherwise the rhythm of the compact counts from it, or from signing.
    """
    latest = max(compact.reviews.all(), key=lambda one: one.held_on, default=None)
    on = latest.next_on if latest else None
    since = latest.held_on if latest else compact.signed_on
    if on is None and since is not None and compact.review_every:
        on = months_later(since, compact.review_every)
    return None if on is None or (compact.until_on is not None and on > compact.until_on) else on


def contracts_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the next evaluation of each entity, the day after its period, and the last days of contracts."""
    dues = []
    known = found.filter(until_on__gte=first).select_related("place__parent", "owner")
    for entity in known.prefetch_related("evaluations"):
        on = next_evaluation(entity)
        if on is not None:
            dues.append(Due(entity, on, _("evaluation of the entity"), code="evaluation"))
        dues.append(Due(entity, entity.until_on, _("contract ends"), code="end"))
    yield from _between(dues, first, last)


def next_evaluation(entity: PublicEntity) -> date | None:
    """Return the day after the first period that nobody evaluated; None: the contract has no rhythm, or is over."""
    if not entity.evaluated_every:
        return None
    done = [one.until_on for one in entity.evaluations.all()]
    starts = max(done) + timedelta(days=1) if done else entity.from_on
    on = min(months_later(starts, entity.evaluated_every), entity.until_on + timedelta(days=1))
    return on if starts <= entity.until_on else None


def scorecards_fall_due(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the scorecards whose next one was agreed for a day, unless the service was scored again since."""
    agreed = found.filter(next_on__gte=first, next_on__lte=last).select_related("place__parent", "owner")
    dues = [Due(one, one.next_on, _("next community scorecard"), code="scorecard") for one in agreed if not _again(one)]
    yield from _between(dues, first, last)


def _again(card: Scorecard) -> bool:
    same = {"entity": card.entity_id} if card.entity_id else {"place": card.place_id, "service__iexact": card.service}
    return Scorecard.objects.filter(held_on__gt=card.held_on, **same).exists()


def _between(dues: Iterable[Due], first: date, last: date) -> Iterator[Due]:
    within = (due for due in dues if first <= due.on <= last)
    yield from sorted(within, key=lambda due: (due.on, due.record.code, due.code))
