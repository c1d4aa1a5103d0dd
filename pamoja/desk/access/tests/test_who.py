"""The page on who can see a record: for whom, of whom, and the people named for a strict record."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.kit.audit import history
from pamoja.records.models import Record
from pamoja.records.teams import name_for, team_of
from pamoja.records.tests.test_enter import dialogue
from pamoja.registry.registers import REGISTERS
from tests.cast import DJUGU, Cast, by

EXPLAIN = {"partner_me", "consortium_me", "coordinator", "protection", "administrator", "stranger"}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def address(record: Record, name: str = "record_who") -> str:
    return reverse(name, args=["dialogue", record.pk])


def test_the_page_is_for_those_who_see_the_record_and_explain_access(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), place="CD6111-bwisha-jomba", sensitivity="restricted")
    strict = dialogue(by(cast.protection), sensitivity="strict")
    for name, person in cast.everybody().items():
        client = signed_in(person)
        sees = REGISTERS["dialogue"].objects.visible_to(person).filter(pk=record.pk).exists()
        assert client.get(address(record)).status_code == (404 if not sees else 200 if name in EXPLAIN else 403), name
        assert client.get(address(strict)).status_code == (200 if name == "protection" else 404), name
        shown = client.get(reverse("register_record", args=["dialogue", record.pk])).content.decode()
        assert (address(record) in shown) == (sees and name in EXPLAIN), name


def test_people_are_listed_by_reason_and_strangers_only_counted(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), place="CD6111-bwisha-jomba", sensitivity="internal")
    every = signed_in(cast.administrator).get(address(record)).content.decode()
    own = signed_in(cast.partner_me).get(address(record)).content.decode()
    for person in (cast.field_agent, cast.partner_me, cast.stranger, cast.coordinator):
        assert f"<small>{person.login}</small>" in every
    assert f"<small>{cast.other_agent.login}</small>" not in every
    assert f"<small>{cast.donor.login}</small>" not in every
    assert "Their role reads “internal” records of every organisation." in every
    assert f"<small>{cast.field_agent.login}</small>" in own
    assert cast.stranger.login not in own
    assert "Tumaini, partenaire à Djugu: 1 person" in own
    assert "Rutshuru (territoire)" in own


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_the_page_is_shown_in_each_language(cast: Cast, code: str) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    client = signed_in(cast.protection)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    assert client.get(address(record), {"q": "a", "team": "a"}).status_code == 200


@pytest.mark.parametrize(
    ("whom", "sentence"),
    [
        ("other_agent", "lies outside the places in which the person works."),
        ("donor", "does not read “restricted” records of other organisations."),
        ("state", "does not open this register."),
        ("field_agent", "sees the record"),
    ],
)
def test_somebody_asked_for_is_told_with_every_reason(cast: Cast, whom: str, sentence: str) -> None:
    cast.consortium_me.organisation_id = "upendo"
    cast.consortium_me.save()
    record = dialogue(by(cast.partner_me), place="CD6111-bwisha-jomba", sensitivity="restricted")
    page = signed_in(cast.consortium_me).get(address(record), {"q": cast.everybody()[whom].login}).content.decode()
    assert sentence in page


def test_nobody_outside_ones_organisation_is_told_of(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), sensitivity="internal")
    page = signed_in(cast.partner_me).get(address(record), {"q": cast.coordinator.login}).content.decode()
    assert "Nobody whom you look after is called so." in page
    assert cast.coordinator.function not in page


def test_closed_answers_are_told_with_those_who_read_them(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), place=DJUGU, sensitivity="internal")
    page = signed_in(cast.administrator).get(address(record)).content.decode()
    assert "not those of level restricted" in page
    seeing = [p for p in User.objects.all() if REGISTERS["dialogue"].objects.visible_to(p).filter(pk=record.pk)]
    assert f"read by 1 person of {len(seeing)} who see the record" in page


def test_a_view_of_the_page_of_a_strict_record_leaves_a_line(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    signed_in(cast.protection).get(address(record))
    assert history("dialogue", record.pk).filter(verb="view", person=cast.protection.pk).count() == 1


def test_a_person_is_found_named_and_taken_off_for_a_reason(cast: Cast) -> None:
    record = dialogue(by(cast.protection), place=DJUGU, sensitivity="strict")
    client = signed_in(cast.protection)
    found = client.get(address(record), {"team": "coordinator"}).content.decode()
    assert f'value="{cast.coordinator.pk}"' in found
    outside = client.get(address(record), {"team": cast.stranger.login}).content.decode()
    assert f'value="{cast.stranger.pk}"' in outside
    assert f'value="{cast.stranger.pk}"' not in client.get(address(record), {"team": "stranger"}).content.decode()
    beyond = client.get(address(record), {"team": cast.field_agent.login}).content.decode()
    assert f'value="{cast.field_agent.pk}"' not in beyond
    assert "lies outside the places" in beyond

    named: dict[str, Any] = {"person": str(cast.coordinator.pk), "reason": "menaces à suivre"}
    assert client.post(address(record, "record_name"), named).headers["Location"] == address(record)
    assert {one.person for one in team_of(record)} == {cast.protection, cast.coordinator}
    assert history("dialogue", record.pk).get(verb="name_for", reason="menaces à suivre").person == cast.protection.pk
    off = {"person": str(cast.coordinator.pk), "reason": "mission finie"}
    client.post(address(record, "record_take_off"), off)
    assert {one.person for one in team_of(record)} == {cast.protection}
    assert history("dialogue", record.pk).get(verb="take_off").reason == "mission finie"


def test_who_is_named_but_kept_from_the_record_is_told_on_the_page(cast: Cast) -> None:
    record = dialogue(by(cast.protection), place=DJUGU, sensitivity="strict")
    name_for(by(None), REGISTERS["dialogue"], record, cast.coordinator)
    User.objects.filter(pk=cast.coordinator.pk).update(is_active=False)
    page = signed_in(cast.protection).get(address(record)).content.decode()
    assert "1 person sees it" in page
    assert "The access is suspended." in page


def test_without_a_reason_nobody_is_named(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    client = signed_in(cast.protection)
    for reason in ("", "  "):
        client.post(address(record, "record_name"), {"person": str(cast.coordinator.pk), "reason": reason})
    assert team_of(record).count() == 1


@pytest.mark.parametrize("body", [{}, {"person": "x"}, {"person": "00000000-0000-0000-0000-000000000000"}])
def test_an_odd_request_names_nobody(cast: Cast, body: dict[str, str]) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    answer = signed_in(cast.protection).post(address(record, "record_name"), body | {"reason": "x"})
    assert answer.status_code == 404


def test_those_who_are_not_named_or_may_not_name_change_no_team(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    wanted = {"person": str(cast.coordinator.pk), "reason": "x"}
    assert signed_in(cast.administrator).post(address(record, "record_name"), wanted).status_code == 404
    signed_in(cast.protection).post(address(record, "record_name"), wanted)
    assert signed_in(cast.coordinator).post(address(record, "record_take_off"), wanted).status_code == 403
    assert b"<details><summary>Take off" not in signed_in(cast.coordinator).get(address(record)).content


def test_who_takes_themselves_off_is_led_back_to_the_list(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    client = signed_in(cast.protection)
    client.post(address(record, "record_name"), {"person": str(cast.coordinator.pk), "reason": "x"})
    answer = client.post(address(record, "record_take_off"), {"person": str(cast.protection.pk), "reason": "x"})
    assert answer.headers["Location"] == reverse("register_list", args=["dialogue"])
