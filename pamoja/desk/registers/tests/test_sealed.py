"""Sealed answers on the desk: asked for, never shown but once to who may open them, for a reason."""

import re
from typing import Any

import pytest
from django.test import Client

from pamoja.accounts.models import User
from pamoja.desk.registers import pages
from pamoja.intake.tests.filling import DIALOGUE
from pamoja.kit.models import AuditLine
from pamoja.records.actions import enter
from pamoja.records.models import SealedAnswer
from pamoja.records.register import Register
from pamoja.records.sealed import kept_names, open_unwatched
from tests.cast import Cast, by
from tests.sealing import IDENTITY, NAME, PHONE, PLANTED

ANSWERS = DIALOGUE | IDENTITY


@pytest.fixture
def record(cast: Cast, asked_sealed: Register) -> Any:
    """Give a record whose sealed questions are answered."""
    return enter(asked_sealed, ANSWERS, by(cast.field_agent))


def client_of(person: User) -> Client:
    """Return a browser in which a person is signed in."""
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def page_of(record: Any, rest: str = "") -> str:
    """Return the address of a record's page, or of one below it."""
    return f"/register/dialogue/{record.pk}/{rest}"


def kept(name: str) -> str:
    """Return what is kept sealed."""
    return open_unwatched(SealedAnswer.objects.get(question=name))


