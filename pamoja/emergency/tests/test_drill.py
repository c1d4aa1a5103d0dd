"""The drill: an area is closed, its words are nowhere, and it comes back whole."""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamoja.accounts.actions import add_device
from pamoja.accounts.devices import person_by_key
from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.config.backup.tables import lines, tables
from pamoja.dialogue.models import Commitment, DialogueProcess
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.emergency.cleaning import clean_unfinished
from pamoja.emergency.closing import close_area
from pamoja.emergency.models import Closure
from pamoja.emergency.reopening import reopen
from pamoja.indicators import figures
from pamoja.intake.actions import process_again
from pamoja.intake.models import Attachment, FormVersion, Submission
from pamoja.intake.processing import process as make_record
from pamoja.intake.publishing import publish_forms
from pamoja.intake.tests.filling import SESSION, arrived
from pamoja.kit.by import By
from pamoja.kit.chain import seal_waiting
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import write_sealed
from pamoja.kit.stored_files import read_stored
from pamoja.kit.verification import verify
from pamoja.lake.refresh import refresh
from pamoja.places.models import Place, PlaceAlias
from pamoja.records.actions import enter, stored_answers
from pamoja.records.models import RecordWords
from pamoja.records.searching import asked, saying
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

AREA, ELSEWHERE = "CD6111-bwisha-jomba", "CD5405"
PLANTED = "zebramoja"
"""A word that stands in everything planted in the area, and nowhere else."""
pytestmark = pytest.mark.django_db(transaction=True)


class Village:
    """Holds what was planted in the area: records, submissions, files, a place with an alias, a person with a phone."""

    def __init__(self, cast: Cast) -> None:
        writer = by(cast.partner_me)
        self.place = Place(code=f"{AREA}-zz", name=f"{PLANTED} village", level=5, kind="village", parent_id=AREA)
        self.place.save()
        PlaceAlias.objects.create(place=self.place, name=f"{PLANTED} alias")
        self.agent = User(login=f"{PLANTED}@cast.invalid", function=f"{PLANTED} agent", role="field_agent")
        self.agent.organisation_id = "upendo"
        self.agent.set_unusable_password()
        self.agent.save()
        self.agent.places.set([AREA])
        _device, self.key = add_device(By(None, "command"), self.agent, f"{PLANTED} phone")
        self.dialogue = process(writer, title=f"{PLANTED} dialogue", place=self.place.pk, sensitivity="restricted")
        answers = stored_answers(REGISTERS["dialogue"], self.dialogue) | {"title": f"{PLANTED} corrected"}
        enter(REGISTERS["dialogue"], answers, writer, record=self.dialogue, reason=f"{PLANTED} reason")
        self.promise = commitment(writer, self.dialogue, words=f"{PLANTED} promise", place=ELSEWHERE)
        word(writer, self.promise, "verification", "going", "2026-03-01", words=f"{PLANTED} word", gathered="visit")
        self.kept = process(writer, title="dialogue ailleurs", place=ELSEWHERE, parent=str(self.dialogue.pk))
        publish_forms(By(None, "command"))
        self.form = FormVersion.objects.get(form_id="session", current=True)
        told = SESSION | {"place": self.place.pk, "facilitators": f"{PLANTED} facilitators"}
        self.recorded = arrived(self.agent, self.form, told)
        _attach(self.recorded, PLANTED)
        make_record(self.recorded)
        self.waiting = arrived(self.agent, self.form, told | {"held_on": "never"})
        make_record(self.waiting)
        refresh()


