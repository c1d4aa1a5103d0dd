"""The worker makes records and brings the lake up to date, alone, whatever happens to the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import override_settings
from django.utils import timezone

from pamoja.config import worker
from pamoja.config.worker import Worker, alone
from pamoja.excel.bringing import bring, decide
from pamoja.excel.models import Import
from pamoja.excel.tests.books import filled
from pamoja.intake.models import FormVersion, Submission
from pamoja.intake.publishing import publish_forms
from pamoja.intake.tests.filling import SESSION, arrived
from pamoja.kit.by import By
from pamoja.lake.manifest import read_manifest
from pamoja.persons.models import Person
from pamoja.persons.tests.people import person
from pamoja.records.models import Change
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path) -> Iterator[None]:
    with override_settings(HOME=tmp_path):
        yield


@pytest.fixture
def session(base: None) -> FormVersion:
    """Publish the forms, and return that of sessions."""
    publish_forms(By(None, "command"))
    return FormVersion.objects.get(form_id="session", current=True)


@contextmanager
def working() -> Iterator[Worker]:
    """Run a worker in a thread of its own."""
    stop = Event()
    running = Worker(stop)

    def work() -> None:
        running.run()
        connections.close_all()

    thread = Thread(target=work)
    thread.start()
    yield running
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def wait_until(holds: object) -> None:
    """Wait until a question is answered by yes, for at most 20 seconds."""
    assert callable(holds)
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def recorded() -> int:
    """Return how many submissions are records."""
    return Submission.objects.filter(state="recorded").count()


def test_what_arrives_becomes_a_record_and_reaches_the_lake(cast: Cast, session: FormVersion) -> None:
    with working():
        arrived(cast.field_agent, session, SESSION)
        wait_until(lambda: recorded() == 1 and not Change.objects.exists())
        first = read_manifest(settings.LAKE)
        assert first is not None
        assert first.tables["sessions"]
        arrived(cast.field_agent, session, SESSION)
        wait_until(lambda: recorded() == 2 and not Change.objects.exists())
        second = read_manifest(settings.LAKE)
        assert second is not None
        assert second.generation > first.generation


def test_a_workbook_that_is_brought_is_checked_and_written(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [{"kind": "meeting", "held_on": "2026-02-01", "place": "CD6111"}])
    upload = SimpleUploadedFile("fiches.xlsx", content)
    brought = bring(By(cast.field_agent, "desk"), REGISTERS["session"], upload)
    with working():
        wait_until(lambda: Import.objects.filter(state="checked", new=1).exists())
        decide(By(cast.field_agent, "desk"), brought, all_or_nothing=True, reason="")
        wait_until(lambda: Import.objects.filter(state="done", new=1).exists())
    assert REGISTERS["session"].objects.count() == 1


def test_a_second_worker_waits_for_the_first(cast: Cast, session: FormVersion, tmp_path: Path) -> None:
    held = Event()
    with alone(tmp_path, held), working() as second:
        arrived(cast.field_agent, session, SESSION)
        time.sleep(0.3)
        assert recorded() == 0
        assert not second.stop.is_set()
    with working():
        wait_until(lambda: recorded() == 1)


def test_it_ends_while_it_waits(tmp_path: Path) -> None:
    with alone(tmp_path, Event()), working():
        time.sleep(0.1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a SQLite file has no server that goes away")
def test_it_survives_that_its_connection_is_cut(
    cast: Cast, session: FormVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AFTER_TROUBLE", 0.1)
    with working():
        arrived(cast.field_agent, session, SESSION)
        wait_until(lambda: recorded() == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        arrived(cast.field_agent, session, SESSION)
        wait_until(lambda: recorded() == 2)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL is shared by machines")
def test_a_worker_of_another_machine_waits_too(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [worker.ADVISORY])
    found: list[bool] = []

    def ask() -> None:
        found.append(Worker(Event()).is_the_one())
        connections.close_all()

    for _time in range(2):
        thread = Thread(target=ask)
        thread.start()
        thread.join()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    assert found == [False, True]


def test_it_keeps_to_the_rules_of_retention_once_a_day(cast: Cast) -> None:
    long_ago = datetime(2020, 1, 2, 8, tzinfo=UTC)
    person(By(cast.field_agent, "desk", long_ago), registered_on="2020-01-02")
    with working() as running:
        wait_until(lambda: Person.objects.filter(identity="pseudonymised").exists())
        wait_until(lambda: running.kept_to_rules_on == timezone.localdate())
