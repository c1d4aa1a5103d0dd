"""Guessing is slowed down, and does not lock out those who know: seen from unknown and from known browsers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.core.cache import cache
from django.test import Client

from pamoja.accounts.address import UNKNOWN, address_of
from pamoja.accounts.browsers import SALT
from pamoja.accounts.models import User
from tests.cast import PASSWORD, Cast, sign_in

ELSEWHERE, OFFICE, MANY = "203.0.113.9", "198.51.100.4", 12


@pytest.fixture(autouse=True)
def _nothing_counted(cast: Cast, settings: Any) -> Iterator[None]:
    """Begin and end with no guess counted; passwords are hashed quickly here, since many are tried."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.update(password=make_password(PASSWORD))
    cache.clear()
    yield
    cache.clear()


def guess(login: str, times: int = MANY, address: str = ELSEWHERE, client: Client | None = None) -> None:
    """Try wrong passwords from an address."""
    for number in range(times):
        (client or Client(REMOTE_ADDR=address)).post("/signin", {"login": login, "password": f"guess {number}"})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_browser_that_is_known_is_not_locked_out_by_guesses_from_elsewhere(cast: Cast) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    sign_in(client, cast.donor)
    client.post("/signout")
    guess(cast.donor.login)
    assert not is_in(client)
    sign_in(client, cast.donor)
    assert is_in(client)


def test_nor_by_guesses_from_its_own_office(cast: Cast) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    sign_in(client, cast.donor)
    client.post("/signout")
    guess(cast.donor.login, times=30, address=OFFICE)
    sign_in(client, cast.donor)
    assert is_in(client)


def test_an_unknown_browser_waits_after_many_guesses_for_a_login(cast: Cast) -> None:
    guess(cast.donor.login)
    client = Client(REMOTE_ADDR=OFFICE)
    answer = sign_in(client, cast.donor)
    assert answer.status_code == 200
    assert not is_in(client)
    other = Client(REMOTE_ADDR=OFFICE)
    sign_in(other, cast.state)
    assert is_in(other), "another person of the same office is not concerned"


def test_an_address_waits_after_many_guesses_for_any_login(cast: Cast) -> None:
    for number in range(20):
        guess(f"nobody.{number}@cast.invalid", times=1)
    guesser = Client(REMOTE_ADDR=ELSEWHERE)
    sign_in(guesser, cast.donor)
    assert not is_in(guesser)
    elsewhere = Client(REMOTE_ADDR=OFFICE)
    sign_in(elsewhere, cast.donor)
    assert is_in(elsewhere)


def test_signing_in_rightly_uses_nothing_up(cast: Cast) -> None:
    for _time in range(15):
        client = Client(REMOTE_ADDR=OFFICE)
        sign_in(client, cast.donor)
        assert is_in(client)


def test_a_known_browser_does_not_guess_at_leisure_either(cast: Cast) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    sign_in(client, cast.donor)
    client.post("/signout")
    guess(cast.donor.login, client=client)
    sign_in(client, cast.donor)
    assert not is_in(client)
    guess(cast.state.login, times=10, client=client)
    unknown = Client(REMOTE_ADDR="192.0.2.1")
    sign_in(unknown, cast.state)
    assert not is_in(unknown), "for another login it counts as unknown"


@pytest.mark.parametrize(
    "forged",
    ["", "x", "x:y:z", signing.dumps(["a", "b"], salt="another")],
    ids=["empty", "unsigned", "nonsense", "of_another_kind"],
)
def test_a_cookie_that_was_made_up_helps_nobody(cast: Cast, forged: str) -> None:
    guess(cast.donor.login)
    client = Client(REMOTE_ADDR=OFFICE)
    client.cookies["known"] = forged
    sign_in(client, cast.donor)
    assert not is_in(client)


def test_the_cookie_names_nobody(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.donor)
    held = client.cookies["known"]
    assert held["httponly"]
    assert held["samesite"] == "Lax"
    number, *accounts = signing.loads(held.value, salt=SALT)
    assert len(accounts) == 1
    assert cast.donor.login not in str([number, accounts])
    assert str(cast.donor.pk) not in str([number, accounts])


def test_the_last_guess_of_a_second_factor_does_not_close_the_way_of_others(cast: Cast) -> None:
    client = Client(REMOTE_ADDR=OFFICE)
    client.post("/signin", {"login": cast.protection.login, "password": PASSWORD})
    for number in range(8):
        client.post("/signin/code", {"code": f"{number:06}"})
    other = Client(REMOTE_ADDR=OFFICE)
    sign_in(other, cast.coordinator)
    assert is_in(other)


@pytest.mark.parametrize(
    ("https", "environ", "address"),
    [
        (True, {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.9", "REMOTE_ADDR": "127.0.0.1"}, "203.0.113.9"),
        (True, {"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "<script>", "REMOTE_ADDR": "127.0.0.1"}, UNKNOWN),
        (False, {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "REMOTE_ADDR": "198.51.100.4"}, "198.51.100.4"),
        (False, {"REMOTE_ADDR": "2001:DB8::1"}, "2001:db8::1"),
        (False, {}, UNKNOWN),
    ],
)
def test_an_address_is_believed_from_the_proxy_only(
    settings: Any, https: bool, environ: dict[str, str], address: str
) -> None:
    settings.HTTPS = https
    assert address_of(environ) == address


def test_behind_the_proxy_the_guesser_is_told_from_the_office(cast: Cast, settings: Any) -> None:
    settings.HTTPS = True
    for number in range(20):
        Client(HTTP_X_FORWARDED_FOR=f"10.9.8.7, {ELSEWHERE}").post(
            "/signin", {"login": f"nobody.{number}", "password": "guess"}
        )
    office = Client(HTTP_X_FORWARDED_FOR=OFFICE)
    sign_in(office, cast.donor)
    assert is_in(office)
    assert User.objects.get(pk=cast.donor.pk).usersession_set.get().ip == OFFICE