def _attach(submission: Submission, content: str) -> None:
    stored_as = f"zz/{uuid.uuid4().hex}.sealed"
    path = Path(settings.MEDIA_ROOT, stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_sealed(path, [content.encode()], "upendo")
    Attachment.objects.create(
        submission_instance=submission.instance_id, name=f"{content}.pdf", media_type="application/pdf",
        size=len(content), sha256=hashlib.sha256(content.encode()).hexdigest(), stored_as=stored_as,
        received_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def village(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Village]:
    """Plant a village in a home of its own."""
    settings.HOME = tmp_path
    forget()
    yield Village(cast)
    forget()


def dump() -> bytes:
    """Return every row of every table as text."""
    return b"".join(line for model in tables() for line in lines(model))


def files(home: Path) -> dict[Path, bytes]:
    """Return the content of every file of the home, and of the database when it is a file."""
    found = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        found |= {path: path.read_bytes() for path in name.parent.glob(f"{name.name}*")}
    return found


def test_after_closing_its_words_are_nowhere_and_after_reopening_everywhere(
    cast: Cast, village: Village, tmp_path: Path, client: Client
) -> None:
    before = dump()
    assert PLANTED.encode() in before
    closure, key = close_area(by(cast.coordinator), AREA, f"{PLANTED} advances")
    assert PLANTED.encode() not in dump()
    seal_waiting()
    assert verify().broken is None
    holding = [path for path, content in files(tmp_path).items() if PLANTED.encode() in content]
    assert holding == []
    assert closure.records == {"dialogue": 1, "session": 1, "commitment": 1, "followup": 1}
    assert not Place.objects.filter(path__startswith=village.place.parent.path).exists()
    assert person_by_key(village.key) is None
    village.kept.refresh_from_db()
    assert village.kept.parent_id is None
    client.force_login(cast.partner_me)
    for name in ("home", "figures", "inbox", "places", "forms"):
        assert PLANTED.encode() not in client.get(reverse(name)).content
    reopen(by(cast.administrator), closure, key)
    village.kept.refresh_from_db()
    assert village.kept.parent_id == village.dialogue.pk
    assert _without_access(before) == _without_access(dump())
    seal_waiting()
    assert verify().broken is None
    piece = Attachment.objects.get(submission_instance=village.recorded.instance_id)
    assert b"".join(_read(piece)) == PLANTED.encode()


def test_its_words_are_not_found_while_it_is_closed(cast: Cast, village: Village) -> None:
    closure, key = close_area(by(cast.coordinator), AREA, "avance")
    assert _found() == (0, [])
    reopen(by(cast.coordinator), closure, key)
    assert _found() == (4, [village.promise.pk])


def _found() -> tuple[int, list[uuid.UUID]]:
    """Return how many rows hold the planted word for the search, and the commitments that it finds."""
    rows = RecordWords.objects.filter(text__contains=PLANTED).count()
    condition = saying(REGISTERS["commitment"], User.objects.get(login="partner.me@cast.invalid"), asked(PLANTED))
    return rows, list(Commitment.objects.filter(condition).values_list("pk", flat=True))


def _read(piece: Attachment) -> Iterator[bytes]:
    return read_stored(piece.stored_as)


def _without_access(rows: bytes) -> set[bytes]:
    """Return the rows that a closing and reopening leave as they were: not those of people, devices and the closing."""
    changed = (b'"is_active"', b'"revoked_at"', b'"key_mark"', b'"door"', b'"mark"', b'"wrapped"')
    return {line for line in rows.splitlines() if not any(mark in line for mark in changed)}


def test_figures_leave_it_out_and_those_of_the_area_stay(cast: Cast, village: Village) -> None:
    today = timezone.localdate()
    period = figures.since_start(today)
    assert figures.cell("participants", period).numerator == 15
    closure, _key = close_area(by(cast.coordinator), AREA, "avance")
    assert not figures.cell("participants", period).numerator
    kept = {(code, key): numerator for code, _version, key, numerator, _d, _m in closure.aggregates}
    assert kept["participants", period.key] == 15


def test_only_those_who_may_close_do_and_a_wrong_key_changes_nothing(cast: Cast, village: Village) -> None:
    for person in (cast.partner_me, cast.field_agent, cast.state, cast.donor):
        with pytest.raises(Problem) as caught:
            close_area(by(person), AREA, "avance")
        assert caught.value.code == "rights.refused"
    closure, key = close_area(by(cast.protection), AREA, "avance")
    wrong = key[:-1] + ("A" if key[-1] != "A" else "Q")
    for attempt in ("", "nonsense", wrong):
        with pytest.raises(Problem) as caught:
            reopen(by(cast.coordinator), closure, attempt)
        assert caught.value.code == "closure.wrong_key"
    assert not DialogueProcess.objects.filter(pk=village.dialogue.pk).exists()
    reopen(by(cast.coordinator), closure, key.lower())
    with pytest.raises(Problem) as caught:
        reopen(by(cast.coordinator), closure, key)
    assert caught.value.code == "closure.not_closed"


@pytest.mark.parametrize(("code", "problem"), [("CD9999", "closure.unknown"), (AREA, "record.reason_missing")])
def test_an_unknown_area_and_a_missing_reason_are_refused(cast: Cast, code: str, problem: str) -> None:
    with pytest.raises(Problem) as caught:
        close_area(by(cast.coordinator), code, "" if code == AREA else "avance")
    assert caught.value.code == problem


def test_an_archive_that_was_altered_brings_nothing_back(cast: Cast, village: Village, tmp_path: Path) -> None:
    closure, key = close_area(by(cast.coordinator), AREA, "avance")
    path = next((tmp_path / "closed").iterdir())
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Problem):
        reopen(by(cast.coordinator), closure, key)
    assert Closure.objects.get().reopened_at is None
    assert not Commitment.objects.exists()


def test_a_closing_that_was_cut_off_is_finished_later(cast: Cast, village: Village, tmp_path: Path) -> None:
    closure, _key = close_area(by(cast.coordinator), AREA, "avance")
    left = tmp_path / "media" / "zz" / "left.sealed"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"left")
    Closure.objects.update(leftovers=["zz/left.sealed"])
    assert clean_unfinished() == 1
    assert not left.exists()
    assert clean_unfinished() == 0
    assert closure.pk


def test_a_person_of_the_area_is_suspended_and_comes_back_suspended(cast: Cast, village: Village) -> None:
    closure, key = close_area(by(cast.coordinator), AREA, "avance")
    person = User.objects.get(pk=village.agent.pk)
    assert (person.is_active, person.function, person.login) == (False, "", f"closed-{person.pk.hex}")
    assert User.objects.get(pk=cast.field_agent.pk).is_active
    reopen(by(cast.coordinator), closure, key)
    person.refresh_from_db()
    assert (person.is_active, person.login) == (False, f"{PLANTED}@cast.invalid")
    assert [place.pk for place in person.places.all()] == [AREA]


def test_a_submission_that_waits_again_becomes_a_record_after_reopening(cast: Cast, village: Village) -> None:
    closure, key = close_area(by(cast.coordinator), AREA, "avance")
    assert not Submission.objects.filter(pk=village.waiting.pk).exists()
    reopen(by(cast.coordinator), closure, key)
    assert process_again(by(cast.partner_me), Submission.objects.get(pk=village.waiting.pk)).state == "problem"


def test_the_command_closes_and_reopens(cast: Cast, village: Village, tmp_path: Path, capsys: Any) -> None:
    key = tmp_path.parent / f"{tmp_path.name}.key"
    call_command("zone", "close", AREA, "--reason", "avance", "--key-file", str(key))
    closure = Closure.objects.get()
    assert key.stat().st_mode & 0o077 == 0
    call_command("zone", "reopen", str(closure.pk), "--key-file", str(key))
    assert DialogueProcess.objects.filter(pk=village.dialogue.pk).exists()
    call_command("zone", "list")
    assert str(closure.pk) in capsys.readouterr().out
