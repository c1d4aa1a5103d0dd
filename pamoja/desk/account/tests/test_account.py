"""One's own account: language, sessions here and elsewhere, phones."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from pamoja.accounts.actions import add_device, reactivate, set_password, suspend
from pamoja.kit.audit import history
from tests.cast import PASSWORD, Cast, by, code, sign_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def two(cast: Cast) -> tuple[Client, Client]:
    """Sign the donor in twice."""
    here, elsewhere = Client(), Client(headers={"user-agent": FIREFOX})
    sign_in(here, cast.donor)
    sign_in(elsewhere, cast.donor)
    return here, elsewhere


def test_strangers_are_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/account").headers["Location"] == "/signin?next=/account"


def test_sessions_are_listed_and_one_is_ended(cast: Cast) -> None:
    here, elsewhere = two(cast)
    page = here.get("/account").content.decode()
    assert "Firefox · Linux" in page
    ends = re.findall(r"/account/sessions/\d+/end", page)
    assert len(ends) == 1
    assert here.post(ends[0]).headers["Location"] == "/account"
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert here.post(ends[0]).status_code == 400


def test_nobody_ends_the_session_of_another(cast: Cast) -> None:
    here, _elsewhere = two(cast)
    end = re.findall(r"/account/sessions/\d+/end", here.get("/account").content.decode())[0]
    other = Client()
    sign_in(other, cast.state)
    assert other.post(end).status_code == 400
    assert end in here.get("/account").content.decode()


def test_all_others_are_ended(cast: Cast) -> None:
    here, elsewhere = two(cast)
    here.post("/account/sessions/end")
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert [line.verb for line in history("user", cast.donor.pk)] == ["end_sessions"]


def test_a_new_password_ends_the_sessions_of_the_old_one(cast: Cast) -> None:
    here, elsewhere = two(cast)
    new = "trois mots ensemble"
    here.post("/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert Session.objects.count() == 1
    set_password(by(None, "command"), cast.donor, PASSWORD)
    assert not is_in(here)
    assert Session.objects.count() == 0


def test_a_session_of_a_suspended_person_does_not_come_back_with_them(cast: Cast) -> None:
    here, elsewhere = two(cast)
    suspend(by(cast.administrator), cast.donor)
    reactivate(by(cast.administrator), cast.donor)
    assert (is_in(here), is_in(elsewhere)) == (False, False)


def test_a_language_is_kept_for_pages_and_phone(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.donor)
    answer = client.post("/account/language", {"language": "sw"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sw"
    cast.donor.refresh_from_db()
    assert cast.donor.language == "sw"
    assert '<html lang="sw">' in client.get("/account").content.decode()
    assert client.post("/account/language", {"language": "tlh"}).status_code == 400


def test_own_phones_are_shown_and_nobody_elses(cast: Cast) -> None:
    add_device(by(cast.administrator), cast.field_agent, "Téléphone bleu")
    add_device(by(cast.administrator), cast.other_agent, "Téléphone rouge")
    client = Client()
    sign_in(client, cast.field_agent)
    page = client.get("/account").content.decode()
    assert "Téléphone bleu" in page
    assert "Téléphone rouge" not in page


@pytest.mark.parametrize("path", ["/account/sessions/end", "/account/sessions/1/end", "/account/language"])
def test_what_changes_something_is_a_post(cast: Cast, path: str) -> None:
    client = Client()
    client.force_login(cast.donor)
    assert client.get(path).status_code == 405


def test_who_has_just_signed_in_is_not_asked_again(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.protection)
    assert client.get("/account/second-factor/codes/new").status_code == 200
    later = Client()
    later.force_login(cast.protection)
    assert later.get("/account/second-factor/codes/new").headers["Location"].startswith("/account/confirm")
    answer = later.post("/account/confirm/code", {"code": code(1), "next": "/account/second-factor/codes/new"})
    assert answer.headers["Location"] == "/account/second-factor/codes/new"
