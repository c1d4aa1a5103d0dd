"""Writing a backup: one consistent look at the database, then the sealed files, in one archive."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from pamoja.config.backup.content import (
    FORMAT,
    Content,
    master_marks,
    media_files,
    other_marks,
    pieces_of,
    schema,
    table_path,
)
from pamoja.config.backup.tables import lines, tables
from pamoja.kit.keys import key_files

OWNER_ONLY = 0o600


def write_backup(file: Path, *, with_keys: bool) -> Content:
    """Write the instance to the new archive `file` and return what it holds; phones and pages go on working meanwhile.

    Raises FileExistsError when there is such a file. Nothing is left when the writing fails.
    """
    if file.exists():
        raise FileExistsError(file)
    draft = file.with_name(f"{file.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as stream:
        try:
            with ZipFile(stream, "w") as archive:
                content = _write(archive, with_keys)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            draft.unlink()
            raise
    draft.rename(file)
    return content


def _write(archive: ZipFile, with_keys: bool) -> Content:
    content = Content()
    with one_look():
        for model in tables():
            path = table_path(model._meta.label_lower)
            _add(archive, path, content.count(path, lines(model), rows=True), ZIP_DEFLATED)
        manifest = {"format": FORMAT, "made_at": timezone.now().isoformat(), "schema": schema(), **_marks()}
    for path, source in media_files(Path(settings.MEDIA_ROOT)).items():
        _add(archive, path, content.count(path, pieces_of(source), rows=False), ZIP_STORED)
    for key in key_files(Path(settings.KEYS)) if with_keys else []:
        _add(archive, f"keys/{key.name}", pieces_of(key), ZIP_STORED)
    manifest |= {"hash": content.hash, "parts": content.as_dict()}
    _add(archive, "manifest.json", [json.dumps(manifest, indent=1).encode()], ZIP_DEFLATED)
    return content


def _marks() -> dict[str, str]:
    """Return the marks of the keys that the archive needs to be read."""
    return {"key": next(iter(master_marks()), ""), **other_marks()}


def _add(archive: ZipFile, path: str, pieces: Iterable[bytes], compression: int) -> None:
    entry = ZipInfo(path)
    entry.compress_type = compression
    entry.external_attr = OWNER_ONLY << 16
    with archive.open(entry, "w", force_zip64=True) as target:
        for piece in pieces:
            target.write(piece)


@contextmanager
def one_look() -> Iterator[None]:
    """See the database as it is at one moment, without keeping others from writing.

    On SQLite the transaction is begun by hand: Django's own begins with the lock for writing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
