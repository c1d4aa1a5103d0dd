"""Files of people, at rest in the media folder: sealed while they stream in, and read again."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from pamoja.formats.media_types import ENOUGH, sniff
from pamoja.kit.keyring import key_called
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import key_of_file, read_sealed, sync_folder, write_sealed


@dataclass(frozen=True)
class Content:
    """Hold what is known of the bytes of a file: how many, their SHA-256 in hexadecimal, their type by content."""

    size: int
    sha256: str
    media_type: str


def stored_name(name: str) -> str:
    """Return under which path of the media folder the sealed file `name` (32 hexadecimal digits) lies."""
    return f"{name[:2]}/{name}.sealed"


def stored_path(stored_as: str) -> Path:
    """Return where the sealed bytes of a file lie."""
    return Path(settings.MEDIA_ROOT) / stored_as


def read_stored(stored_as: str) -> Iterator[bytes]:
    """Return the plain bytes of a file, a piece at a time; the first one is opened at once.

    Raises Problem("file.gone") when it is not there, and as `read_sealed` does.
    """
    try:
        return read_sealed(stored_path(stored_as))
    except FileNotFoundError as error:
        raise Problem("file.gone") from error


def owner_of_stored(stored_as: str) -> str:
    """Return for which organisation a file is sealed; "" for the instance, and for a file older than data keys."""
    name = key_of_file(stored_path(stored_as))
    key = key_called(name) if name else None
    return key.owner if key else ""


def write_stored(stored_as: str, chunks: Iterable[bytes], owner: str) -> Content:
    """Write a file into the media folder sealed for an organisation, durably with its name; return what is known of it.

    Raises what `seal_in` does.
    """
    path = stored_path(stored_as)
    make_folder(path.parent)
    content = seal_in(path, chunks, owner)
    sync_folder(path.parent)
    return content


def make_folder(folder: Path) -> None:
    """Make a folder of sealed files, durably, unless it is there."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(folder.parent)


def seal_in(path: Path, chunks: Iterable[bytes], owner: str) -> Content:
    """Write chunks sealed for an organisation into the new file `path`, and return what is known of them.

    Raises Problem("file.too_large") beyond MAX_FILE_BYTES, and Problem("seal.key_lost"); nothing is left then.
    """
    digest, beginning, size = hashlib.sha256(), bytearray(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            if size > settings.MAX_FILE_BYTES:
                raise too_large()
            digest.update(chunk)
            if len(beginning) < ENOUGH:
                beginning.extend(chunk[:ENOUGH])
            yield chunk

    write_sealed(path, counted(), owner)
    return Content(size, digest.hexdigest(), sniff(bytes(beginning[:ENOUGH])))


def too_large(**data: str) -> Problem:
    """Return the problem of a file that is larger than files may be."""
    return Problem("file.too_large", megabytes=settings.MAX_FILE_BYTES // 1_000_000, **data)
