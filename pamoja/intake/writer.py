"""One thread that writes submissions to SQLite for all others: those that wait are committed together, with one fsync.

It may stand beside Django's connections because its write is one row that needs no other (bytes first, action later).
No action is ever written through it.
"""

import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
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

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Table:
    """Hold what the writer must know of its table: columns, the one that is unique, and the one shown of a known row.

    The first column is the row's own id, which tells a row just written from one that was there.
    """

    name: str
    columns: Sequence[str]
    unique: str
    shown: str

    def insert(self, rows: int) -> str:
        """Return the SQL that writes so many rows, but none whose unique value is there."""
        one = f"({', '.join('?' * len(self.columns))})"
        return (
            f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES {', '.join([one] * rows)} "  # noqa: S608
            f"ON CONFLICT ({self.unique}) DO NOTHING"
        )

    def known(self, rows: int) -> str:
        """Return the SQL that reads unique value, id and shown value of so many rows."""
        marks = ", ".join("?" * rows)
        return (
            f"SELECT {self.unique}, {self.columns[0]}, {self.shown} FROM {self.name} WHERE {self.unique} IN ({marks})"  # noqa: S608
        )


class _Waiting:
    """Holds a row until it is written, and the answer for who waits."""

    __slots__ = ("answer", "done", "error", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.answer: bytes | None = None
        self.error: Exception | None = None
        self.done = Lock()
        self.done.acquire()


class GroupWriter:
    """Writes rows of one table of a SQLite file, each durable before `put` returns.

    The thread starts with the first row, so that a server may fork before.
    """

    def __init__(self, path: str, table: Table) -> None:
        self.path, self.table = path, table
        self._unique = table.columns.index(table.unique)
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        self._thread: Thread | None = None
        self._process = 0
        self._starting = Lock()
        self._turn = Turn(Path(path))

    def put(self, row: Row) -> bytes | None:
        """Write a row and return None, or the shown value of the row that is there already.

        Raises TimeoutError when it is unknown whether the row was written, sqlite3.Error when it was not.
        """
        self._start()
        waiting = _Waiting(row)
        self._queue.put(waiting)
        if not waiting.done.acquire(timeout=PATIENCE):
            raise TimeoutError("the row may have been written or not")
        if waiting.error is not None:
            raise waiting.error
        return waiting.answer

    def _start(self) -> None:
        if self._thread and self._process == os.getpid() and self._thread.is_alive():
            return
        with self._starting:
            if self._thread and self._process == os.getpid() and self._thread.is_alive():
                return
            if self._process != os.getpid():
                self._queue = SimpleQueue()
            self._process = os.getpid()
            self._thread = Thread(target=self._run, args=(self._queue,), name="intake-writer", daemon=True)
            self._thread.start()

    def _run(self, queue: "SimpleQueue[_Waiting]") -> None:
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
                _answer(batch, error)
                if database:
                    database.close()
                database = None

    def _write(self, database: sqlite3.Connection, batch: list[_Waiting]) -> None:
        """Write rows together; when one of them cannot be, write each alone, so that it fails for itself."""
        try:
            self._commit(database, batch)
        except sqlite3.IntegrityError as error:
            if len(batch) == 1:
                _answer(batch, error)
                return
            for waiting in batch:
                self._write(database, [waiting])

    def _commit(self, database: sqlite3.Connection, batch: list[_Waiting]) -> None:
        self._turn.take(BUSY)
        try:
            database.execute("BEGIN IMMEDIATE")
            values = [value for waiting in batch for value in waiting.row]
            written = database.execute(self.table.insert(len(batch)), values).rowcount
            if written < len(batch):
                self._answer_known(database, batch)
            database.execute("COMMIT")
        except sqlite3.Error:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise
        finally:
            self._turn.give_back()
        _answer(batch)

    def _answer_known(self, database: sqlite3.Connection, batch: list[_Waiting]) -> None:
        keys = [waiting.row[self._unique] for waiting in batch]
        found = {key: (own, shown) for key, own, shown in database.execute(self.table.known(len(keys)), keys)}
        for waiting in batch:
            own, shown = found[waiting.row[self._unique]]
            waiting.answer = None if own == waiting.row[0] else shown


def _answer(batch: Iterable[_Waiting], error: Exception | None = None) -> None:
    for waiting in batch:
        if waiting.done.locked():
            waiting.error = error
            waiting.done.release()


def connect(path: str) -> sqlite3.Connection:
    """Return a connection whose commits are on the disk when they return."""
    database = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        database.execute(f"PRAGMA {pragma}")
    return database
