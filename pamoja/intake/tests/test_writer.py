"""The group writer: many rows in one commit, each answered for itself."""

import sqlite3
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from pamoja.intake.writer import BATCH, GroupWriter, Table, connect
from pamoja.kit.turns import Turn

TABLE = Table("arrival", ("id", "name", "content"), unique="name", shown="content")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database with an empty table."""
    database = connect(str(tmp_path / "db"))
    database.execute("CREATE TABLE arrival (id TEXT, name TEXT PRIMARY KEY, content BLOB NOT NULL)")
    database.close()
    return tmp_path / "db"


@pytest.fixture
def writer(path: Path) -> GroupWriter:
    """Return a writer for it."""
    return GroupWriter(str(path), TABLE)


def put(writer: GroupWriter, row: tuple[str, bytes | None]) -> bytes | None:
    """Write a row with an id of its own."""
    return writer.put((uuid.uuid4().hex, *row))


def stored(path: Path) -> dict[str, bytes]:
    """Return what the table holds."""
    database = sqlite3.connect(path)
    found = dict(database.execute("SELECT name, content FROM arrival"))
    database.close()
    return found


def together(path: Path, writes: list[Callable[[], None]]) -> None:
    """Let writes pile up while another holds the turn, so that they are committed together."""
    turn = Turn(path)
    turn.take(5)
    threads = [Thread(target=write) for write in writes]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    turn.give_back()
    for thread in threads:
        thread.join()


def test_a_row_is_written_before_put_returns(writer: GroupWriter, path: Path) -> None:
    assert put(writer, ("a", b"1")) is None
    assert stored(path) == {"a": b"1"}


def test_a_known_row_is_answered_with_what_is_kept(writer: GroupWriter, path: Path) -> None:
    put(writer, ("a", b"1"))
    assert put(writer, ("a", b"2")) == b"1"
    assert stored(path) == {"a": b"1"}


def test_one_bad_row_does_not_fail_the_others(writer: GroupWriter, path: Path) -> None:
    failed: list[str] = []

    def write(name: str, content: bytes | None) -> None:
        try:
            put(writer, (name, content))
        except sqlite3.IntegrityError:
            failed.append(name)

    rows = {f"row {number}": None if number % 7 == 3 else b"%d" % number for number in range(BATCH * 2)}
    together(path, [lambda row=row: write(*row) for row in rows.items()])  # type: ignore[misc]
    assert stored(path) == {name: content for name, content in rows.items() if content is not None}
    assert sorted(failed) == sorted(name for name, content in rows.items() if content is None)


def test_the_same_row_twice_in_one_commit_is_written_once(writer: GroupWriter, path: Path) -> None:
    kept: list[bytes | None] = []
    together(path, [lambda: kept.append(put(writer, ("a", b"1"))) for _number in range(20)])
    assert kept.count(None) == 1
    assert stored(path) == {"a": b"1"}


def test_it_writes_again_once_the_database_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    writer = GroupWriter(str(folder / "db"), TABLE)
    with pytest.raises(sqlite3.OperationalError):
        put(writer, ("a", b"1"))
    database = connect(str(folder / "db"))
    database.execute("CREATE TABLE arrival (id TEXT, name TEXT PRIMARY KEY, content BLOB NOT NULL)")
    database.close()
    assert put(writer, ("a", b"1")) is None


def test_other_writers_of_the_file_are_waited_for(writer: GroupWriter, path: Path) -> None:
    other = connect(str(path))
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO arrival VALUES ('1', 'b', x'02')")
    thread = Thread(target=put, args=(writer, ("a", b"1")))
    thread.start()
    time.sleep(0.1)
    assert stored(path) == {}
    other.execute("COMMIT")
    thread.join()
    assert stored(path) == {"a": b"1", "b": b"\x02"}
