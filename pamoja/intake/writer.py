"""One thread that writes submissions to SQLite for all others: those that wait are committed together, with one fsync.

It may stand beside Django's connections because its write is one row that needs no other (bytes first, action later).
No action is ever written through it.
"""

import logging
import os
import sqlite3
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from pamoja.kit.turns import Turn

BATCH = 64
PATIENCE = 15.0
BUSY = 20.0

Row = tuple[Any, ...]
Waiting = tuple[Row, "Future[bytes | None]"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Statements:
    """Hold the SQL of a write: `insert` takes a row and writes nothing when its key (at `key` in the row) is known;
    `known` takes the key and reads what is kept under it.
    """

    insert: str
    known: str
    key: int


class GroupWriter:
    """Writes rows of one table of a SQLite file, each durable before `put` returns.

    The thread starts with the first row, so that a server may fork before.
    """

    def __init__(self, path: str, statements: Statements) -> None:
        self.path = path
        self.statements = statements
        self._queue: SimpleQueue[Waiting] = SimpleQueue()
        self._thread: Thread | None = None
        self._process = 0
        self._starting = Lock()
        self._turn = Turn(Path(path))

    def put(self, row: Row) -> bytes | None:
        """Write a row and return None, or what is kept already under its key.

        Raises TimeoutError when it is unknown whether the row was written, sqlite3.Error when it was not.
        """
        self._start()
        done: Future[bytes | None] = Future()
        self._queue.put((row, done))
        return done.result(timeout=PATIENCE)

    def _start(self) -> None:
        if self._thread and self._thread.is_alive() and self._process == os.getpid():
            return
        with self._starting:
            if self._thread and self._thread.is_alive() and self._process == os.getpid():
                return
            if self._process != os.getpid():
                self._queue = SimpleQueue()
            self._process = os.getpid()
            self._thread = Thread(target=self._run, args=(self._queue,), name="intake-writer", daemon=True)
            self._thread.start()

    def _run(self, queue: "SimpleQueue[Waiting]") -> None:
        database: sqlite3.Connection | None = None
        while True:
            batch = [queue.get()]
            while len(batch) < BATCH:
                try:
                    batch.append(queue.get_nowait())
                except Empty:
                    break
            try:
                database = database or connect(self.path)
                self._write(database, batch)
            except (sqlite3.Error, TimeoutError) as error:
                log.warning("submissions could not be written: %s", error)
                for _row, done in batch:
                    if not done.done():
                        done.set_exception(error)
                if database:
                    database.close()
                database = None

    def _write(self, database: sqlite3.Connection, batch: list[Waiting]) -> None:
        try:
            answers = self._commit(database, [row for row, _done in batch])
        except sqlite3.IntegrityError:
            if len(batch) == 1:
                raise
            for waiting in batch:
                self._write_alone(database, waiting)
            return
        for (_row, done), answer in zip(batch, answers, strict=True):
            done.set_result(answer)

    def _write_alone(self, database: sqlite3.Connection, waiting: Waiting) -> None:
        row, done = waiting
        try:
            done.set_result(self._commit(database, [row])[0])
        except sqlite3.IntegrityError as error:
            done.set_exception(error)

    def _commit(self, database: sqlite3.Connection, rows: list[Row]) -> list[bytes | None]:
        try:
            self._turn.take(BUSY)
            database.execute("BEGIN IMMEDIATE")
            answers = [self._insert(database, row) for row in rows]
            database.execute("COMMIT")
        except sqlite3.Error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise
        finally:
            self._turn.give_back()
        return answers

    def _insert(self, database: sqlite3.Connection, row: Row) -> bytes | None:
        if database.execute(self.statements.insert, row).rowcount:
            return None
        kept: bytes = database.execute(self.statements.known, (row[self.statements.key],)).fetchone()[0]
        return kept


def connect(path: str) -> sqlite3.Connection:
    """Return a connection whose commits are on the disk when they return."""
    database = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        database.execute(f"PRAGMA {pragma}")
    return database
