"""Files that come with submissions: sealed while they stream in, kept under their submission's id and their name."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from pamoja.formats.file_names import clean_name
from pamoja.intake.models import Attachment, Submission, SubmissionState
from pamoja.kit.sealed_files import read_sealed, sync_folder
from pamoja.kit.stored_files import Content, make_folder, seal_in, stored_name, stored_path
from pamoja.records.evidence import no_room
from pamoja.records.pictures import await_copies

UNFINISHED = ".part"


@dataclass(frozen=True)
class Incoming:
    """Hold a file that lies sealed and durable in the media folder, but belongs to nothing yet."""

    name: str
    path: Path
    content: Content


def receive(name: str, chunks: Iterable[bytes], owner: str) -> Incoming:
    """Write a file into the media folder as it streams in, sealed for the organisation of its sender.

    Raises Problem("file.too_large") and Problem("seal.key_lost").
    """
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{uuid.uuid4().hex}{UNFINISHED}"
    return Incoming(clean_name(name), path, seal_in(path, chunks, owner))


def read_beginning(file: Incoming, limit: int) -> bytes:
    """Return at most the first `limit` bytes of a file that was received, or a little more."""
    read = bytearray()
    for piece in read_sealed(file.path):
        read += piece
        if len(read) >= limit:
            break
    return bytes(read)


def discard(files: Iterable[Incoming]) -> None:
    """Remove files that belong to nothing."""
    for file in files:
        file.path.unlink(missing_ok=True)


def check_room(instance_id: str, files: Sequence[Incoming]) -> None:
    """Raise Problem("file.no_room") when files are more than may be kept of a submission, with those that it has."""
    if not files:
        return
    known = Attachment.objects.filter(submission_instance=instance_id)
    kept = known.aggregate(all=Sum("size"))["all"] or 0
    names = set(known.values_list("name", flat=True))
    if kept + sum(file.content.size for file in files if file.name not in names) > settings.MAX_RECORD_BYTES:
        raise no_room()


def keep(instance_id: str, file: Incoming, at: datetime) -> bool:
    """Keep a file under its submission and its name, unless one is kept there; tell whether another one is.

    Of a submission that was erased, nothing is kept.
    """
    if Submission.objects.filter(instance_id=instance_id, state=SubmissionState.ERASED).exists():
        discard([file])
        return False
    stored_as = stored_name(file.path.stem)
    path = stored_path(stored_as)
    make_folder(path.parent)
    file.path.rename(path)
    sync_folder(path.parent)
    with transaction.atomic():
        kept, created = Attachment.objects.get_or_create(
            submission_instance=instance_id,
            name=file.name,
            defaults={
                "media_type": file.content.media_type,
                "size": file.content.size,
                "sha256": file.content.sha256,
                "stored_as": stored_as,
                "received_at": at,
            },
        )
        if created:
            await_copies(stored_as, file.content.media_type)
            return False
    if kept.sha256 == file.content.sha256:
        path.unlink()
        return False
    path.rename(file.path)
    return True
