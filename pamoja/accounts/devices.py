"""Who a phone speaks for: by the key of its device, or by login and password.

What was found is remembered in this process for a short while, so that a phone's posts cost no query and no password
hash. Nothing is remembered but keyed digests; a key revoked or a person deactivated is refused within `FRESH` seconds.
"""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from pamoja.accounts.actions import digest
from pamoja.accounts.models import AppKey, User

FRESH = 30.0
VERIFIED = 600.0
SEEN = timedelta(hours=1)
FAILURES = 10
FAILURES_WITHIN = 60.0
SIZE = 5000

T = TypeVar("T")


class Recent(Generic[T]):
    """Remembers up to `size` values for `seconds` each, the oldest given up first; safe between threads."""

    def __init__(self, seconds: float, size: int = SIZE) -> None:
        self.seconds = seconds
        self.size = size
        self._kept: OrderedDict[bytes, tuple[float, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: bytes, now: float) -> T | None:
        """Return the value kept under `key`, unless it is older than allowed."""
        with self._lock:
            kept = self._kept.get(key)
            return kept[1] if kept and now - kept[0] < self.seconds else None

    def put(self, key: bytes, value: T, now: float) -> None:
        """Keep a value from now on."""
        with self._lock:
            self._kept[key] = (now, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


@dataclass(frozen=True)
class Failures:
    """Count the wrong passwords of one login since a moment."""

    since: float
    count: int


_PEPPER = secrets.token_bytes(32)
_keys: Recent[tuple[User, AppKey]] = Recent(FRESH)
_people: Recent[User] = Recent(FRESH)
_verified: Recent[str] = Recent(VERIFIED)
_failures: Recent[Failures] = Recent(FAILURES_WITHIN)
_checking = [Lock() for _number in range(8)]


def forget() -> None:
    """Forget every key and password remembered in this process."""
    for remembered in (_keys, _people, _verified, _failures):
        remembered.clear()


def person_by_key(token: str, now: float | None = None) -> tuple[User, AppKey] | None:
    """Return the person and the device that an app-user key stands for; None when it is unknown or revoked.

    `now` is a monotonic clock in seconds.
    """
    now = monotonic() if now is None else now
    hidden = _hidden(token)
    found = _keys.get(hidden, now)
    if found:
        return found
    key = (
        AppKey.objects.filter(digest=digest(token), revoked_at=None, user__is_active=True)
        .select_related("user", "user__organisation")
        .first()
    )
    if key is None:
        return None
    _note_contact(key)
    found = (key.user, key)
    _keys.put(hidden, found, now)
    return found


def person_by_basic(login: str, password: str, now: float | None = None) -> User | None:
    """Return the person with this login and password; None when either is wrong or the person is deactivated.

    A password once checked is not hashed again for `VERIFIED` seconds, unless it was changed. After `FAILURES`
    wrong passwords within a minute, a login is refused until the minute is over.
    """
    now = monotonic() if now is None else now
    hidden = _hidden(f"{login}\0{password}")
    person = _people.get(hidden, now)
    if person:
        return person
    with _checking[hidden[0] % len(_checking)]:
        person = _people.get(hidden, now) or _check(login, password, hidden, now)
    if person:
        _people.put(hidden, person, now)
    return person


def _check(login: str, password: str, hidden: bytes, now: float) -> User | None:
    person = User.objects.filter(login=login.strip().lower(), is_active=True).select_related("organisation").first()
    if person and _verified.get(hidden, now) == person.password:
        return person
    account = _hidden(login.strip().lower())
    failed = _failures.get(account, now) or Failures(now, 0)
    if failed.count >= FAILURES:
        return None
    if person is None:
        make_password(password)  # an unknown login takes as long as a wrong password
    elif check_password(password, person.password):
        _verified.put(hidden, person.password, now)
        return person
    _failures.put(account, Failures(failed.since, failed.count + 1), failed.since)
    return None


def _note_contact(key: AppKey) -> None:
    now = timezone.now()
    if key.last_seen_at is None or now - key.last_seen_at > SEEN:
        key.last_seen_at = now
        key.save(update_fields=["last_seen_at"])


def _hidden(secret: str) -> bytes:
    return hashlib.blake2b(secret.encode(), key=_PEPPER, digest_size=32).digest()
