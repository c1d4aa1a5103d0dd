"""Many records are verified or approved from their list at once, each by the rules of one."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.dialogue.models import DialogueProcess
from pamoja.dialogue.tests.stories import process
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import take_step
from pamoja.records.life_of_many import Chosen, take_step_each
from pamoja.records.models import Life
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

DIALOGUES = REGISTERS["dialogue"]
LIST, STEPS = "/register/dialogue/", "/register/dialogue/steps"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def read(person: User, query: str) -> str:
    return signed_in(person).get(f"{LIST}?{query}").content.decode()


def boxes(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="([^"]+)"', page)


def take(person: User, step: str, chosen: list[str], **more: str) -> str:
    answer = signed_in(person).post(STEPS, {"step": step, "chosen": chosen, **more}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def three(cast: Cast) -> list[DialogueProcess]:
    """Enter three dialogues: two of an agent, and one of the person who verifies."""
    return [process(by(cast.field_agent)), process(by(cast.field_agent)), process(by(cast.partner_me))]


def test_the_list_of_what_waits_offers_a_box_for_each_that_its_reader_may_verify(
    cast: Cast, three: list[DialogueProcess]
) -> None:
    page = read(cast.partner_me, "life=submitted")
    assert set(boxes(page)) == {f"{one.pk}:1" for one in three[:2]}
    assert "you wrote it" in page
    assert "Verify the chosen" in page
    assert "checked" not in page
    ticked = read(cast.partner_me, "life=submitted&ticked=1")
    assert ticked.count(" checked") == 2
    assert "Choose none" in ticked


@pytest.mark.parametrize("query", ["", "life=returned", "life=verified", "theme=security"])
def test_other_lists_offer_none(cast: Cast, three: list[DialogueProcess], query: str) -> None:
    assert boxes(read(cast.partner_me, query)) == []


def test_who_may_not_verify_is_offered_none_and_refused(cast: Cast, three: list[DialogueProcess]) -> None:
    for person in (cast.field_agent, cast.donor, cast.state):
        assert "Verify the chosen" not in read(person, "life=submitted")
        answer = signed_in(person).post(STEPS, {"step": "verify", "chosen": [f"{three[0].pk}:1"]})
        assert answer.status_code == 403
    assert set(DialogueProcess.objects.values_list("life", flat=True)) == {Life.SUBMITTED}


def test_the_chosen_are_verified_and_the_list_comes_back_with_its_filters(
    cast: Cast, three: list[DialogueProcess]
) -> None:
    page = read(cast.partner_me, "life=submitted&theme=security")
    query = re.findall(r'name="query" value="([^"]*)"', page)
    assert "life=submitted&amp;theme=security" in query
    answer = signed_in(cast.partner_me).post(
        STEPS, {"step": "verify", "chosen": boxes(page), "query": "life=submitted&theme=security&page=2&ticked=1"}
    )
    assert answer.headers["Location"] == f"{LIST}?life=submitted&theme=security"
    assert [DialogueProcess.objects.get(pk=one.pk).life for one in three] == [
        Life.VERIFIED, Life.VERIFIED, Life.SUBMITTED,
    ]  # fmt: skip
    assert history("dialogue", three[0].pk).filter(verb="verify").count() == 1


def test_what_is_refused_is_told_with_its_code_and_stops_no_other(cast: Cast, three: list[DialogueProcess]) -> None:
    first, second, own = three
    answers = stored_answers(DIALOGUES, second) | {"title": "Autre titre"}
    enter(DIALOGUES, answers, by(cast.field_agent), record=second, reason="corrigé")
    hidden = process(by(cast.stranger), sensitivity="strict", place="CD5405")
    chosen = [f"{one.pk}:1" for one in (second, own, hidden, first)]
    page = take(cast.partner_me, "verify", [*chosen, chosen[3], "nonsense", "x:1", ":"])
    assert "1 record is verified." in page
    assert f"Left as they are: {own.code}. You wrote what this record says" in page
    assert f"Left as they are: {second.code}. " in page
    assert "Left as they are: one record. " in page
    assert hidden.code not in page
    first.refresh_from_db()
    assert first.life == Life.VERIFIED


def test_nothing_chosen_is_told(cast: Cast, three: list[DialogueProcess]) -> None:
    assert "No record was chosen." in take(cast.partner_me, "verify", [])


def test_the_consortium_approves_what_is_internal_or_public(cast: Cast) -> None:
    shared, closed = process(by(cast.field_agent)), process(by(cast.field_agent), sensitivity="restricted")
    for one in (shared, closed):
        take_step(DIALOGUES, one.pk, "verify", by(cast.partner_me))
    page = read(cast.consortium_me, "life=verified")
    assert boxes(page) == [f"{shared.pk}:1"]
    assert "Approve the chosen" in page
    assert "1 record is approved." in take(cast.consortium_me, "approve", boxes(page))
    shared.refresh_from_db()
    assert shared.life == Life.APPROVED


@pytest.mark.parametrize("step", ["return", "delete", "restore", "", "nonsense"])
def test_steps_that_ask_for_a_reason_are_taken_one_by_one(cast: Cast, three: list[DialogueProcess], step: str) -> None:
    answer = signed_in(cast.partner_me).post(STEPS, {"step": step, "chosen": [f"{three[0].pk}:1"]})
    assert answer.status_code >= 400
    with pytest.raises(Problem):
        take_step_each(DIALOGUES, [Chosen(three[0].pk, 1)], step, by(cast.partner_me))
    assert DialogueProcess.objects.filter(life=Life.SUBMITTED).count() == 3


def test_what_waits_on_the_home_page_leads_to_the_boxes(cast: Cast, three: list[DialogueProcess], client: Any) -> None:
    client.force_login(cast.partner_me)
    page = client.get(reverse("home")).content.decode()
    link = re.search(r'href="(/register/dialogue/\?life=submitted[^"]*)"', page)
    assert link is not None
    assert len(boxes(client.get(link[1].replace("&amp;", "&")).content.decode())) == 2
