"""Files come with the form, after it, or before it within a post; each is kept once, sealed."""

from itertools import permutations
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from pamoja.intake.models import Attachment, Rejected, Submission
from pamoja.kit.keyring import unseal
from pamoja.kit.stored_files import read_stored, stored_path
from pamoja.openrosa import submission
from pamoja.openrosa.tests.posting import Phone, form_part, instance, photo
from pamoja.records.models import Picture
from pamoja.records.tests.files import PDF
from pamoja.records.tests.files import photo as picture

pytestmark = pytest.mark.django_db(transaction=True)

XML = instance("uuid:with-files")
FIRST, SECOND = photo("1.jpg", b"first" * 30_000), photo("2.jpg", b"second" * 30_000)


def kept() -> dict[str, bytes]:
    """Return the kept files by name, and check that nothing else lies in the media folder."""
    rows = list(Attachment.objects.filter(submission_instance="uuid:with-files"))
    on_disk = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert on_disk == {stored_path(row.stored_as) for row in rows}
    return {row.name: b"".join(read_stored(row.stored_as)) for row in rows}


@pytest.mark.parametrize(
    "parts", list(permutations([form_part(XML), FIRST, SECOND])), ids=lambda parts: " ".join(part[0] for part in parts)
)
def test_files_of_one_post_in_any_order(phone: Phone, parts: tuple[tuple[str, str, str, bytes], ...]) -> None:
    assert phone.send(*parts).status == 201
    assert kept() == {"1.jpg": FIRST[3], "2.jpg": SECOND[3]}
    assert Submission.objects.count() == 1


def test_files_over_several_posts(phone: Phone) -> None:
    form = form_part(XML)
    assert [phone.send(*parts).status for parts in ([form, FIRST], [SECOND, form], [form, FIRST])] == [201] * 3
    assert kept() == {"1.jpg": FIRST[3], "2.jpg": SECOND[3]}
    assert Submission.objects.count() == 1
    assert not Rejected.objects.exists()


def test_nothing_of_a_file_is_readable_on_the_disk(phone: Phone) -> None:
    phone.send(form_part(XML), FIRST)
    assert b"first" not in stored_path(Attachment.objects.get().stored_as).read_bytes()


def test_a_row_says_what_the_file_is(phone: Phone) -> None:
    phone.send(form_part(XML), FIRST)
    row = Attachment.objects.get()
    assert (row.size, row.media_type, row.evidence) == (150_000, "application/octet-stream", None)


def test_what_a_file_is_is_told_by_its_bytes(phone: Phone) -> None:
    sent = ("lettre.jpg", "lettre.jpg", "text/html", PDF), ("p.html", "p.html", "text/html", picture())
    assert phone.send(form_part(XML), *sent).status == 201
    told = dict(Attachment.objects.values_list("name", "media_type"))
    assert told == {"lettre.jpg": "application/pdf", "p.html": "image/jpeg"}
    waiting = Attachment.objects.get(name="p.html")
    assert [(one.original, one.state) for one in Picture.objects.all()] == [(waiting.stored_as, "waiting")]


def test_a_file_that_is_too_large_is_refused_and_nothing_is_left(phone: Phone) -> None:
    with override_settings(MAX_FILE_BYTES=100_000):
        assert phone.send(FIRST, form_part(XML)).status == 413
    assert Rejected.objects.get().code == "file.too_large"
    assert list(Path(settings.MEDIA_ROOT).iterdir()) == []
    assert not Submission.objects.exists()


def test_the_files_of_a_submission_have_a_limit_together(phone: Phone) -> None:
    with override_settings(MAX_RECORD_BYTES=200_000):
        assert phone.send(form_part(XML), FIRST).status == 201
        assert phone.send(form_part(XML), FIRST).status == 201
        assert phone.send(form_part(XML), SECOND).status == 413
    assert Rejected.objects.get().code == "file.no_room"
    assert kept() == {"1.jpg": FIRST[3]}


def test_another_file_of_the_same_name_is_kept_apart(phone: Phone) -> None:
    other = photo("1.jpg", b"other" * 100_000)
    assert [phone.send(form_part(XML), file).status for file in (FIRST, other, FIRST)] == [201] * 3
    assert kept() == {"1.jpg": FIRST[3]}
    apart = Rejected.objects.get()
    assert apart.code == "intake.other_file"
    assert other[3].startswith(unseal("rejected", apart.sealed))


def test_files_of_a_refused_form_are_removed(phone: Phone) -> None:
    assert phone.send(FIRST, form_part(instance(form="groceries"))).status == 404
    assert list(Path(settings.MEDIA_ROOT).iterdir()) == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("sent", "name"), [("../../etc/passwd", "passwd"), ("a\x00b.jpg", "ab.jpg"), ("\u202egpj.exe", "gpj.exe")]
)
def test_a_name_is_never_a_path(phone: Phone, sent: str, name: str) -> None:
    assert phone.send(form_part(XML), photo(sent, b"bytes")).status == 201
    assert kept() == {name: b"bytes"}


def test_phones_on_slow_networks_leave_room_for_others(phone: Phone) -> None:
    held = [submission._large.acquire(blocking=False) for _number in range(submission.LARGE_AT_ONCE)]
    try:
        large = phone.send(form_part(XML), FIRST)
        assert phone.submit(XML).status == 201
    finally:
        for _one in held:
            submission._large.release()
    assert (large.status, large.headers["Retry-After"]) == (503, "30")
    assert phone.send(form_part(XML), FIRST).status == 201
    assert list(kept()) == ["1.jpg"]


def test_fields_that_are_not_files_are_passed_over(phone: Phone) -> None:
    assert phone.send(("*isIncomplete*", "", "text/plain", b"yes"), form_part(XML)).status == 201
    assert not Attachment.objects.exists()
