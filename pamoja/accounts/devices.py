"""Who a phone speaks for: by the key of its device, or by login and password.

What was found is remembered in this process for a short while, so that a phone's posts cost no query and no password
hash. Nothing is remembered but keyed digests. What was revoked or changed is felt at once in the process that did it,
in others within `FRESH` seconds.
"""

import hashlib
import secrets
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from pamoja.accounts import remembered
from pamoja.accounts.actions import digest
from pamoja.accounts.address import network_of
from pamoja.accounts.models import AppKey, KeyUse, User

SEEN = timedelta(hours=1)
FAILURES, FAILURES_OF_ADDRESS = 10, 60

_PEPPER = secrets.token_bytes(32)
_checking = [Lock() for _number in range(8)]


def person_by_key(token: str, now: float | None = None) -> tuple[User, AppKey] | None:
    """Return the person and the device that an app-user key stands for; None when it is unknown or revoked.

    `now` is a monotonic clock in seconds.
    """
    now = monotonic() if now is None else now
    hidden = _hidden(token)
    found = remembered.keys.get(hidden, now)
    if found:
        return found
    key = (
        AppKey.objects.filter(digest=digest(token), use=KeyUse.PHONE, revoked_at=None, user__is_active=True)
        .select_related("user", "user__organisation")
        .first()
    )
    if key is None:
        return None
    _note_contact(key)
    found = (key.user, key)
    remembered.keys.put(hidden, found, now)
    return found


def person_by_program(token: str) -> User | None:
    """Return the person whose rights a program has by its key; None when it is unknown or revoked."""
    if not token:
        return None
    found = AppKey.objects.filter(digest=digest(token), use=KeyUse.PROGRAM, revoked_at=None, user__is_active=True)
    key = found.select_related("user", "user__organisation").first()
    if key is None:
        return None
    _note_contact(key)
    return key.user


def person_by_basic(login: str, password: str, now: float | None = None, *, address: str = "") -> User | None:
    """Return the person with this login and password; None when either is wrong or the person is deactivated.

    A password once checked is not hashed again for `VERIFIED` seconds, unless it was changed: a phone that knows it is
    never stopped by others. After `FAILURES` wrong passwords for a login from one address within a minute, or
    `FAILURES_OF_ADDRESS` for any, that address is refused until the minute is over; the same login from elsewhere is
    not.
    """
    now = monotonic() if now is None else now
    hidden = _hidden(f"{login}\0{password}")
    person = remembered.people.get(hidden, now)
    if person:
        return person
    with _checking[hidden[0] % len(_checking)]:
        person = remembered.people.get(hidden, now) or _check(login, password, address, hidden, now)
    if person:
        remembered.people.put(hidden, person, now)
    return person


def _check(login: str, password: str, address: str, hidden: bytes, now: float) -> User | None:
    person = User.objects.filter(login=login.strip().lower(), is_active=True).select_related("organisation").first()
    if person and remembered.verified.get(hidden, now) == person.password:
        return person
    counted = {
        _hidden(f"{login.strip().lower()}\0{network_of(address)}"): FAILURES,
        _hidden(f"\0{network_of(address)}"): FAILURES_OF_ADDRESS,
    }
    failed = {key: remembered.failures.get(key, now) or remembered.Failures(now, 0) for key in counted}
    if any(failed[key].count >= most for key, most in counted.items()):
        return None
    if person is None:
        make_password(password)  # an unknown login takes as long as a wrong password
    elif check_password(password, person.password):
        remembered.verified.put(hidden, person.password, now)
        return person
    for key, before in failed.items():
        remembered.failures.put(key, remembered.Failures(before.since, before.count + 1), before.since)
    return None


def _note_contact(key: AppKey) -> None:
    now = timezone.now()
    if key.last_seen_at is None or now - key.last_seen_at > SEEN:
        key.last_seen_at = now
        key.save(update_fields=["last_seen_at"])


def _hidden(secret: str) -> bytes:
    return hashlib.blake2b(secret.encode(), key=_PEPPER, digest_size=32).digest()
