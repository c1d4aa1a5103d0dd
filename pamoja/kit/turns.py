"""Taking turns at writing, between threads and processes of one machine.

SQLite has one writer at a time, and whoever waits for it sleeps and tries again, longer each time: beside a busy
writer some wait for seconds. Here who comes waits at a gate, and the one at the gate comes next.
"""

import fcntl
import os
import time
from pathlib import Path

GLANCE = 0.0005


class Turn:
    """Lets its holder write.

    A turn is used by one thread at a time. It is a lock on two files, which the kernel gives back when a process ends.
    """

    def __init__(self, database: Path) -> None:
        folder = database.parent
        self._gate, self._place = (
            os.open(folder / f".{database.name}.{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            for name in ("gate", "turn")
        )
        self.taken = False

    def take(self, patience: float) -> None:
        """Wait for the turn; raise TimeoutError after `patience` seconds."""
        end = time.monotonic() + patience
        _lock(self._gate, end)
        try:
            _lock(self._place, end)
        finally:
            fcntl.flock(self._gate, fcntl.LOCK_UN)
        self.taken = True

    def give_back(self) -> None:
        """Let the next one write; harmless when the turn was not taken."""
        if self.taken:
            self.taken = False
            fcntl.flock(self._place, fcntl.LOCK_UN)

    def is_awaited(self) -> bool:
        """Tell whether somebody waits at the gate."""
        try:
            fcntl.flock(self._gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._gate, fcntl.LOCK_UN)
        return False

    def close(self) -> None:
        """Give the turn back for good."""
        for descriptor in (self._gate, self._place):
            os.close(descriptor)
        self.taken = False


def _lock(descriptor: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise TimeoutError("nobody gave back the turn to write") from None
            time.sleep(GLANCE)
        else:
            return
