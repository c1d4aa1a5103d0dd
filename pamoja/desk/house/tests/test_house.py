"""Signing in, changing the language, the page of the look, and what is said when something is not there."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

LANGUAGES = ("fr", "en", "sw")


def test_health_is_a_plain_answer(client: Client, db: None) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_look_is_shown_to_the_signed_out_in_each_language(client: Client, db: None, code: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    page = client.get("/design")
    assert page.status_code == 200
    assert f'<html lang="{code}">' in page.content.decode()
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_language_is_kept_in_this_browser(client: Client, db: None) -> None:
    answer = client.post("/language", {"language": "sw", "next": "/design"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/design")
    assert '<html lang="sw">' in client.get("/design").content.decode()


def test_the_language_changes_by_post_only_and_leads_nowhere_else(client: Client, db: None) -> None:
    assert client.get("/language?language=sw").status_code == 405
    answer = client.post("/language", {"language": "zz", "next": "https://elsewhere.invalid/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sign_in_page_is_shown_in_each_language(client: Client, db: None, code: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    assert client.get("/signin").status_code == 200


def test_a_person_signs_in_and_their_language_is_kept(client: Client, cast: Cast) -> None:
    answer = client.post("/signin", {"login": cast.donor.login.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("home"))
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    assert client.session["_auth_user_id"] == str(cast.donor.pk)


def test_a_language_that_was_chosen_before_signing_in_stays(client: Client, cast: Cast) -> None:
    client.post("/language", {"language": "en"})
    answer = client.post("/signin", {"login": cast.field_agent.login, "password": PASSWORD})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@pytest.mark.parametrize("login", ["field.agent@cast.invalid", "nobody", "", "x" * 5000])
def test_a_wrong_password_is_answered_on_the_page(client: Client, cast: Cast, login: str) -> None:
    answer = client.post("/signin", {"login": login, "password": "wrong"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["/signin?next=%00", "/places?q=%00", "/inbox?q=%00", "/people?q=%00", "/design?a%00b=1"]
)
def test_the_character_that_no_database_keeps_is_refused_in_words(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.administrator)
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/signin", "/people/invite", "/phones/new", "/language"])
def test_that_character_is_refused_in_what_is_posted_too(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.administrator)
    odd = client.post(path, {"login": "a\0b", "organisation": "\0", "places": ["\0"], "user": "\0", "label": "\0"})
    assert odd.status_code == 400
    assert 'class="brand"' in odd.content.decode()


def test_a_suspended_person_does_not_get_in(client: Client, cast: Cast) -> None:
    cast.field_agent.is_active = False
    cast.field_agent.save()
    client.post("/signin", {"login": cast.field_agent.login, "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert client.get("/suspended").status_code == 200


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert {client.get(path).status_code for path in ("/signup", "/signup/", "/accounts/signup/")} == {404}


def test_signing_out_is_a_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.donor)
    assert client.get("/signout").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/signout").headers["Location"] == "/signin"
    assert "_auth_user_id" not in client.session


def test_a_person_changes_their_password(client: Client, cast: Cast) -> None:
    assert client.get("/password").headers["Location"] == "/signin?next=/password"
    client.force_login(cast.donor)
    assert "&lt;" not in client.get("/password").content.decode()
    new = "trois mots ensemble"
    assert client.post("/password", {"oldpassword": "wrong", "password1": new, "password2": new}).status_code == 200
    answer = client.post("/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.headers["Location"] == "/password"
    cast.donor.refresh_from_db()
    assert cast.donor.check_password(new)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_not_there_is_said_in_words(client: Client, db: None, code: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert f'<html lang="{code}">' in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/signin", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert 'class="brand"' in answer.content.decode()


def test_accounts_to_try_are_shown_on_a_demonstration_only(
    client: Client, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    assert b"@demo.invalid" not in client.get("/signin").content
    account = {"login": "agent@demo.invalid", "password": "mti-maji-moto", "role": "field_agent"}
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": [account]}))
    page = client.get("/signin").content.decode()
    assert "agent@demo.invalid" in page
    assert "mti-maji-moto" in page
