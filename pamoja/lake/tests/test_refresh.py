"""The lake follows the database: what changed is made again, nothing is lost, nobody reads a half."""

import shutil
import threading
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from pamoja.dialogue.models import Commitment, DialogueProcess
from pamoja.engine.compile import Query
from pamoja.kit.by import By
from pamoja.lake import changes, writing
from pamoja.lake.geography import merged
from pamoja.lake.manifest import Manifest, read_manifest
from pamoja.lake.refresh import rebuild, refresh
from pamoja.lake.tests import entries
from pamoja.lake.tests.test_columns import rows
from pamoja.lake.verify import verify
from pamoja.lake.warehouse import warehouse
from pamoja.places.actions import load_table
from pamoja.records.models import Change


@pytest.fixture
def process(base: None) -> DialogueProcess:
    """Enter a process and fill the lake."""
    found = entries.dialogue()
    refresh()
    return found


def partitions(table: str) -> dict[str, int]:
    """Return the partitions of a table with their numbers of rows."""
    return {month: file.rows for month, file in manifest().tables.get(table, {}).items()}


def manifest() -> Manifest:
    """Return the manifest of the lake."""
    found = read_manifest(settings.LAKE)
    assert found is not None
    return found


def same() -> bool:
    """Tell whether the lake says what the database says."""
    return all(table.same for table in verify())


def test_the_first_refresh_fills_the_lake_and_empties_the_outbox(base: None) -> None:
    entries.commitment(entries.dialogue())
    done = refresh()
    assert (done.changes, done.anew) == (2, True)
    assert not Change.objects.exists()
    assert same()


def test_only_the_partitions_of_changed_records_are_written_again(process: DialogueProcess) -> None:
    entries.session(process, held_on="2026-02-03")
    entries.session(process, held_on="2026-03-03")
    refresh()
    before = manifest()
    entries.session(process, held_on="2026-03-20")
    done = refresh()
    after = manifest()
    assert (done.changes, done.anew) == (1, False)
    assert partitions("sessions") == {"2026-02": 1, "2026-03": 2}
    changed = {
        (table, month)
        for table, files in after.tables.items()
        for month, file in files.items()
        if before.tables.get(table, {}).get(month) != file
    }
    assert changed == {("sessions", "2026-03"), ("attendance", "2026-03")}
    assert after.watermark > before.watermark
    assert same()


def test_a_refresh_without_changes_writes_nothing(process: DialogueProcess) -> None:
    before = manifest()
    assert refresh().changes == 0
    assert manifest() == before


def test_a_record_that_moves_to_another_month_leaves_the_old_one(process: DialogueProcess) -> None:
    held = entries.session(process, held_on="2026-02-03")
    refresh()
    entries.correct(held, held_on="2026-04-01")
    refresh()
    assert partitions("sessions") == {"2026-04": 1}
    assert partitions("attendance") == {"2026-04": 2}
    assert same()


def test_a_record_taken_away_leaves_the_lake(process: DialogueProcess) -> None:
    promise = entries.commitment(process)
    refresh()
    Commitment.objects.filter(pk=promise.pk).delete()
    Change.objects.create(register="commitment", record=promise.pk)
    refresh()
    assert (partitions("commitments"), partitions("commitment_spans")) == ({}, {})


def test_a_word_makes_the_states_of_its_commitment_again(process: DialogueProcess) -> None:
    promise = entries.commitment(process)
    refresh()
    entries.word(promise, said_on="2026-06-10")
    refresh()
    found = sorted((row["start"], row["end"], row["state"], row["declared"]) for row in rows("commitment_spans"))
    assert found == [
        (date(2026, 2, 3), date(2026, 6, 10), "todo", None),
        (date(2026, 6, 10), None, "kept", "kept"),
    ]


def test_a_word_moved_to_another_commitment_leaves_the_first(process: DialogueProcess) -> None:
    first, second = entries.commitment(process), entries.commitment(process, words="Payer les agents.")
    said = entries.word(first)
    refresh()
    entries.correct(said, commitment=str(second.pk))
    refresh()
    kept = {row["commitment"] for row in rows("commitment_spans") if row["state"] == "kept"}
    assert kept == {second.pk}
    assert same()


def test_a_new_pillar_of_a_process_reaches_its_sessions_and_that_of_a_commitment_its_words(
    process: DialogueProcess,
) -> None:
    entries.session(process)
    promise = entries.commitment(process)
    entries.word(promise)
    refresh()
    entries.correct(process, pillar="ISSSS-4")
    entries.correct(promise, pillar="ISSSS-3")
    refresh()
    assert {row["pillar"] for row in [*rows("sessions"), *rows("attendance")]} == {"ISSSS-4"}
    assert {row["pillar"] for row in [*rows("followups"), *rows("commitment_spans")]} == {"ISSSS-3"}
    assert same()


