"""What a backup holds, told by one hash: equal content has an equal hash, whatever the database it lies in."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pamoja.config.backup.tables import MADE_BY_DJANGO, lines, tables
from pamoja.kit.digests import of_key
from pamoja.kit.keys import master_keys
from pamoja.kit.seal import digest_under, keyed_digest

FORMAT = 1
PIECE = 1 << 20


@dataclass(frozen=True)
class Part:
    """Hold one table or file of a backup: how many rows or bytes, and the SHA-256 of its bytes in hexadecimal."""

    size: int
    sha256: str


@dataclass
class Content:
    """Collect the parts of a backup by their path in the archive (`tables/places.place.jsonl`, `media/ab/...`)."""

    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """Return the SHA-256 over all parts in order of path, in hexadecimal."""
        digest = hashlib.sha256()
        for path, part in sorted(self.parts.items()):
            digest.update(f"{path} {part.size} {part.sha256}\n".encode())
        return digest.hexdigest()

    def count(self, path: str, pieces: Iterable[bytes], *, rows: bool) -> Iterator[bytes]:
        """Yield the pieces on and add the part when they end; `rows` counts pieces instead of bytes."""
        digest, size = hashlib.sha256(), 0
        for piece in pieces:
            digest.update(piece)
            size += 1 if rows else len(piece)
            yield piece
        self.parts[path] = Part(size, digest.hexdigest())

    def as_dict(self) -> dict[str, list[object]]:
        """Return the parts as JSON can hold them."""
        return {path: [part.size, part.sha256] for path, part in sorted(self.parts.items())}


def content_of_instance(media: Path) -> Content:
    """Return the content of the database and of a media folder; reads every row and every file, writes nothing."""
    content = Content()
    for model in tables():
        for _line in content.count(table_path(model._meta.label_lower), lines(model), rows=True):
            pass
    for name, path in media_files(media).items():
        for _piece in content.count(name, pieces_of(path), rows=False):
            pass
    return content


def table_path(label: str) -> str:
    """Return where a table lies in the archive."""
    return f"tables/{label}.jsonl"


def media_files(folder: Path) -> Mapping[str, Path]:
    """Return the sealed files of a media folder by their path in the archive; unfinished ones are left out."""
    found = (path for path in folder.rglob("*.sealed") if path.is_file())
    return {f"media/{path.relative_to(folder).as_posix()}": path for path in sorted(found)}


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, at most a MiB at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def schema() -> list[str]:
    """Return the names of the applied migrations that shape the tables of a backup."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app not in MADE_BY_DJANGO)


def master_marks() -> list[str]:
    """Return marks by which an instance knows its master keys without telling them, that of the present one first."""
    marks = (digest_under(key.secret, "backup", "master key") for key in master_keys(Path(settings.KEYS)))
    return [mark.hex()[:16] for mark in marks]


def other_marks() -> dict[str, str]:
    """Return marks by which an instance knows its keys of digests and of the audit trail without telling them."""
    return {"digest": keyed_digest("backup", "digest key").hex()[:16], "audit": of_key().hex()[:16]}
