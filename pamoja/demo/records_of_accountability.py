"""Mutual accountability in the story: compacts, public entities under contract, scorecards, and their commitments."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from pamoja.demo.content.answering import planned_compacts, planned_entities
from pamoja.demo.entries import Entry, Window
from pamoja.demo.promises import Promise, promised
from pamoja.demo.records_of_compacts import compact_entries, signed_on
from pamoja.demo.records_of_entities import entity_entries
from pamoja.demo.records_of_scorecards import Card, cards, scorecard_entry

ENGAGEMENTS = 60
COMPACT_SIDES = {"state": 58, "population": 24, "partner": 12, "donor": 6}
CARD_SIDES = {"state": 68, "population": 32}
"""Who engages, as shares of a hundred: in compacts, and on scorecards."""


def engagements(window: Window, chance: Callable[[str], Random], before: Sequence[Promise]) -> list[Promise]:
    """Return the commitments of compacts and scorecards; none reads like one of those made `before`."""
    plans = planned_compacts()
    signed = {plan.key: signed_on(plan, window) for plan in plans if signed_on(plan, window) <= window.last}
    number = ENGAGEMENTS * sum(plan.weight for plan in plans if plan.key in signed) // sum(one.weight for one in plans)
    scenes = {plan.key: (plan.as_scene(), plan.weight) for plan in plans}
    found = promised(
        signed,
        scenes,
        number,
        window,
        chance("engagements"),
        origin="compact",
        sides=COMPACT_SIDES,
        before=before,
    )
    met = {card.key: card for card in cards(window, chance("scorecards")) if card.met_on is not None}
    held = {key: card.met_on for key, card in met.items() if card.met_on is not None}
    return found + promised(
        held,
        {key: (card.as_scene(), 1) for key, card in met.items()},
        len(held) * 6 // 5,
        window,
        chance("promises on scorecards"),
        origin="scorecard",
        sides=CARD_SIDES,
        before=[*before, *found],
    )


def accountability_entries(window: Window, chance: Callable[[str], Random]) -> Iterator[Entry]:
    """Yield compacts with their meetings, entities with their evaluations, and scorecards."""
    for compact in planned_compacts():
        yield from compact_entries(compact, window, chance(compact.key))
    held: list[Card] = cards(window, chance("scorecards"))
    for card in held:
        yield scorecard_entry(card, window, chance(card.key))
    for entity in planned_entities():
        yield from entity_entries(entity, held, window, chance(entity.key))
