"""Whatever is done to sealed lines behind the back of the program is found, at the line where it was done."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from pamoja.kit import digests
from pamoja.kit.audit import erase, note
from pamoja.kit.by import By
from pamoja.kit.chain import head, seal_waiting, stored
from pamoja.kit.models import AuditHead, AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.verification import verify

pytestmark = pytest.mark.django_db

SERVER = By(None, "command")
TEN = 10


@pytest.fixture
def ten() -> list[AuditLine]:
    """Seal ten lines about ten records, and return them in order."""
    for number in range(TEN):
        note(SERVER, "correct", "dialogue", f"d{number}", reason=f"reason {number}", changes={"title": ["a", "b"]})
    assert seal_waiting() == TEN
    return list(AuditLine.objects.order_by("sequence"))


def of(line: AuditLine) -> "AuditLine.objects":  # type: ignore[name-defined]
    """Return the row of a line, as who has the database can write it."""
    return AuditLine.objects.filter(pk=line.pk)


def broken() -> tuple[str, int, int]:
    """Return code, number and id of the first fault."""
    problem = verify().broken
    assert problem is not None
    return problem.code, problem.data["sequence"], problem.data["line"]


def test_lines_are_numbered_in_order_and_verify(ten: list[AuditLine]) -> None:
    found = verify()
    assert found.broken is None
    assert (found.sealed, found.head) == head()
    assert found.sealed == TEN
    assert [line.sequence for line in ten] == list(range(1, TEN + 1))
    assert found.waiting == 0


def test_nothing_written_yet_verifies() -> None:
    assert seal_waiting() == 0
    assert verify().broken is None
    assert head()[0] == 0


def test_a_limit_seals_the_oldest_and_the_rest_waits() -> None:
    lines = [note(SERVER, "add", "place", number) for number in range(5)]
    assert seal_waiting(3) == 3
    assert list(AuditLine.objects.filter(sequence=None).values_list("pk", flat=True)) == [lines[3].pk, lines[4].pk]
    found = verify()
    assert (found.broken, found.sealed, found.waiting, found.waiting_since) == (None, 3, 2, SERVER.at)


ALTERATIONS: dict[str, tuple[dict[str, object], str]] = {
    "reason": ({"reason": "another"}, "audit.content_altered"),
    "no reason": ({"reason": ""}, "audit.content_altered"),
    "changes": ({"changes": {"title": ["a", "c"]}}, "audit.content_altered"),
    "verb": ({"verb": "enter"}, "audit.altered"),
    "person": ({"person": "00000000-0000-0000-0000-000000000001"}, "audit.altered"),
    "door": ({"door": "phone"}, "audit.altered"),
    "kind": ({"subject_kind": "session"}, "audit.altered"),
    "record": ({"subject_id": "d99"}, "audit.altered"),
    "moment": ({"at": timezone.now()}, "audit.altered"),
    "digest of the content": ({"content_digest": bytes(32)}, "audit.altered"),
    "digest": ({"digest": bytes(32)}, "audit.altered"),
    "erased": ({"reason": "", "changes": {}, "erased_by": 1}, "audit.erased_unsaid"),
    "erased by nothing": ({"reason": "", "changes": {}, "erased_by": 10**9}, "audit.erased_unsaid"),
    "unsealed": ({"sequence": None, "digest": None}, "audit.missing"),
    "moved": ({"sequence": 0}, "audit.altered"),
    "moved to the end": ({"sequence": 99}, "audit.missing"),
}


@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_altered_line_is_named(ten: list[AuditLine], name: str) -> None:
    change, code = ALTERATIONS[name]
    of(ten[5]).update(**change)
    at = 0 if name == "moved" else 6
    assert broken() == (code, at, 0 if code == "audit.missing" else ten[5].pk)


@pytest.mark.parametrize(("index", "sequence"), [(0, 1), (4, 5), (9, 10)], ids=["first", "middle", "last"])
def test_a_deleted_line_is_missed(ten: list[AuditLine], index: int, sequence: int) -> None:
    of(ten[index]).delete()
    assert broken() == ("audit.missing", sequence, 0)


def test_two_lines_that_changed_places_are_found(ten: list[AuditLine]) -> None:
    of(ten[3]).update(sequence=-4)
    of(ten[4]).update(sequence=4)
    of(ten[3]).update(sequence=5)
    assert broken() == ("audit.altered", 4, ten[4].pk)


def test_the_last_line_deleted_and_the_head_set_back_is_found(ten: list[AuditLine]) -> None:
    of(ten[9]).delete()
    AuditHead.objects.update(sequence=9, digest=ten[8].digest)
    assert broken() == ("audit.head_altered", 9, 0)


def test_a_head_that_was_deleted_is_found(ten: list[AuditLine]) -> None:
    AuditHead.objects.all().delete()
    assert broken() == ("audit.head_altered", 0, 0)


def test_a_chain_made_anew_without_the_key_is_found_where_it_begins(ten: list[AuditLine]) -> None:
    key = settings.AUDIT_KEY
    of(ten[6]).update(verb="enter")
    settings.AUDIT_KEY = bytes(32)
    try:
        previous = bytes(ten[5].digest or b"")
        for line in stored("sequence > %s ORDER BY sequence", [6]):
            previous = line.chained(previous, line.sequence or 0)
            AuditLine.objects.filter(pk=line.id).update(digest=previous)
        AuditHead.objects.update(digest=previous, mark=digests.of_head(TEN, previous))
    finally:
        settings.AUDIT_KEY = key
    assert broken() == ("audit.altered", 7, ten[6].pk)
    AuditHead.objects.update(mark=digests.of_head(TEN, previous))
    assert broken() == ("audit.altered", 7, ten[6].pk)


def test_a_line_slipped_in_is_found_in_the_middle_and_at_the_end(ten: list[AuditLine]) -> None:
    forged = {
        name: getattr(ten[5], name) for name in ("at", "door", "verb", "subject_kind", "content_digest", "digest")
    }
    slipped = AuditLine.objects.create(**forged, subject_id="d5", reason="", changes={}, sequence=11)
    assert broken() == ("audit.altered", 11, slipped.pk)
    AuditLine.objects.filter(sequence__gte=6, sequence__lte=10).update(sequence=-F("sequence"))
    AuditLine.objects.filter(pk=slipped.pk).update(sequence=6)
    AuditLine.objects.filter(sequence__lt=0).update(sequence=-F("sequence") + 1)
    assert broken() == ("audit.altered", 6, slipped.pk)


def test_a_line_slipped_in_before_the_sealer_came_is_found_before_and_after_it(ten: list[AuditLine]) -> None:
    slipped = AuditLine.objects.create(
        at=timezone.now(), door="desk", verb="erase", subject_kind="x", subject_id="y", content_digest=bytes(32)
    )
    assert broken() == ("audit.content_altered_waiting", 0, slipped.pk)
    seal_waiting()
    assert broken() == ("audit.content_altered", 11, slipped.pk)


def test_an_erased_line_verifies_before_and_after_the_erasing_line_is_sealed(ten: list[AuditLine]) -> None:
    erase(SERVER, "dialogue", "d5")
    assert verify().broken is None
    seal_waiting()
    assert verify().broken is None


def test_an_erasure_whose_line_is_gone_is_found(ten: list[AuditLine]) -> None:
    erase(SERVER, "dialogue", "d5")
    AuditLine.objects.filter(verb="erase").delete()
    assert broken() == ("audit.erased_unsaid", 6, ten[5].pk)


def test_another_line_is_no_excuse_for_an_erasure(ten: list[AuditLine]) -> None:
    """A genuine erasing line covers the lines that it names, no others."""
    erase(SERVER, "dialogue", "d5")
    telling = AuditLine.objects.get(verb="erase")
    of(ten[7]).update(reason="", changes={}, erased_by=telling.pk)
    assert broken() == ("audit.erased_unsaid", 8, ten[7].pk)
    AuditLine.objects.filter(pk=telling.pk).update(changes={"erased lines": [ten[5].pk, ten[7].pk]})
    assert broken() == ("audit.erased_unsaid", 6, ten[5].pk)


def test_an_erased_line_that_says_something_again_is_found(ten: list[AuditLine]) -> None:
    erase(SERVER, "dialogue", "d5")
    of(ten[5]).update(reason="something")
    assert broken() == ("audit.content_altered", 6, ten[5].pk)


PRINTED: dict[str, tuple[Callable[[list[AuditLine]], object], str]] = {
    "cut off": (lambda ten: AuditLine.objects.filter(sequence__gt=7).delete(), "audit.shorter_than_printed"),
    "made anew": (lambda ten: of(ten[2]).delete(), "audit.other_than_printed"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_head_finds_what_was_done_by_who_has_the_key_too(ten: list[AuditLine], name: str) -> None:
    sequence, digest = 8, bytes(ten[7].digest or b"").hex()
    assert verify((sequence, digest[:16])).broken is None
    act, code = PRINTED[name]
    act(ten)
    AuditLine.objects.update(sequence=None, digest=None)
    AuditHead.objects.all().delete()
    seal_waiting()
    assert verify().broken is None
    found = verify((sequence, digest)).broken
    assert isinstance(found, Problem)
    assert (found.code, found.data["sequence"]) == (code, 8)


def test_one_statement_seals_as_many_lines_as_are_asked_for() -> None:
    for number in range(1200):
        note(SERVER, "add", "place", number)
    assert seal_waiting(1000) == 1000
    assert seal_waiting() == 200
    assert verify().broken is None
    assert connection.in_atomic_block
