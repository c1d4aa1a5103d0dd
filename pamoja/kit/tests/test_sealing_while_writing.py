"""Writers and the sealer do not keep one another waiting, and every line is sealed once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from pamoja.kit.audit import erase, note
from pamoja.kit.by import By
from pamoja.kit.chain import seal_waiting
from pamoja.kit.models import AuditLine
from pamoja.kit.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)

SERVER = By(None, "command")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")


@contextmanager
def meanwhile(work: object) -> Iterator[None]:
    """Do something in another thread, on a connection of its own."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    yield
    thread.join(20)
    assert not thread.is_alive()
    assert failed == []


def test_what_many_write_while_it_is_sealed_is_sealed_once_and_in_whole() -> None:
    done = Event()

    def write() -> None:
        for number in range(40):
            with transaction.atomic():
                note(SERVER, "add", "place", number)
                note(SERVER, "change", "place", number, changes={"name": ["a", "b"]})

    def seal() -> None:
        while not done.is_set():
            seal_waiting(7)
            verdict = verify()
            assert verdict.broken is None

    with meanwhile(seal), meanwhile(seal):
        with meanwhile(write), meanwhile(write):
            pass
        done.set()
    while seal_waiting():
        pass
    found = verify()
    assert (found.broken, found.sealed, found.waiting) == (None, AuditLine.objects.count(), 0)
    assert found.sealed == 160


def test_a_sealing_that_takes_long_is_waited_for_no_longer_than_it_takes() -> None:
    """On PostgreSQL nobody waits for the sealer; on SQLite its turn is some milliseconds."""
    for number in range(500):
        note(SERVER, "add", "place", number)
    waits: list[float] = []

    def write() -> None:
        for number in range(20):
            start = time.monotonic()
            note(SERVER, "change", "place", number)
            waits.append(time.monotonic() - start)

    with meanwhile(write):
        while seal_waiting(50):
            pass
    assert max(waits) < 2


@on_postgresql
def test_a_line_of_a_transaction_that_ends_late_gets_a_later_number() -> None:
    written, end = Event(), Event()

    def write_slowly() -> None:
        with transaction.atomic():
            note(SERVER, "add", "place", "slow")
            written.set()
            end.wait(20)

    with meanwhile(write_slowly):
        assert written.wait(20)
        quick = note(SERVER, "add", "place", "quick")
        assert seal_waiting() == 1
        end.set()
    assert seal_waiting() == 1
    slow = AuditLine.objects.get(subject_id="slow")
    quick.refresh_from_db()
    assert slow.pk < quick.pk
    assert (quick.sequence, slow.sequence) == (1, 2)
    assert verify().broken is None


@on_postgresql
def test_the_sealer_passes_by_lines_that_somebody_erases_and_writers_pass_by_the_sealer() -> None:
    note(SERVER, "correct", "person", "p1", reason="a name")
    note(SERVER, "correct", "person", "p2", reason="another")
    erased, sealed = Event(), Event()

    def erase_slowly() -> None:
        with transaction.atomic():
            erase(SERVER, "person", "p1")
            erased.set()
            sealed.wait(20)

    with meanwhile(erase_slowly):
        assert erased.wait(20)
        with transaction.atomic():
            assert seal_waiting() == 1
            with meanwhile(lambda: note(SERVER, "enter", "person", "p3")):
                pass
        sealed.set()
    assert connection.vendor == "postgresql"
    assert seal_waiting() == 3
    assert verify().broken is None
