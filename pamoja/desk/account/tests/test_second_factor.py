"""Who must bring a second factor, how it is set up, used, lost and reset."""

import base64
import html
import json
import re
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from pamoja.accounts.actions import invite
from pamoja.accounts.models import User
from pamoja.accounts.resetting import reset_second_factor
from pamoja.accounts.rights import ROLES
from pamoja.accounts.second_factor import has_second_factor, needs_second_factor
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from tests.cast import PASSWORD, SECRET, Cast, by, code, sign_in

SETUP = "/account/second-factor"


@pytest.fixture
def bare(cast: Cast) -> User:
    """Give a field agent who has no second factor yet."""
    Authenticator.objects.filter(user=cast.field_agent).delete()
    return cast.field_agent


def set_up_app(client: Client) -> str:
    """Set up an app by the page, and return its secret."""
    page = client.get(f"{SETUP}/app").content.decode()
    assert "<svg" in page
    found = re.search(r'<b class="wrap">([A-Z2-7]{32})</b>', page)
    assert found
    shown = format_hotp_value(hotp_value(found[1], int(time.time()) // 30))
    answer = client.post(f"{SETUP}/app", {"code": shown})
    assert answer.headers["Location"] == f"{SETUP}/codes"
    return found[1]


def test_the_table_of_roles_says_who_needs_one(cast: Cast) -> None:
    needing = {name for name, person in cast.everybody().items() if needs_second_factor(person)}
    people = cast.everybody().items()
    reading = {name for name, person in people if "restricted" in ROLES[person.role].own}
    giving = {name for name, person in people if "people.invite" in ROLES[person.role].verbs}
    assert needing == reading | giving
    assert {"field_agent", "protection", "coordinator", "administrator"} <= needing
    assert not {"donor", "state"} & needing


def test_nothing_opens_before_it_is_set_up(bare: User) -> None:
    client = Client()
    assert sign_in(client, bare).headers["Location"] == "/"
    for path in ("/", "/register/commitment/", "/figures/", "/account", "/password", "/places", "/people"):
        assert client.get(path).headers["Location"] == SETUP, path
    assert client.post("/register/commitment/new", {}).headers["Location"] == SETUP
    for path in (SETUP, f"{SETUP}/app", f"{SETUP}/keys/add", "/signout", "/healthz"):
        assert client.get(path).status_code == 200, path


def test_an_app_is_set_up_and_its_secret_is_kept_sealed(bare: User) -> None:
    client = Client()
    sign_in(client, bare)
    secret = set_up_app(client)
    assert client.get("/").status_code == 200
    held = json.dumps(list(Authenticator.objects.filter(user=bare).values_list("data", flat=True)))
    assert secret not in held
    codes = re.findall(r'<li class="big">(\d{8})</li>', client.get(f"{SETUP}/codes").content.decode())
    assert len(codes) == 10
    assert not [one for one in codes if one in held]
    assert [line.verb for line in history("user", bare.pk)] == ["add_app"]


def test_a_secret_that_is_being_set_up_is_sealed_in_the_session(bare: User) -> None:
    client = Client()
    sign_in(client, bare)
    page = client.get(f"{SETUP}/app").content.decode()
    secret = re.search(r'<b class="wrap">([A-Z2-7]{32})</b>', page)
    assert secret
    for data in Session.objects.values_list("session_data", flat=True):
        packed = data.split(":")[0].lstrip(".")
        opened = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        assert secret[1].encode() not in opened
        assert b"_auth_user_id" not in opened


def test_a_wrong_code_sets_nothing_up(bare: User) -> None:
    client = Client()
    sign_in(client, bare)
    client.get(f"{SETUP}/app")
    assert client.post(f"{SETUP}/app", {"code": "000000x"}).status_code == 200
    assert not has_second_factor(bare)


def test_setting_it_up_ends_the_sessions_that_were_opened_without(bare: User) -> None:
    elsewhere, client = Client(), Client()
    sign_in(elsewhere, bare)
    sign_in(client, bare)
    set_up_app(client)
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").headers["Location"].startswith("/signin")


def test_a_password_alone_does_not_sign_in(cast: Cast) -> None:
    client = Client()
    answer = client.post("/signin", {"login": cast.protection.login, "password": PASSWORD})
    assert answer.headers["Location"] == "/signin/code"
    assert client.get("/").headers["Location"].startswith("/signin")
    assert client.post("/signin/code", {"code": "12345"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post("/signin/code", {"code": code()}).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_code_is_taken_once(cast: Cast) -> None:
    used = code()
    for person, expected in ((cast.protection, 302), (cast.protection, 200), (cast.coordinator, 302)):
        client = Client()
        client.post("/signin", {"login": person.login, "password": PASSWORD})
        assert client.post("/signin/code", {"code": used}).status_code == expected


def test_codes_are_not_guessed_at_leisure(cast: Cast) -> None:
    client = Client()
    client.post("/signin", {"login": cast.protection.login, "password": PASSWORD})
    for guess in range(8):
        client.post("/signin/code", {"code": f"{guess:06}"})
    assert client.post("/signin/code", {"code": code()}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(bare: User) -> None:
    client = Client()
    sign_in(client, bare)
    set_up_app(client)
    kept = client.get(f"{SETUP}/codes/file")
    assert "attachment" in kept.headers["Content-Disposition"]
    spare = kept.content.decode().split()[0]
    for expected in (302, 200):
        other = Client()
        other.post("/signin", {"login": bare.login, "password": PASSWORD})
        assert other.post("/signin/code", {"code": spare}).status_code == expected


def test_an_invitation_is_no_way_round_it(cast: Cast) -> None:
    guest = Client()
    secret = invite(by(None, "command"), cast.protection)
    link = f"/invitation/{secret}"
    answer = guest.post(link, {"password": "trois mots ici", "again": "trois mots ici"})
    assert answer.headers["Location"] == "/signin/code"
    assert "_auth_user_id" not in guest.session


def test_a_demonstration_does_not_ask_for_one(bare: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo.json").write_text('{"accounts": []}')
    monkeypatch.setattr(settings, "HOME", tmp_path)
    client = Client()
    sign_in(client, bare)
    assert client.get("/").status_code == 200


def test_a_role_that_reads_nothing_restricted_is_not_asked(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.donor)
    assert client.get("/").status_code == 200


def test_an_administrator_resets_what_was_lost(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.field_agent)
    reset_second_factor(by(cast.administrator), cast.field_agent)
    assert not has_second_factor(cast.field_agent)
    assert client.get("/").headers["Location"].startswith("/signin")
    assert sign_in(client, cast.field_agent).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == SETUP
    assert [line.verb for line in history("user", cast.field_agent.pk)] == ["reset_second_factor"]


@pytest.mark.parametrize(
    ("who", "whose", "problem"),
    [
        ("partner_me", "field_agent", "rights.refused"),
        ("coordinator", "administrator", "rights.refused"),
        ("administrator", "administrator", "accounts.own_second_factor"),
    ],
)
def test_only_those_who_suspend_reset_and_nobody_their_own(cast: Cast, who: str, whose: str, problem: str) -> None:
    people = cast.everybody()
    with pytest.raises(Problem) as refused:
        reset_second_factor(by(people[who]), people[whose])
    assert refused.value.code == problem


def test_the_server_resets_what_was_lost(cast: Cast) -> None:
    call_command("access", "--reset-second-factor", cast.protection.login.upper())
    assert not has_second_factor(cast.protection)
    with pytest.raises(CommandError):
        call_command("access", "--reset-second-factor", "nobody")


def test_the_app_is_removed_after_a_confirmation(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.protection)
    asked = client.get(f"{SETUP}/app/remove")
    assert asked.headers["Location"] == f"/account/confirm?next={SETUP.replace('/', '%2F')}%2Fapp%2Fremove"
    page = client.get(asked.headers["Location"]).content.decode()
    assert "/account/confirm/code" in html.unescape(page)
    confirmed = client.post(asked.headers["Location"], {"password": PASSWORD, "next": f"{SETUP}/app/remove"})
    assert confirmed.headers["Location"] == f"{SETUP}/app/remove"
    assert client.post(f"{SETUP}/app/remove").headers["Location"] == SETUP
    assert not has_second_factor(cast.protection)
    assert [line.verb for line in history("user", cast.protection.pk)] == ["remove_app"]


def test_new_recovery_codes_replace_the_old_ones(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.protection)
    assert client.get(f"{SETUP}/codes/new").status_code == 200
    assert client.post(f"{SETUP}/codes/new").headers["Location"] == f"{SETUP}/codes"
    first = client.get(f"{SETUP}/codes/file").content
    client.post(f"{SETUP}/codes/new")
    assert client.get(f"{SETUP}/codes/file").content != first


@pytest.mark.parametrize("language", ["fr", "en", "sw"])
def test_every_page_of_it_is_shown_in_each_language(bare: User, language: str) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    sign_in(client, bare)
    before = [client.get(SETUP), client.get(f"{SETUP}/app"), client.get(f"{SETUP}/keys/add")]
    set_up_app(client)
    after = [client.get(f"{SETUP}{path}") for path in ("", "/app/remove", "/codes", "/codes/new")]
    for page in (*before, *after, client.get("/account"), client.get("/account/confirm/code")):
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.content.decode()


def test_the_secret_of_the_cast_is_one_that_apps_take() -> None:
    assert len(base64.b32decode(SECRET)) == 20
