"""Files that come with submissions: sealed while they stream in, kept under their submission's id and their name."""

import hashlib
import re
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from pamoja.intake.models import Attachment
from pamoja.kit.sealed_files import read_sealed, sync_folder, write_sealed

NAME_LIMIT = 200
UNFINISHED = ".part"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,49}/[a-z0-9!#$&^_.+-]{1,50}")


@dataclass(frozen=True)
class Incoming:
    """Hold a file that lies sealed and durable in the media folder, but belongs to nothing yet."""

    name: str
    media_type: str
    path: Path
    size: int
    sha256: str


def clean_name(name: str) -> str:
    """Return the last part of a file name, without what cannot be shown; "file" when nothing is left."""
    last = re.split(r"[/\\]", _CONTROL.sub("", name))[-1].strip()
    stem, dot, ending = last.rpartition(".")
    if len(last) > NAME_LIMIT:
        last = stem[: NAME_LIMIT - len(ending) - 1] + dot + ending if dot and len(ending) < 10 else last[:NAME_LIMIT]
    return "file" if last in ("", ".", "..") else last


def receive(name: str, media_type: str, chunks: Iterable[bytes], owner: str) -> Incoming:
    """Write a file into the media folder as it streams in, sealed for the organisation of its sender."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{uuid.uuid4().hex}{UNFINISHED}"
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for chunk in chunks:
            digest.update(chunk)
            yield chunk

    size = write_sealed(path, hashed(), owner)
    known_type = media_type if _MEDIA_TYPE.fullmatch(media_type) else "application/octet-stream"
    return Incoming(clean_name(name), known_type, path, size, digest.hexdigest())


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


def keep(instance_id: str, file: Incoming, at: datetime) -> bool:
    """Keep a file under its submission and its name, unless one is kept there; tell whether another one is."""
    stored_as = f"{file.path.name[:2]}/{file.path.stem}.sealed"
    path = stored_path(stored_as)
    new_folder = not path.parent.exists()
    path.parent.mkdir(exist_ok=True, mode=0o700)
    file.path.rename(path)
    sync_folder(path.parent)
    if new_folder:
        sync_folder(path.parent.parent)
    kept, created = Attachment.objects.get_or_create(
        submission_instance=instance_id,
        name=file.name,
        defaults={
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "stored_as": stored_as,
            "received_at": at,
        },
    )
    if created:
        return False
    if kept.sha256 == file.sha256:
        path.unlink()
        return False
    path.rename(file.path)
    return True


def stored_path(stored_as: str) -> Path:
    """Return where the sealed bytes of an attachment or a piece of evidence lie."""
    return Path(settings.MEDIA_ROOT) / stored_as


def read_stored(stored_as: str) -> Iterator[bytes]:
    """Yield the plain bytes of an attachment or a piece of evidence."""
    return read_sealed(stored_path(stored_as))


def sweep_unfinished(older_than: float = 24 * 3600) -> int:
    """Remove files that never finished streaming in, for instance because the server was killed; return how many."""
    count = 0
    for path in Path(settings.MEDIA_ROOT).glob(f"*{UNFINISHED}"):
        if time.time() - path.stat().st_mtime > older_than:
            path.unlink(missing_ok=True)
            count += 1
    return count
