"""The worker: makes records of what came in, brings the lake up to date, seals the audit trail, over and over."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from pamoja.emergency.cleaning import clean_unfinished
from pamoja.excel.exporting import sweep_unfinished_books
from pamoja.excel.working import Importer, sweep_imports
from pamoja.intake.evidence import attach_late_files
from pamoja.intake.processing import process_waiting
from pamoja.intake.retention import keep_to_rules
from pamoja.intake.sweeping import sweep_orphans, sweep_unfinished
from pamoja.kit.chain import AT_ONCE, seal_waiting
from pamoja.kit.sqlite.base import empty_log
from pamoja.lake.refresh import refresh
from pamoja.records.editions import fold
from pamoja.records.models import Change
from pamoja.records.pictures import make_copies, try_closed_again

PAUSE = 0.05
STRETCH = 0.3
AFTER_TROUBLE = 2.0
LOOK_ANYWAY = SWEEP_AFTER = 60.0
SEAL_AFTER = 1.0
ADVISORY = 7_262_662

log = logging.getLogger(__name__)


class Worker:
    """Works until `stop` is set; survives that the database goes away and comes back."""

    def __init__(self, stop: Event) -> None:
        self.stop = stop
        self.looked_at = self.sealed_at = self.swept_at = float("-inf")
        self.kept_to_rules_on: date | None = None
        self.locked_on: Any = None
        self.importer = Importer()

    def run(self) -> None:
        """Work, once no other worker does."""
        with alone(Path(settings.HOME), self.stop):
            while not self.stop.is_set():
                try:
                    busy = self.is_the_one() and self.step()
                except (DatabaseError, InterfaceError) as error:
                    log.warning("the database does not answer: %s", type(error).__name__)
                    connection.close()
                    self.stop.wait(AFTER_TROUBLE)
                    continue
                if not busy:
                    self.stop.wait(PAUSE)

    def is_the_one(self) -> bool:
        """Tell whether no worker of another machine serves the same PostgreSQL; the lock goes with its connection."""
        if connection.vendor != "postgresql":
            return True
        connection.ensure_connection()
        if self.locked_on is connection.connection:
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY])
            (locked,) = cursor.fetchone()
        self.locked_on = connection.connection if locked else None
        return bool(locked)

    def step(self) -> bool:
        """Make records for a while, bring the lake up to date, seal; then some rows, a picture. Tell if to go on."""
        end = time.monotonic() + STRETCH
        done = 0
        while (some := process_waiting()) and not self.stop.is_set():
            done += some
            if time.monotonic() > end:
                break
        attach_late_files()
        overdue = time.monotonic() - self.looked_at > LOOK_ANYWAY
        if overdue or Change.objects.exists():
            refresh()
            fold()
            self.looked_at = time.monotonic()
        if time.monotonic() - self.swept_at > SWEEP_AFTER:
            sweep_unfinished()
            sweep_orphans(int(time.time() / SWEEP_AFTER))
            try_closed_again()
            clean_unfinished()
            sweep_imports()
            sweep_unfinished_books()
            self.swept_at = time.monotonic()
        self.keep_to_rules()
        if time.monotonic() - self.sealed_at > SEAL_AFTER:
            self.seal()
        brought = self.importer.work()
        return bool(done or brought or make_copies())

    def keep_to_rules(self) -> None:
        """Do some of what the rules of retention ask for today; once nothing is left, wait for the next day."""
        today = timezone.localdate()
        if self.kept_to_rules_on != today and not keep_to_rules(today):
            empty_log()
            self.kept_to_rules_on = today

    def seal(self) -> None:
        """Chain the audit lines that wait, for a while; the next step goes on when there are more."""
        end = time.monotonic() + STRETCH
        while seal_waiting() == AT_ONCE:
            if time.monotonic() > end or self.stop.is_set():
                return
        self.sealed_at = time.monotonic()


@contextmanager
def alone(home: Path, stop: Event) -> Iterator[None]:
    """Wait until no other worker serves this home, or `stop` is set."""
    with (home / "worker.lock").open("w") as lock:
        while not stop.is_set():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                stop.wait(1)
        yield
