"""What this process remembers of phones for a short while: keyed digests of their keys and passwords, never these."""

import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from pamoja.accounts.models import AppKey, User

FRESH = 30.0
VERIFIED = 24 * 3600.0
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

    def drop(self, which: Callable[[T], bool]) -> None:
        """Forget the values that `which` tells."""
        with self._lock:
            for key in [key for key, (_since, value) in self._kept.items() if which(value)]:
                del self._kept[key]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


@dataclass(frozen=True)
class Failures:
    """Count the wrong passwords of an address since a moment."""

    since: float
    count: int


keys: Recent[tuple[User, AppKey]] = Recent(FRESH)
people: Recent[User] = Recent(FRESH)
verified: Recent[str] = Recent(VERIFIED)
failures: Recent[Failures] = Recent(FAILURES_WITHIN)


def forget() -> None:
    """Forget every key and password remembered in this process."""
    for remembered in (keys, people, verified, failures):
        remembered.clear()


def forget_person(person: uuid.UUID) -> None:
    """Forget what a person's phones may do, so that what changed is felt here at once; elsewhere within `FRESH`."""
    keys.drop(lambda found: found[0].pk == person)
    people.drop(lambda found: found.pk == person)
