"""Django's SQLite, with writers that take turns: see `pamoja.kit.turns`."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.sqlite3 import base

from pamoja.kit.turns import Turn

PATIENCE = 20.0
WRITES = {"INSERT", "UPDATE", "DELETE"}


def others_wait() -> bool:
    """Tell whether others wait until this thread ends its transaction: a long one then does well to end soon.

    Never so on PostgreSQL, which has many writers.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    return isinstance(wrapper, DatabaseWrapper) and wrapper.turn_is_awaited()


def empty_log() -> None:
    """Bring the write-ahead log of SQLite into its file and empty it: what was deleted stays in it no longer.

    Where others read at the moment it is emptied in part. Nothing to do on PostgreSQL.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    if isinstance(wrapper, DatabaseWrapper) and not wrapper.in_atomic_block:
        with wrapper.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class TurnCursor(base.SQLiteCursorWrapper):
    """Takes a turn for a write that is a transaction of its own."""

    def __init__(self, *arguments: Any, wrapper: "DatabaseWrapper") -> None:
        super().__init__(*arguments)
        self.wrapper = wrapper

    def execute(self, query: Any, params: Any = None) -> Any:
        """Execute one statement."""
        with self._turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: Any, param_list: Any) -> Any:
        """Execute one statement for each set of parameters."""
        with self._turn_for(query):
            return super().executemany(query, param_list)

    @contextmanager
    def _turn_for(self, query: Any) -> Iterator[None]:
        if self.connection.in_transaction or str(query).lstrip()[:6].upper() not in WRITES:
            yield
            return
        self.wrapper.take_turn()
        try:
            yield
        finally:
            self.wrapper.give_back_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes a turn before each transaction, and gives it back after."""

    _turn: Turn | None = None

    def take_turn(self) -> None:
        """Wait for the turn to write; raise OperationalError, as SQLite does, when it does not come."""
        if self._turn is None:
            self._turn = Turn(Path(self.settings_dict["NAME"]))
        try:
            self._turn.take(PATIENCE)
        except TimeoutError as error:
            raise OperationalError("database is locked") from error

    def give_back_turn(self) -> None:
        """Let the next one write."""
        if self._turn is not None:
            self._turn.give_back()

    def turn_is_awaited(self) -> bool:
        """Tell whether somebody else waits to write."""
        return self._turn is not None and self._turn.is_awaited()

    def create_cursor(self, name: Any = None) -> Any:
        """Return a cursor that takes turns."""
        del name
        return self.connection.cursor(factory=partial(TurnCursor, wrapper=self))

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.give_back_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            if self.connection is None or not self.connection.in_transaction:
                self.give_back_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.give_back_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turn is not None:
                self._turn.close()
                self._turn = None
