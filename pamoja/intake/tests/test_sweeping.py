"""Sealed files that belong to nothing are removed once they are old, and no others."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from pamoja.intake.files import receive
from pamoja.intake.models import Attachment
from pamoja.intake.sweeping import FOLDERS, OLD, sweep_orphans, sweep_unfinished
from pamoja.kit.stored_files import stored_name, stored_path, write_stored
from pamoja.records.models import Evidence, Picture

pytestmark = pytest.mark.django_db
LAST_WEEK = time.time() - 7 * 24 * 3600


def stored(number: int, at: float = LAST_WEEK) -> str:
    """Return a sealed file of a folder, written at a moment."""
    stored_as = stored_name(f"5a{number:030x}")
    write_stored(stored_as, [b"bytes"], "")
    os.utime(stored_path(stored_as), (at, at))
    return stored_as


def evidence_of(stored_as: str) -> Evidence:
    """Return a piece of evidence that names a file."""
    return Evidence.objects.create(
        register="session",
        record="00000000-0000-4000-8000-000000000000",
        question="minutes",
        size=5,
        stored_as=stored_as,
        added_at=datetime.now(UTC),
    )


def attachment_of(stored_as: str) -> Attachment:
    """Return a file of a submission that names a file."""
    return Attachment.objects.create(
        submission_instance="uuid:1", name="a", size=5, stored_as=stored_as, received_at=datetime.now(UTC)
    )


def left() -> set[str]:
    """Return the files that are left in the folder."""
    return {f"5a/{path.name}" for path in Path(settings.MEDIA_ROOT, "5a").iterdir()}


def test_files_that_rows_name_stay_and_their_copies_too() -> None:
    names = [stored(number) for number in range(8)]
    piece, attachment = evidence_of(names[0]), attachment_of(names[1])
    Picture.objects.create(original=names[0], large_as=names[2], small_as=names[3])
    Picture.objects.create(original=names[1], large_as=names[4], small_as=names[5])
    assert sweep_orphans(0x5A) == 2
    assert left() == set(names[:6])
    piece.delete()
    assert sweep_orphans(0x5A + FOLDERS) == 3
    assert left() == {names[1], names[4], names[5]}
    attachment.delete()
    assert sweep_orphans(0x5A) == 3
    assert left() == set()


def test_a_young_file_stays_because_its_row_may_not_be_written_yet() -> None:
    young = stored(1, time.time() - OLD + 60)
    stored(2, time.time() - OLD - 60)
    assert sweep_orphans(0x5A) == 1
    assert left() == {young}


def test_only_one_folder_is_looked_at() -> None:
    name = stored(1)
    assert sweep_orphans(0x5B) == 0
    assert left() == {name}


def test_files_that_never_finished_are_removed() -> None:
    (old, young) = (receive("a.jpg", [b"bytes"], "").path for _number in range(2))
    os.utime(old, (LAST_WEEK, LAST_WEEK))
    assert sweep_unfinished() == 1
    assert (old.exists(), young.exists()) == (False, True)
