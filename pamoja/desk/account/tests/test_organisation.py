"""Signing in through one's organisation: the whole way, against a provider on a real port."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import Client

from pamoja.accounts.actions import accept_invitation, invite, suspend
from pamoja.accounts.models import User
from pamoja.accounts.providers import read_providers
from pamoja.desk.account.tests.provider import CLIENT, SECRET, Provider, serving
from pamoja.kit.audit import history
from tests.cast import Cast, by, code

DECLARED = """
[{organisation}]
name = "Kiongozi"
address = "{address}"
client = "{client}"
secret_file = "{secret}"
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    """Serve a provider for the tests of this file."""
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Give a provider for the organisation of the administrator, who is signed in there."""
    server.signs_with = server.key
    server.person = {"sub": "k-17", "email": cast.administrator.login, "email_verified": True, "name": "Asha Furaha"}
    declare(server, tmp_path, monkeypatch)
    return server


def declare(
    server: Provider, folder: Path, monkeypatch: pytest.MonkeyPatch, organisation: str = "kiongozi", more: str = ""
) -> None:
    secret = folder / "secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    facts = {"organisation": organisation, "address": server.address, "client": CLIENT, "secret": secret}
    (folder / "sign-in.toml").write_text(DECLARED.format(**facts) + more)
    monkeypatch.setattr(settings, "SIGN_IN", folder / "sign-in.toml")


def through(provider: Provider, client: Client, organisation: str = "kiongozi") -> Any:
    """Take the whole way, and return the answer to who comes back."""
    away = client.get(f"/signin/with/{organisation}")
    assert away.status_code == 302
    return client.get(provider.authorise(away.headers["Location"]))


def wholly_in(provider: Provider, client: Client, step: int = 0) -> Any:
    """Take the whole way and give the code of the app, and return the last answer."""
    assert through(provider, client).headers["Location"] == "/signin/code"
    return client.post("/signin/code", {"code": code(step)})


def is_in(client: Client, person: User) -> bool:
    return bool(client.session.get("_auth_user_id") == str(person.pk))


def test_the_button_is_there_when_it_is_declared(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="/signin/with/kiongozi"' in Client().get("/signin").content.decode()
    assert 'href="/signin/with/kiongozi?next=/places"' in Client().get("/signin?next=/places").content.decode()
    monkeypatch.setattr(settings, "SIGN_IN", "/nowhere/sign-in.toml")
    assert "/signin/with/" not in Client().get("/signin").content.decode()
    assert Client().get("/signin/with/kiongozi").status_code == 404


def test_an_invited_person_comes_in_again_and_again(provider: Provider, cast: Cast) -> None:
    for time in range(2):
        client = Client()
        assert wholly_in(provider, client, time).headers["Location"] == "/"
        assert is_in(client, cast.administrator)
        assert client.get("/account").status_code == 200
    assert SocialAccount.objects.filter(user=cast.administrator).count() == 1
    assert [line.verb for line in history("user", cast.administrator.pk)] == ["connect"]


def test_nothing_of_what_the_provider_tells_is_kept(provider: Provider, cast: Cast) -> None:
    for _time in range(2):
        through(provider, Client())
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == ("k-17", {})
    assert "Furaha" not in json.dumps([kept.extra_data, str(list(User.objects.values()))], default=str)
    assert not SocialToken.objects.exists()


def test_the_second_factor_is_asked_here_too(provider: Provider, cast: Cast) -> None:
    provider.person |= {"email": cast.protection.login, "sub": "k-3"}
    client = Client()
    assert through(provider, client).headers["Location"] == "/signin/code"
    assert not is_in(client, cast.protection)
    assert client.post("/signin/code", {"code": code()}).headers["Location"] == "/"
    assert is_in(client, cast.protection)


@pytest.mark.parametrize(
    "told",
    [
        {"email": "nobody@cast.invalid"},
        {"email": "field.agent@cast.invalid"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": ""},
    ],
    ids=["not invited", "of another organisation", "not verified", "not verified, in words", "without address"],
)
def test_others_do_not_come_in(provider: Provider, told: dict[str, Any]) -> None:
    before = User.objects.count()
    provider.person |= told
    client = Client()
    assert through(provider, client).status_code == 403
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_a_directory_vouches_for_its_own_addresses(
    server: Provider, provider: Provider, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del provider.person["email_verified"]
    assert through(provider, Client()).status_code == 403
    declare(server, tmp_path, monkeypatch, more='domains = ["CAST.invalid"]\n')
    client = Client()
    wholly_in(provider, client)
    assert is_in(client, cast.administrator)


def test_a_suspended_person_does_not_come_in(provider: Provider, cast: Cast) -> None:
    through(provider, Client())
    suspend(by(None, "command"), cast.administrator)
    client = Client()
    assert through(provider, client).status_code == 403
    assert "_auth_user_id" not in client.session


def test_an_address_given_to_somebody_new_opens_nothing_before_a_new_invitation(provider: Provider, cast: Cast) -> None:
    through(provider, Client())
    provider.person["sub"] = "k-99"
    client = Client()
    assert through(provider, client).status_code == 400
    assert not is_in(client, cast.administrator)
    accept_invitation(invite(by(None, "command"), cast.administrator), "trois mots ensemble")
    wholly_in(provider, client)
    assert is_in(client, cast.administrator)


def test_an_identity_whose_address_became_another_persons_stays_out(provider: Provider, cast: Cast) -> None:
    through(provider, Client())
    provider.person["email"] = cast.coordinator.login
    client = Client()
    assert through(provider, client).status_code == 400
    assert "_auth_user_id" not in client.session


def test_a_signature_of_another_key_is_refused(provider: Provider) -> None:
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    client = Client()
    assert through(provider, client).status_code == 400
    assert "_auth_user_id" not in client.session


def test_who_comes_back_without_having_left_is_refused(provider: Provider, cast: Cast) -> None:
    away = Client().get("/signin/with/kiongozi").headers["Location"]
    client = Client()
    assert client.get(provider.authorise(away)).status_code == 400
    assert client.get("/signin/with/kiongozi/back?error=access_denied").status_code == 400
    assert "_auth_user_id" not in client.session


def test_a_provider_that_is_away_is_said_in_words(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as gone:
        declare(gone, tmp_path, monkeypatch)
    answer = Client().get("/signin/with/kiongozi")
    assert answer.status_code == 400
    assert 'class="brand"' in answer.content.decode()


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ("[kiongozi", "sign_in.unreadable"),
        ("kiongozi = 3", "sign_in.field_missing"),
        ('[kiongozi]\nname = "K"', "sign_in.field_missing"),
        (DECLARED.format(organisation="k", address="http://k.example", client="p", secret="x"), "sign_in.not_https"),
        (
            DECLARED.format(organisation="k", address="https://k.example", client="p", secret="/x"),
            "sign_in.secret_missing",
        ),
        (
            DECLARED.format(organisation="k", address="https://k.example", client="p", secret=__file__),
            "sign_in.secret_open",
        ),
    ],
)
def test_a_fault_in_the_file_is_told_and_stops_nothing(tmp_path: Path, declared: str, problem: str) -> None:
    (tmp_path / "sign-in.toml").write_text(declared)
    providers, problems = read_providers(tmp_path / "sign-in.toml")
    assert providers == []
    assert [one.code for one in problems] == [problem]
