"""Who sees the people with access, invites them, suspends them; and how an invited person comes in."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.actions import invite
from pamoja.accounts.models import User
from tests.cast import RUTSHURU, Cast, by

INVITES = {"consortium_me", "coordinator", "administrator"}
NEW = {
    "login": "Nouvel.Agent@cast.invalid",
    "function": "Agent de terrain, Jomba",
    "organisation": "upendo",
    "role": "field_agent",
    "places": [RUTSHURU],
    "language": "sw",
}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def link_on(page: str) -> str:
    found = re.search(r'value="http://testserver(/invitation/[^"]+)"', page)
    assert found
    return found[1]


def test_the_list_is_for_those_who_invite(cast: Cast) -> None:
    for name, person in cast.everybody().items():
        answer = signed_in(person).get("/people")
        assert answer.status_code == (200 if name in INVITES else 403), name
    assert Client().get("/people").headers["Location"] == "/signin?next=/people"


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_list_form_and_person_are_shown_in_each_language(cast: Cast, code: str) -> None:
    client = signed_in(cast.administrator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    for address in ("/people", "/people/invite", f"/people/{cast.field_agent.pk}"):
        page = client.get(address)
        assert page.status_code == 200
        assert f'<html lang="{code}">' in page.content.decode()


def test_a_search_finds_by_login_function_and_organisation(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    for text in ("OTHER.agent", "terrain, Djugu", "Tumaini"):
        page = client.get("/people", {"q": text}).content.decode()
        assert cast.other_agent.login in page
        assert cast.field_agent.login not in page


@pytest.mark.parametrize("query", ["q=" + "x" * 500, "page=x", "page=-1", "page=99999999", "q=%25%27"])
def test_odd_addresses_do_no_harm(cast: Cast, query: str) -> None:
    assert signed_in(cast.administrator).get(f"/people?{query}").status_code == 200


def test_an_invited_person_chooses_a_password_and_is_in(cast: Cast) -> None:
    made = signed_in(cast.coordinator).post("/people/invite", NEW)
    assert made.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    page = made.content.decode()
    assert "<svg" in page
    link = link_on(page)
    new = User.objects.get(login="nouvel.agent@cast.invalid")
    assert [place.code for place in new.places.all()] == [RUTSHURU]

    guest = Client()
    welcome = guest.get(link).content.decode()
    assert '<html lang="sw">' in welcome
    assert "nouvel.agent@cast.invalid" in welcome
    assert guest.post(link, {"password": "court", "again": "court"}).status_code == 422
    assert guest.post(link, {"password": "trois mots ici", "again": "autre chose"}).status_code == 422
    answer = guest.post(link, {"password": "trois mots ici", "again": "trois mots ici"})
    assert answer.headers["Location"] == reverse("home")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sw"
    assert guest.session["_auth_user_id"] == str(new.pk)
    assert Client().get(link).status_code == 400


@pytest.mark.parametrize("secret", ["x", "x" * 900, "%00", "é"])
def test_a_link_that_opens_nothing_says_so(client: Client, db: None, secret: str) -> None:
    assert client.get(f"/invitation/{secret}").status_code == 400


@pytest.mark.parametrize(
    "odd",
    [
        {"login": ""},
        {"login": "field.agent@cast.invalid"},
        {"login": "deux mots"},
        {"role": "king"},
        {"role": "administrator"},
        {"organisation": "nowhere"},
        {"places": ["CD99"]},
        {"language": "tlh"},
        {"function": "x" * 500},
    ],
)
def test_an_invitation_that_does_not_hold_is_refused_on_the_page(cast: Cast, odd: dict[str, str]) -> None:
    before = User.objects.count()
    answer = signed_in(cast.coordinator).post("/people/invite", {**NEW, **odd})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()
    assert User.objects.count() == before


def test_an_administrator_may_invite_another(cast: Cast) -> None:
    answer = signed_in(cast.administrator).post("/people/invite", {**NEW, "role": "administrator"})
    assert answer.status_code == 200


def test_suspending_shuts_out_at_once_and_is_undone(cast: Cast) -> None:
    agent = signed_in(cast.field_agent)
    administrator = signed_in(cast.administrator)
    page = f"/people/{cast.field_agent.pk}"
    assert administrator.post(f"{page}/suspend").headers["Location"] == page
    assert agent.get("/forms").status_code == 302
    assert f"{page}/reactivate" in administrator.get(page).content.decode()
    administrator.post(f"{page}/reactivate")
    assert agent.get("/forms").status_code == 200


def test_a_new_invitation_is_the_way_to_a_new_password(cast: Cast) -> None:
    page = signed_in(cast.administrator).post(f"/people/{cast.donor.pk}/invite").content.decode()
    guest = Client()
    guest.post(link_on(page), {"password": "trois mots ici", "again": "trois mots ici"})
    cast.donor.refresh_from_db()
    assert cast.donor.check_password("trois mots ici")


@pytest.mark.parametrize("verb", ["invite", "suspend", "reactivate"])
def test_access_changes_by_post_by_those_who_may(cast: Cast, verb: str) -> None:
    address = f"/people/{cast.field_agent.pk}/{verb}"
    assert signed_in(cast.administrator).get(address).status_code == 405
    assert signed_in(cast.partner_me).post(address).status_code == 403
    assert signed_in(cast.coordinator).post(f"/people/{cast.administrator.pk}/{verb}").status_code == 403
    assert Client().post(address).status_code == 302


def test_nobody_suspends_themselves_and_unknown_people_are_not_found(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert client.post(f"/people/{cast.administrator.pk}/suspend").status_code == 400
    assert client.get("/people/00000000-0000-0000-0000-000000000000").status_code == 404


def test_the_state_of_an_invitation_is_on_the_list(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "invited until" not in client.get("/people").content.decode()
    invite(by(None), cast.field_agent)
    assert "invited until" in client.get("/people").content.decode()
