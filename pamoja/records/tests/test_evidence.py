"""Files of records: told by their content, bounded, replaced by corrections, with copies to look at."""

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings

from pamoja.dialogue.models import FollowUp
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.kit.audit import history
from pamoja.kit.keyring import forget
from pamoja.kit.keys import MASTER
from pamoja.kit.problems import Problems
from pamoja.kit.stored_files import owner_of_stored, read_stored, stored_path
from pamoja.records.actions import enter, stored_answers
from pamoja.records.evidence import is_open, read
from pamoja.records.models import Evidence, Picture
from pamoja.records.pictures import make_copies, make_copies_of, pictures_of, try_closed_again
from pamoja.records.tests.files import MAKER, PAGE, PDF, photo, upload
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.keys import other_master

pytestmark = pytest.mark.django_db
FOLLOWUPS = REGISTERS["followup"]


@pytest.fixture
def said(cast: Cast) -> FollowUp:
    """Return a verification, to which files may be added."""
    author = by(cast.partner_me)
    about = commitment(author, process(author))
    return word(author, about, "verification", "kept", "2026-07-10", receiver_answer="accepts")


def corrected(cast: Cast, said: FollowUp, **files: Any) -> FollowUp:
    """Correct a word so that these files answer its questions."""
    answers = stored_answers(FOLLOWUPS, said) | files
    found: FollowUp = enter(FOLLOWUPS, answers, by(cast.partner_me), record=said, reason="pièce jointe")
    return found


