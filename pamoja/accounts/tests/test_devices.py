"""A phone is known by its key, or by login and password; a revocation reaches it within half a minute."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from pamoja.accounts import devices, remembered
from pamoja.accounts.actions import digest
from pamoja.accounts.devices import FAILURES, person_by_basic, person_by_key
from pamoja.accounts.models import AppKey, User
from pamoja.accounts.remembered import FAILURES_WITHIN, FRESH, VERIFIED, Recent, forget
from pamoja.partners.models import Organisation

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def agent() -> User:
    Organisation.objects.create(code="pole", name="Pole", kind="local")
    person = User(login="agent@demo.invalid", role="field_agent", organisation_id="pole")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def key(agent: User) -> AppKey:
    return AppKey.objects.create(user=agent, label="Phone 1", digest=digest("token"))


def test_a_key_names_its_person_and_its_device(agent: User, key: AppKey) -> None:
    assert person_by_key("token", 0) == (agent, key)
    key.refresh_from_db()
    assert key.last_seen_at is not None


def test_a_key_seen_a_moment_ago_costs_no_query(key: AppKey, django_assert_num_queries) -> None:
    person_by_key("token", 0)
    with django_assert_num_queries(0):
        assert person_by_key("token", FRESH - 1)


def test_a_wrong_key_is_nobody(key: AppKey) -> None:
    assert person_by_key("tokem", 0) is None


def test_a_revoked_key_is_refused_within_half_a_minute(key: AppKey) -> None:
    person_by_key("token", 0)
    key.revoked_at = timezone.now()
    key.save()
    assert FRESH <= 30
    assert person_by_key("token", FRESH) is None


def test_a_deactivated_person_is_refused_within_half_a_minute(agent: User, key: AppKey) -> None:
    assert person_by_key("token", 0)
    assert person_by_basic(agent.login, PASSWORD, 0)
    User.objects.update(is_active=False)
    assert person_by_key("token", FRESH) is None
    assert person_by_basic(agent.login, PASSWORD, FRESH) is None


def test_a_login_is_accepted_whatever_its_case(agent: User) -> None:
    assert person_by_basic("Agent@Demo.invalid", PASSWORD, 0) == agent


def test_a_password_checked_minutes_ago_is_not_hashed_again(agent: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = []
    check = devices.check_password
    monkeypatch.setattr(devices, "check_password", lambda *given: hashed.append(1) or check(*given))
    for moment in (0.0, 1.0, FRESH + 1, VERIFIED - 1):
        assert person_by_basic(agent.login, PASSWORD, moment) == agent
    assert len(hashed) == 1
    assert person_by_basic(agent.login, PASSWORD, VERIFIED + FRESH) == agent
    assert len(hashed) == 2


def test_a_changed_password_reaches_the_door_within_half_a_minute(agent: User) -> None:
    person_by_basic(agent.login, PASSWORD, 0)
    agent.set_password("quite another password")
    agent.save()
    assert person_by_basic(agent.login, PASSWORD, FRESH) is None
    assert person_by_basic(agent.login, "quite another password", FRESH) == agent


def test_guessing_is_stopped_for_a_minute_but_not_the_phone_that_knows(agent: User) -> None:
    person_by_basic(agent.login, PASSWORD, 0)
    for number in range(FAILURES):
        assert person_by_basic(agent.login, f"guess {number}", 1) is None
    assert person_by_basic(agent.login, PASSWORD, FRESH + 5) == agent
    remembered.verified.clear()
    remembered.people.clear()
    assert person_by_basic(agent.login, PASSWORD, FRESH + 6) is None
    assert person_by_basic(agent.login, PASSWORD, 1 + FAILURES_WITHIN) == agent


def test_what_is_remembered_is_bounded() -> None:
    recent: Recent[int] = Recent(10, size=3)
    for number in range(5):
        recent.put(bytes([number]), number, 0)
    assert [recent.get(bytes([number]), 1) for number in range(5)] == [None, None, 2, 3, 4]


def test_guesses_from_one_address_do_not_stop_the_phone_of_another(agent: User) -> None:
    for number in range(FAILURES):
        assert person_by_basic(agent.login, f"guess {number}", 1, address="203.0.113.9") is None
    assert person_by_basic(agent.login, PASSWORD, 2, address="203.0.113.9") is None
    assert person_by_basic(agent.login, PASSWORD, 2, address="198.51.100.4") == agent


@pytest.mark.parametrize("guesser", ["203.0.113.9", "2001:db8:1:2::"])
def test_guesses_for_many_logins_stop_their_address(agent: User, guesser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "FAILURES_OF_ADDRESS", 12)
    for number in range(12):
        address = f"{guesser}{number:x}" if ":" in guesser else guesser
        assert person_by_basic(f"nobody.{number}", "guess", 1, address=address) is None
    assert person_by_basic(agent.login, PASSWORD, 2, address=f"{guesser}f" if ":" in guesser else guesser) is None
    assert person_by_basic(agent.login, PASSWORD, 2, address="198.51.100.4") == agent