def planted_in(answer: Any) -> list[str]:
    """Return which of the planted words a response holds."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [word for word in PLANTED if word in body.decode()]


def test_nobody_finds_a_sealed_answer_on_any_page(cast: Cast, asked_sealed: Register, record: Any) -> None:
    enter(asked_sealed, ANSWERS | {"full_name": NAME + " Bis"}, by(cast.field_agent), record=record, reason="typing")
    addresses = [
        page_of(record), page_of(record, "correct"), "/register/dialogue/", "/register/dialogue.csv",
        "/register/dialogue/?q=Kahindo", "/register/dialogue/?full_name=Kahindo", page_of(record, "sealed/full_name"),
        "/register/dialogue/new", "/register/dialogue/rules.css",
    ]  # fmt: skip
    read = 0
    for person in cast.everybody().values():
        client = client_of(person)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code in (200, 403, 404), (person, address)
            words = planted_in(answer)
            assert set(words) <= ({"Kahindo"} if "=" in address else set()), (person, address)
            read += answer.status_code == 200
    assert read > 40


def test_a_search_for_a_sealed_word_finds_no_record(cast: Cast, record: Any) -> None:
    assert record.code in client_of(cast.partner_me).get("/register/dialogue/").content.decode()
    for query in ("q=Kahindo", "q=997"):
        assert record.code not in client_of(cast.partner_me).get(f"/register/dialogue/?{query}").content.decode()


def test_the_record_says_that_it_is_sealed_and_offers_to_open_only_what_opens(
    cast: Cast, record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(pages.SPECIAL, "dialogue")
    for person, offered in ((cast.partner_me, True), (cast.field_agent, False), (cast.consortium_me, False)):
        page = client_of(person).get(page_of(record)).content.decode()
        assert "Full name of the caller" in page
        assert (page_of(record, "sealed/full_name") in page) == offered
        assert page_of(record, "sealed/address") not in page


def test_an_answer_is_shown_once_for_a_reason_and_not_kept_by_the_browser(cast: Cast, record: Any) -> None:
    client, address = client_of(cast.partner_me), page_of(record, "sealed/full_name")
    asked = client.get(address)
    assert asked.status_code == 200
    refused = client.post(address, {"reason": " "})
    assert refused.status_code == 422
    assert not AuditLine.objects.filter(verb="open_seal").exists()
    answer = client.post(address, {"reason": "call about the date"})
    assert NAME in answer.content.decode()
    assert AuditLine.objects.get(verb="open_seal").reason == "call about the date"
    for one in (asked, refused, answer):
        assert "no-store" in one.headers["Cache-Control"]
        assert "private" in one.headers["Cache-Control"]
    assert planted_in(client.get(address)) == []


def test_who_may_not_open_it_is_refused_whatever_is_posted(cast: Cast, record: Any) -> None:
    address = page_of(record, "sealed/full_name")
    for name, person in cast.everybody().items():
        answer = client_of(person).post(address, {"reason": "curious"})
        assert answer.status_code == (200 if name == "partner_me" else 403 if answer.status_code == 403 else 404), name
    assert client_of(cast.partner_me).post(page_of(record, "sealed/address"), {"reason": "why"}).status_code == 403
    for question in ("title", "nonsense"):
        assert client_of(cast.partner_me).get(page_of(record, f"sealed/{question}")).status_code == 404
    assert AuditLine.objects.filter(verb="open_seal").count() == 1


def posted(client: Client, at: str, **answers: Any) -> Any:
    """Post the form of a dialogue."""
    return client.post(at, DIALOGUE | answers)


def test_a_record_is_entered_with_sealed_answers(cast: Cast, asked_sealed: Register) -> None:
    client = client_of(cast.field_agent)
    page = client.get("/register/dialogue/new?full_name=Kahindo").content.decode()
    assert 'autocomplete="off"' in page
    assert 'value="Kahindo"' not in page
    assert posted(client, "/register/dialogue/new", **IDENTITY).status_code == 302
    assert {name: kept(name) for name in IDENTITY} == IDENTITY


def test_what_was_typed_comes_back_sealed_and_is_not_typed_twice(cast: Cast, asked_sealed: Register) -> None:
    client = client_of(cast.field_agent)
    faulty = posted(client, "/register/dialogue/new", **IDENTITY, title="")
    assert faulty.status_code == 422
    assert planted_in(faulty) == []
    carried = dict(re.findall(r'name="(\w+-typed)" value="([^"]+)"', faulty.content.decode()))
    assert set(carried) == {"full_name-typed", "phone-typed", "address-typed"}
    done = posted(client, "/register/dialogue/new", full_name="", phone="0812345678", address="", **carried)
    assert done.status_code == 302
    assert {name: kept(name) for name in IDENTITY} == IDENTITY | {"phone": "0812345678"}


def test_what_another_person_typed_opens_for_nobody_else(cast: Cast, asked_sealed: Register) -> None:
    faulty = posted(client_of(cast.field_agent), "/register/dialogue/new", **IDENTITY, title="").content.decode()
    carried = dict(re.findall(r'name="(\w+-typed)" value="([^"]+)"', faulty))
    for person, altered in ((cast.partner_me, {}), (cast.field_agent, {"full_name-typed": "%%%"})):
        answer = posted(client_of(person), "/register/dialogue/new", full_name="", **carried | altered)
        assert answer.status_code == 400
        assert planted_in(answer) == []
    assert not SealedAnswer.objects.exists()


def test_a_correction_keeps_changes_and_takes_away(cast: Cast, asked_sealed: Register, record: Any) -> None:
    client = client_of(cast.field_agent)
    page = client.get(page_of(record, "correct")).content.decode()
    assert 'name="phone-clear"' in page
    assert 'name="full_name-clear"' not in page, "it is compulsory"
    assert "address" not in re.findall(r'name="([\w-]+)"', page), "its level is not open"
    answer = posted(
        client, page_of(record, "correct"), full_name="", **{"phone-clear": "on"}, address="Ailleurs", reason="asked"
    )
    assert answer.status_code == 302
    assert kept_names(record) == {"full_name", "address"}
    assert kept("full_name") == NAME
    assert kept("address") == IDENTITY["address"]
    history = client.get(page_of(record)).content.decode()
    assert "Phone of the caller" in history
    assert PHONE not in history


def test_a_token_is_bound_to_its_question(cast: Cast, asked_sealed: Register) -> None:
    client = client_of(cast.field_agent)
    faulty = posted(client, "/register/dialogue/new", **IDENTITY, title="").content.decode()
    carried = dict(re.findall(r'name="(\w+-typed)" value="([^"]+)"', faulty))
    assert posted(client, "/register/dialogue/new", **{"full_name-typed": carried["phone-typed"]}).status_code == 400