def test_exactly_the_rows_that_were_read_leave_the_outbox(process: DialogueProcess) -> None:
    entries.session(process)
    read = changes.read_outbox()
    later = entries.session(process)
    changes.clear_outbox(read)
    assert list(Change.objects.values_list("record", flat=True)) == [later.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_transaction_that_is_still_open_is_taken_the_next_time(base: None) -> None:
    process = entries.dialogue()
    refresh()
    written, refreshed = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            entries.session(process)
            written.set()
            refreshed.wait(20)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(20)
    entries.commitment(process)
    assert refresh().changes == 1
    refreshed.set()
    writer.join()
    assert partitions("sessions") == {}
    assert refresh().changes == 1
    assert partitions("sessions") == {"2026-02": 1}
    assert same()


def test_a_crash_before_the_outbox_is_emptied_repeats_work_and_loses_none(process: DialogueProcess) -> None:
    held = entries.session(process)
    refresh()
    Change.objects.create(register="session", record=held.pk)
    refresh()
    assert partitions("sessions") == {"2026-02": 1}
    assert same()


def test_a_reader_sees_the_state_before_or_after_and_never_a_half(process: DialogueProcess) -> None:
    before = manifest()
    entries.session(process)
    refresh()
    for file in (file for files in before.tables.values() for file in files.values()):
        assert writing.read_file(settings.LAKE, file).num_rows == file.rows
    assert not list(settings.LAKE.rglob("*.part"))


def test_files_of_earlier_states_are_deleted_when_nobody_wants_them(
    process: DialogueProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries.session(process)
    refresh()
    monkeypatch.setattr(writing, "KEEP_RETIRED", -1.0)
    for _ in range(3):
        entries.session(process)
        refresh()
    assert len(list((settings.LAKE / "sessions").iterdir())) == 1


def test_a_rebuild_repairs_what_was_damaged(process: DialogueProcess) -> None:
    for file in (settings.LAKE / "dialogues").iterdir():
        file.unlink()
    (settings.LAKE / "dialogues" / "2020-01.7.parquet").write_bytes(b"half")
    assert not same()
    rebuild()
    assert same()
    assert len(list((settings.LAKE / "dialogues").iterdir())) == 1


def test_a_refresh_finds_a_file_gone_and_makes_everything_again(process: DialogueProcess) -> None:
    for file in (settings.LAKE / "dialogues").iterdir():
        file.unlink()
    entries.session(process)
    assert refresh().anew is True
    assert same()


def test_new_places_are_taken_without_making_everything_again(process: DialogueProcess) -> None:
    table = b"code,name,level,kind,parent,source\nCD6111-bwisha-x,X,4,groupement,CD6111-bwisha,essai\n"
    load_table("places", table, "lieux.csv", By(None, "command"))
    assert refresh().anew is False
    assert "CD6111-bwisha-x" in warehouse().paths
    assert same()


def test_a_place_that_lies_elsewhere_now_makes_everything_again(process: DialogueProcess) -> None:
    table = b"code,name,level,kind,parent,source\nCD6111-bwisha-jomba,Jomba,4,groupement,CD6111-bwito,essai\n"
    load_table("places", table, "lieux.csv", By(None, "command"))
    assert refresh().anew is True
    assert {row["chefferie"] for row in rows("dialogues")} == {"CD6111-bwito"}


def test_the_zones_are_expanded_to_every_place_below(process: DialogueProcess) -> None:
    found = {(row["zone"], row["place"]) for row in rows("zone_places")}
    assert ("volcans", "CD6111-bwisha") in found
    assert ("volcans", entries.JOMBA) in found
    assert ("volcans", "CD6111") not in found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(1, 3), (5, 7)], [(1, 3), (5, 7)]),
        ([(1, 3), (3, 7)], [(1, 7)]),
        ([(1, 9), (3, 5)], [(1, 9)]),
        ([(4, None), (1, 5)], [(1, None)]),
        ([(1, None), (2, 3)], [(1, None)]),
    ],
)
def test_a_place_lies_in_a_zone_once(
    given: list[tuple[int, int | None]], expected: list[tuple[int, int | None]]
) -> None:
    def days(intervals: list[tuple[int, int | None]]) -> list[tuple[date, date | None]]:
        return [(date(2026, 1, one), date(2026, 1, end) if end else None) for one, end in intervals]

    assert merged(days(given)) == days(expected)


def test_verify_exits_with_1_when_the_lake_differs(
    process: DialogueProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("lake", "verify")
    entries.correct(process, level="chefferie")
    with pytest.raises(SystemExit) as left:
        call_command("lake", "verify")
    assert left.value.code == 1
    assert "dialogues" in capsys.readouterr().out
    call_command("lake", "refresh")
    call_command("lake", "verify")


def test_the_warehouse_forgets_a_lake_that_was_emptied(process: DialogueProcess) -> None:
    assert warehouse().first_days["dialogues"] == date(2026, 1, 12)
    DialogueProcess.objects.all().delete()
    shutil.rmtree(settings.LAKE)
    assert warehouse().first_days["dialogues"] is None
    assert warehouse().rows(Query("SELECT count(*) FROM dialogues", [])) == [(0,)]


def test_the_warehouse_follows_file_by_file(process: DialogueProcess) -> None:
    before = warehouse().watermark
    entries.session(process)
    assert warehouse().watermark == before
    refresh()
    found = warehouse()
    assert found.watermark > before
    assert found.versions["sessions"] == found.watermark
    assert found.versions["dialogues"] == before
    assert found.first_days["sessions"] == date(2026, 2, 3)
