"""How often one sender may write, counted without keeping who it is.

An address is counted as a digest under a salt that lives in the memory of the process and is thrown away, with all
counts, every ten minutes: nothing of it is written, and nobody can say afterwards who wrote.
"""

import secrets
import time
from collections import Counter
from hashlib import blake2b
from threading import Lock

from pamoja.accounts.address import network_of

WINDOW = 600.0


class Turnstile:
    """Counts by sender, and all senders together, over ten minutes."""

    def __init__(self, each: int, together: int) -> None:
        self.each, self.together = each, together
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Throw salt and counts away."""
        self._salt, self._began = secrets.token_bytes(32), time.monotonic()
        self._counts: Counter[bytes] = Counter()

    def admits(self, address: str) -> bool:
        """Tell whether one more from an address would be taken."""
        with self._lock:
            return self._admits(self._mark(address))

    def count(self, address: str) -> bool:
        """Count one more from an address, and tell whether it is taken."""
        with self._lock:
            mark = self._mark(address)
            taken = self._admits(mark)
            self._counts[mark] += taken
            return taken

    def _admits(self, mark: bytes) -> bool:
        return self._counts[mark] < self.each and self._counts.total() < self.together

    def _mark(self, address: str) -> bytes:
        if time.monotonic() - self._began > WINDOW:
            self.forget()
        return blake2b(network_of(address).encode(), key=self._salt, digest_size=16).digest()


WRITING = Turnstile(each=20, together=300)
"""Complaints: a whole office, or a network of phones, may share one address."""
GUESSING = Turnstile(each=20, together=600)
"""Codes that are not known."""
