"""Writers of one SQLite file take turns: whoever waits comes next, and nobody waits behind a busy one for long."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.sqlite import base
from pamoja.kit.sqlite.base import others_wait
from pamoja.kit.turns import Turn

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many writers")


GREEDY = """
import sys, time
from pathlib import Path
from pamoja.kit.turns import Turn
turn = Turn(Path(sys.argv[1]))
while True:
    turn.take(5)
    print("taken", flush=True)
    time.sleep(float(sys.argv[2]))
    turn.give_back()
"""


@contextmanager
def other_process(database: Path, hold: float) -> Iterator[None]:
    """Let another process take the turn again and again, for `hold` seconds each time; then kill it."""
    command = [sys.executable, "-c", GREEDY, str(database), str(hold)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"taken\n"
        yield
        process.kill()


def test_who_waits_comes_next_however_busy_another_process_is(tmp_path: Path) -> None:
    turn = Turn(tmp_path / "db")
    waits = []
    with other_process(tmp_path / "db", 0.01):
        for _time in range(20):
            start = time.monotonic()
            turn.take(5)
            waits.append(time.monotonic() - start)
            turn.give_back()
    assert sorted(waits)[10] < 1


def test_the_turn_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with other_process(tmp_path / "db", 60):
        pass
    Turn(tmp_path / "db").take(1)


def test_a_turn_that_does_not_come_is_a_time_out(tmp_path: Path) -> None:
    first, second = Turn(tmp_path / "db"), Turn(tmp_path / "db")
    first.take(1)
    with pytest.raises(TimeoutError):
        second.take(0.05)
    first.give_back()
    second.take(0.05)


def test_who_holds_it_knows_that_somebody_waits(tmp_path: Path) -> None:
    first, second = Turn(tmp_path / "db"), Turn(tmp_path / "db")
    first.take(1)
    assert not first.is_awaited()
    waiting = Thread(target=second.take, args=(5,))
    waiting.start()
    while not first.is_awaited():
        time.sleep(0.01)
    first.give_back()
    waiting.join()
    assert second.taken


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("own_transaction", [True, False])
def test_a_write_waits_for_a_transaction_of_another_thread(own_transaction: bool) -> None:
    inside, leave = Event(), Event()
    order = []

    def first() -> None:
        with transaction.atomic():
            note(By(None, "command"), "first", "test", "1")
            inside.set()
            leave.wait(5)
            order.append("first")
        connections.close_all()

    def second() -> None:
        inside.wait(5)
        if own_transaction:
            with transaction.atomic():
                note(By(None, "command"), "second", "test", "1")
        else:
            note(By(None, "command"), "second", "test", "1")
        order.append("second")
        connections.close_all()

    threads = [Thread(target=run) for run in (first, second)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    leave.set()
    for thread in threads:
        thread.join()
    assert order == ["first", "second"]
    assert AuditLine.objects.filter(subject_kind="test").count() == 2


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_its_turn_back() -> None:
    with pytest.raises(KeyError), transaction.atomic():
        note(By(None, "command"), {"x": "x"}["y"], "test", "1")
    assert not others_wait()
    turn = Turn(Path(connection.settings_dict["NAME"]))
    turn.take(0.1)
    turn.give_back()
    assert not AuditLine.objects.exists()


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_writer_that_waits_too_long_hears_that_the_database_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "PATIENCE", 0.05)
    turn = Turn(Path(connection.settings_dict["NAME"]))
    turn.take(1)
    with pytest.raises(OperationalError, match="locked"):
        note(By(None, "command"), "x", "test", "1")
    turn.give_back()
    note(By(None, "command"), "x", "test", "1")


@on_sqlite
@pytest.mark.django_db
def test_reading_needs_no_turn() -> None:
    turn = Turn(Path(connection.settings_dict["NAME"]).with_name("other"))
    turn.take(0.1)
    assert AuditLine.objects.count() == 0
