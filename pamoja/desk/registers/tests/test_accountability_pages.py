"""The pages of compacts, entities and scorecards say who keeps their word, and draw nothing from what is closed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from pamoja.desk.registers.compact import compact_page
from pamoja.desk.registers.entity import entity_page, evaluation_page
from pamoja.desk.registers.scorecard import scorecard_page
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import word
from pamoja.institutions.tests.filed import AGAIN, compact, entity, evaluation, review, scorecard
from pamoja.institutions.tests.test_commitments_of_both import promise
from pamoja.records.models import Record
from pamoja.records.openness import Reader
from tests.cast import Cast, by

TODAY = date(2026, 8, 1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def shown(client: Client, record: Record) -> str:
    answer = client.get(reverse("register_record", args=[record.register_name, record.pk]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def facts(page: dict[str, Any], title: str) -> dict[str, tuple[str, str, str]]:
    section = next(one for one in page["sections"] if str(one["title"]) == title)
    return {fact.label: (fact.value.state, fact.value.text, fact.value.note) for fact in section["facts"]}


def test_a_compact_has_a_line_for_each_side_with_numerator_and_denominator(cast: Cast) -> None:
    pact = compact(by(cast.partner_me))
    kept = promise(by(cast.partner_me), origin="compact", compact=str(pact.pk))
    promise(by(cast.partner_me), origin="compact", compact=str(pact.pk), words="Le budget sera lu.")
    people = {"side": "population", "towards": "state", "due_on": "2026-12-31", "words": "Nous garderons la route."}
    promise(by(cast.partner_me), origin="compact", compact=str(pact.pk), **people)
    word(by(cast.state), kept, "promiser", "kept", "2026-05-02")
    word(by(cast.field_agent), kept, "receiver", "kept", "2026-05-09")
    page = compact_page(pact, Reader(cast.coordinator), TODAY)
    found = facts(page, "Who keeps their word")
    assert found["State"][1].startswith("1 kept out of 2 (50")
    assert (found["State"][0], found["State"][2]) == ("late", "1 late")
    assert found["Population"][0] == "going"
    assert found["Population"][1].startswith("0 kept out of 1")
    table = page["children"][0]
    assert len(table["rows"]) == 3
    assert f"compact={pact.pk}" in compact_page(pact, Reader(cast.partner_me), TODAY)["children"][0]["add_url"]
    assert table["add_url"] == ""


def test_a_balance_is_of_what_the_reader_may_read(cast: Cast) -> None:
    pact = compact(by(cast.partner_me))
    promise(by(cast.partner_me), origin="compact", compact=str(pact.pk), sensitivity="restricted")
    page = compact_page(pact, Reader(cast.state), TODAY)
    assert facts(page, "Who keeps their word") == {}
    assert page["children"][0]["rows"] == []


def test_a_compact_says_which_follow_up_meeting_is_late(cast: Cast) -> None:
    pact = compact(by(cast.partner_me))
    assert "2026" in str(compact_page(pact, Reader(cast.state), TODAY)["notes"][0]["title"])
    review(by(cast.partner_me), pact, held_on="2026-07-10")
    pact = type(pact).objects.get(pk=pact.pk)
    assert compact_page(pact, Reader(cast.state), TODAY)["notes"] == []
    assert "ended" in str(compact_page(pact, Reader(cast.state), date(2027, 1, 1))["notes"][0]["title"])


@pytest.mark.parametrize("who", ["state", "structure", "partner_me", "administrator"])
def test_the_state_and_structures_read_compacts_entities_and_scorecards(cast: Cast, client: Client, who: str) -> None:
    one = entity(by(cast.partner_me))
    card = scorecard(by(cast.partner_me), entity=str(one.pk))
    found = evaluation(by(cast.partner_me), one, scorecard=str(card.pk), **AGAIN)
    pact = compact(by(cast.partner_me))
    client.force_login(getattr(cast, who))
    for record in (pact, review(by(cast.partner_me), pact), one, found, card):
        assert record.code in shown(client, record)


def test_the_state_answers_on_the_page_for_a_promise_of_a_compact(cast: Cast, client: Client) -> None:
    pact = compact(by(cast.partner_me))
    one = promise(by(cast.partner_me), origin="compact", compact=str(pact.pk))
    client.force_login(cast.state)
    page = shown(client, one)
    assert pact.title in page
    assert f"commitment={one.pk}" in page
    assert shown(client, pact).count(one.code) >= 1


def test_the_origin_is_closed_to_who_may_not_read_it(cast: Cast, client: Client) -> None:
    pact = compact(by(cast.partner_me), sensitivity="restricted", title="Compact zébré")
    one = promise(by(cast.partner_me), origin="compact", compact=str(pact.pk))
    client.force_login(cast.state)
    assert "zébré" not in shown(client, one)


def test_an_entity_shows_weighted_totals_the_gap_and_the_citizens_score(cast: Cast) -> None:
    one = entity(by(cast.partner_me))
    card = scorecard(by(cast.partner_me), entity=str(one.pk))
    found = evaluation(by(cast.partner_me), one, scorecard=str(card.pk), **AGAIN)
    (row,) = entity_page(one, Reader(cast.state), TODAY)["children"][0]["rows"]
    _period, total, counter, gap, citizens, due, paid = row.cells
    assert (total.text, total.note) == ("70 of 100", "on 2 of 3 indicators")
    assert (counter.text, counter.note) == ("60 of 100", "on 1 of 3 indicators")
    assert (gap.state, gap.text) == ("late", "verified 20 points higher")
    assert "10 are allowed" in gap.note
    assert citizens.text.startswith("2")
    assert (due.text, paid.kind) == ("500 USD", "missing")
    page = evaluation_page(found, Reader(cast.state), TODAY)
    points = {row.cells[0].text: [cell.text for cell in row.cells[1:5]] for row in page["children"][0]["rows"]}
    assert sorted(points.values()) == [["1", "—", "40", "—"], ["2", "—", "not scored", "—"], ["3", "80", "80", "60"]]
    assert page["notes"]


def test_the_citizens_score_is_closed_with_its_scorecard(cast: Cast) -> None:
    one = entity(by(cast.partner_me))
    card = scorecard(by(cast.partner_me), entity=str(one.pk), sensitivity="restricted")
    evaluation(by(cast.partner_me), one, scorecard=str(card.pk))
    (row,) = entity_page(one, Reader(cast.state), TODAY)["children"][0]["rows"]
    assert row.cells[4].kind == "sealed"


def test_a_scorecard_draws_both_scores_and_says_them_in_words_and_in_a_table(cast: Cast) -> None:
    card = scorecard(by(cast.partner_me))
    page = scorecard_page(card, Reader(cast.state), TODAY)
    section = page["sections"][0]
    drawing = section["drawings"][0]
    picture = ET.fromstring(drawing["svg"])
    assert (picture.attrib["role"], len(list(picture.iter("rect")))) == ("img", 3)
    assert "Accueil des femmes" in picture.attrib["aria-label"]
    assert [row["cells"] for row in drawing["rows"]] == [["2", "18", "0", "4"], ["3.5", "18", "15", None]]
    texts = {fact.label: (fact.value.text, fact.value.note) for fact in section["facts"]}
    assert texts["Citizens"][1] == "mean of 2 criteria"
    assert texts["The service itself"] == ("4 out of 5", "mean of 1 criterion")
    assert texts["Citizens, on what both scored"] == ("2 out of 5", "mean of 1 criterion")


def test_commitments_of_a_scorecard_stand_on_its_page(cast: Cast, client: Client) -> None:
    card = scorecard(by(cast.partner_me))
    one = promise(by(cast.partner_me), origin="scorecard", scorecard=str(card.pk))
    assert Commitment.objects.get(scorecard=card) == one
    client.force_login(cast.structure)
    assert one.code in shown(client, card)