def kept(cast: Cast, said: FollowUp, content: bytes, name: str = "photo.jpg") -> Evidence:
    """Return a file that was added to a word."""
    corrected(cast, said, document=upload(content, name))
    return Evidence.objects.get(record=said.pk, replaced_at=None)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(photo(), "image/jpeg"), (PDF, "application/pdf"), (PAGE, "application/octet-stream")],
    ids=["photograph", "document", "page"],
)
def test_the_type_is_told_by_the_content(cast: Cast, said: FollowUp, content: bytes, media_type: str) -> None:
    piece = kept(cast, said, content, "../../a\u202egpj.jpg")
    assert (piece.media_type, piece.name) == (media_type, "agpj.jpg")
    assert b"".join(read(piece)) == content
    assert (piece.size, piece.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def codes(cast: Cast, said: FollowUp, content: bytes) -> list[tuple[str, object]]:
    """Return why a file cannot be added to a word: problems and where they are; nothing is kept."""
    before = Evidence.objects.count()
    with pytest.raises(Problems) as caught:
        corrected(cast, said, document=upload(content))
    assert Evidence.objects.count() == before
    return [(problem.code, problem.data["where"]) for problem in caught.value.problems]


def test_a_file_has_a_limit_and_is_not_empty(cast: Cast, said: FollowUp) -> None:
    with override_settings(MAX_FILE_BYTES=1000):
        assert codes(cast, said, PDF + b" " * 1000) == [("file.too_large", "document")]
    assert codes(cast, said, b"") == [("file.empty", "document")]


def test_the_files_of_a_record_have_a_limit_together(cast: Cast, said: FollowUp) -> None:
    kept(cast, said, PDF)
    with override_settings(MAX_RECORD_BYTES=2 * len(PDF)):
        kept(cast, said, PDF)
        assert codes(cast, said, PDF) == [("file.no_room", "document")]


def test_a_correction_replaces_a_file_and_its_history_names_both(cast: Cast, said: FollowUp) -> None:
    first = kept(cast, said, photo())
    second = kept(cast, said, PDF, "lettre.pdf")
    corrected(cast, said)
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert Evidence.objects.get(record=said.pk, replaced_at=None) == second
    changes = [line.changes["document"] for line in history("followup", said.pk) if "document" in line.changes]
    assert changes == [[[], [str(first.pk)]], [[str(first.pk)], [str(second.pk)]]]


def test_a_photograph_gets_copies_and_stays_as_it_came(cast: Cast, said: FollowUp) -> None:
    piece = kept(cast, said, photo())
    original = stored_path(piece.stored_as).read_bytes()
    assert [make_copies(), make_copies()] == [1, 0]
    picture = pictures_of([piece.stored_as])[piece.stored_as]
    assert (picture.state, picture.width, picture.height) == ("made", 64, 48)
    for stored_as in (picture.large_as, picture.small_as):
        copy = b"".join(read_stored(stored_as))
        assert copy[8:12] == b"WEBP"
        assert MAKER not in copy
        assert PAGE not in copy
        assert copy not in stored_path(stored_as).read_bytes()
    assert stored_path(piece.stored_as).read_bytes() == original


@pytest.mark.parametrize("lost", [False, True])
def test_a_picture_that_cannot_be_read_is_tried_once(cast: Cast, said: FollowUp, lost: bool) -> None:
    piece = kept(cast, said, photo()[:200])
    if lost:
        stored_path(piece.stored_as).unlink()
    assert [make_copies(), make_copies()] == [1, 0]
    assert Picture.objects.get().state == "unreadable"


def test_copies_are_sealed_for_the_owner_and_wait_for_a_key_that_is_lost(
    cast: Cast, said: FollowUp, keys: Path
) -> None:
    piece = kept(cast, said, photo())
    present = other_master(keys)
    assert [make_copies(), make_copies(), Picture.objects.get().state] == [1, 0, "closed"]
    (keys / MASTER).write_bytes(present)
    forget()
    assert [make_copies(), try_closed_again(), make_copies()] == [0, 1, 1]
    picture = Picture.objects.get()
    assert {owner_of_stored(name) for name in (piece.stored_as, picture.large_as, picture.small_as)} == {"upendo"}


def test_of_a_picture_that_is_erased_meanwhile_no_copy_is_left(cast: Cast, said: FollowUp) -> None:
    piece = kept(cast, said, photo())
    picture = Picture.objects.get()
    Picture.objects.all().delete()
    before = set(Path(settings.MEDIA_ROOT).rglob("*.sealed"))
    make_copies_of(picture)
    assert set(Path(settings.MEDIA_ROOT).rglob("*.sealed")) == before
    assert stored_path(piece.stored_as) in before


def test_documents_wait_for_no_copies(cast: Cast, said: FollowUp) -> None:
    kept(cast, said, PDF)
    assert not Picture.objects.exists()


def test_who_may_have_a_file_as_it_came(cast: Cast) -> None:
    originals = {name for name, person in cast.everybody().items() if is_open(person, "image/jpeg")}
    assert originals == {"partner_me", "consortium_me", "protection", "stranger"}
    assert all(is_open(person, "application/pdf") for person in cast.everybody().values())
    for media_type in ("video/mp4", "audio/amr", "application/octet-stream"):
        assert originals == {name for name, person in cast.everybody().items() if is_open(person, media_type)}


def test_files_of_before_are_told_anew_by_their_content(cast: Cast, said: FollowUp) -> None:
    pieces = [kept(cast, said, content) for content in (photo(), PDF, PAGE)]
    lost = kept(cast, said, photo())
    stored_path(lost.stored_as).unlink()
    Evidence.objects.update(media_type="text/html")
    Picture.objects.all().delete()
    import_module("pamoja.intake.migrations.0004_types_by_content").name_types(apps, None)
    told = dict(Evidence.objects.values_list("pk", "media_type"))
    assert [told[piece.pk] for piece in [*pieces, lost]] == [
        "image/jpeg", "application/pdf", "application/octet-stream", "application/octet-stream",
    ]  # fmt: skip
    assert [picture.original for picture in Picture.objects.all()] == [pieces[0].stored_as]


def test_nothing_of_a_file_lies_in_plain_on_the_disk(cast: Cast, said: FollowUp) -> None:
    kept(cast, said, photo())
    make_copies()
    for path in Path(settings.MEDIA_ROOT).rglob("*.sealed"):
        assert MAKER not in path.read_bytes()
