"""What an audit line holds, and how its content is erased and put back."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import uuid4

import pytest

from pamoja.kit.audit import ERASED, content_digest, erase, erase_lines, history, note, restore_content, seen
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.verification import verify

pytestmark = pytest.mark.django_db

SERVER = By(None, "command")


def test_a_line_says_who_what_when_by_which_door_and_to_what() -> None:
    person = SimpleNamespace(pk=uuid4())
    at = datetime(2026, 9, 11, 14, 5, tzinfo=timezone(timedelta(hours=2)))
    note(By(person, "phone", at), "correct", "dialogue", "d1", reason="typing", changes={"title": ["a", "b"]})
    line = AuditLine.objects.get()
    assert (line.person, line.door, line.at) == (person.pk, "phone", datetime(2026, 9, 11, 12, 5, tzinfo=UTC))
    assert (line.verb, line.subject_kind, line.subject_id) == ("correct", "dialogue", "d1")
    assert (line.reason, line.changes) == ("typing", {"title": ["a", "b"]})


@pytest.mark.parametrize(
    "changes",
    [
        {"latitude": [None, -0.8]},
        {"b": 1.0, "a": 1e16, "c": -0.0, "d": 1e-7, "e": 0.1 + 0.2},
        {"words": ['“Le chef” \\ " rouvre', "é\u2028😀"]},
        {2: {"deep": [{"z": 1, "a": True}]}},
        {},
    ],
    ids=["float", "odd floats", "odd text", "depth", "nothing"],
)
def test_what_the_database_gives_back_has_the_digest_of_what_was_written(changes: dict[str, object]) -> None:
    note(SERVER, "change", "place", "CD61", reason="«ndiyo»\n'", changes=changes)
    line = AuditLine.objects.get()
    assert content_digest(line, line.reason, line.changes) == bytes(line.content_digest)
    assert verify().broken is None


def test_the_same_content_on_two_records_has_two_digests() -> None:
    first, second = (note(SERVER, "correct", "person", one, reason="name of a witness") for one in ("a", "b"))
    assert first.content_digest != second.content_digest


def test_a_reading_that_is_watched_leaves_its_line() -> None:
    seen(SERVER, "view", "case", "c1", reason="asked by the judge")
    assert [(line.verb, line.reason) for line in history("case", "c1")] == [("view", "asked by the judge")]


def test_erasing_blanks_the_lines_of_one_subject_and_says_so() -> None:
    enter = note(SERVER, "enter", "person", "p1")
    correct = note(SERVER, "correct", "person", "p1", reason="Furaha said so", changes={"age": ["20", "21"]})
    other = note(SERVER, "correct", "person", "p2", reason="kept")
    assert erase(SERVER, "person", "p1") == 1
    lines = {line.pk: line for line in AuditLine.objects.all()}
    telling = max(lines)
    assert (lines[correct.pk].reason, lines[correct.pk].changes) == ("", {})
    assert lines[correct.pk].erased_by == telling
    assert (lines[telling].verb, lines[telling].changes) == ("erase", {ERASED: [correct.pk]})
    assert lines[enter.pk].erased_by is None
    assert lines[other.pk].reason == "kept"


def test_erasing_twice_leaves_what_the_first_one_said() -> None:
    first = note(SERVER, "correct", "person", "p1", reason="one")
    erase(SERVER, "person", "p1")
    second = note(SERVER, "correct", "person", "p1", reason="two")
    assert erase(SERVER, "person", "p1", verb="close") == 1
    said = [line.changes[ERASED] for line in history("person", "p1") if ERASED in line.changes]
    assert said == [[first.pk], [second.pk]]
    assert verify().broken is None


def test_a_line_that_says_what_was_erased_is_never_erased() -> None:
    first = note(SERVER, "correct", "person", "p1", reason="one")
    erase(SERVER, "person", "p1")
    second = note(SERVER, "correct", "person", "p2", reason="two")
    every = list(AuditLine.objects.values_list("pk", flat=True))
    assert erase_lines(SERVER, every, "close", "closure", "c1") == 1
    assert [line.changes[ERASED] for line in AuditLine.objects.all() if line.changes] == [[first.pk], [second.pk]]
    assert verify().broken is None


def test_content_is_put_back_only_as_it_was() -> None:
    line = note(SERVER, "correct", "person", "p1", reason="one", changes={"age": ["20", 21.0]})
    erase(SERVER, "person", "p1")
    with pytest.raises(Problem) as caught:
        restore_content(line.pk, "another", {"age": ["20", 21.0]})
    assert caught.value.code == "audit.other_content"
    assert AuditLine.objects.get(pk=line.pk).reason == ""
    restore_content(line.pk, "one", {"age": ["20", 21.0]})
    line.refresh_from_db()
    assert (line.reason, line.changes, line.erased_by) == ("one", {"age": ["20", 21]}, None)
    assert verify().broken is None
