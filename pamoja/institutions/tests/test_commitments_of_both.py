"""Commitments come from one dialogue, one compact or one scorecard, and live as any other whatever they come from."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import PLACE, commitment, process, word
from pamoja.institutions.tests.filed import compact, scorecard
from pamoja.kit.by import By
from pamoja.kit.problems import Problems
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

PROMISE: dict[str, Any] = {
    "words": "Le territoire affichera les tarifs officiels.",
    "side": "state",
    "towards": "population",
    "holder": "Administration du territoire",
    "type": "legislative",
    "level": "territoire",
    "place": PLACE,
    "pillar": "ISSSS-3",
    "made_on": "2026-01-20",
    "due_on": "2026-06-30",
    "sensitivity": "internal",
}


def promise(author: By, **origin: str) -> Commitment:
    found: Commitment = enter(REGISTERS["commitment"], PROMISE | origin, author)
    return found


def test_a_commitment_of_a_compact_is_answered_for_by_the_state_and_has_its_state(cast: Cast) -> None:
    pact = compact(by(cast.partner_me))
    one = promise(by(cast.partner_me), origin="compact", compact=str(pact.pk))
    assert one.came_of == pact
    word(by(cast.state), one, "promiser", "kept", "2026-05-02")
    word(by(cast.field_agent), one, "receiver", "kept", "2026-05-09")
    one.refresh_from_db()
    assert (one.state, one.basis) == ("kept", "agreed")


def test_without_a_word_on_its_origin_a_commitment_comes_from_its_dialogue(cast: Cast) -> None:
    held = process(by(cast.field_agent))
    one = commitment(by(cast.field_agent), held)
    assert (one.origin, one.came_of) == ("dialogue", held)


def test_what_it_comes_from_is_required_and_only_that_is_kept(cast: Cast) -> None:
    held, card = process(by(cast.field_agent)), scorecard(by(cast.field_agent))
    with pytest.raises(Problems) as found:
        promise(by(cast.field_agent), origin="scorecard", dialogue=str(held.pk))
    assert [(one.code, one.data["where"]) for one in found.value.problems] == [("form.required", "scorecard")]
    one = promise(by(cast.field_agent), origin="scorecard", scorecard=str(card.pk), dialogue=str(held.pk))
    assert (one.dialogue, one.came_of) == (None, card)


def test_the_database_keeps_one_origin(cast: Cast) -> None:
    one = commitment(by(cast.field_agent), process(by(cast.field_agent)))
    card = scorecard(by(cast.field_agent))
    for wrong in ({"origin": "scorecard"}, {"scorecard": card}, {"dialogue": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=one.pk).update(**wrong)
