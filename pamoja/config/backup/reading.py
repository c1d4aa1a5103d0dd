"""Restoring a backup into an instance, on either database."""

import json
import os
import shutil
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from pamoja.config.backup.content import (
    FORMAT,
    PIECE,
    Content,
    content_of_instance,
    master_marks,
    other_marks,
    schema,
    table_path,
)
from pamoja.config.backup.tables import tables
from pamoja.kit.keyring import forget
from pamoja.kit.problems import Problem
from pamoja.kit.rows import Model, insert_rows, row_of


def restore_backup(file: Path, *, replace: bool) -> Content:
    """Fill the migrated instance with the rows, sealed files and, when the archive has them, keys of `file`.

    All or nothing: the rows are read back and compared with the archive's hash before they count. Raises
    Problem("backup.unreadable"), "backup.not_empty" (unless `replace`), "backup.other_version", "backup.other_key" and
    "backup.altered".
    """
    try:
        with ZipFile(file) as archive:
            return _restore(archive, replace)
    except (BadZipFile, KeyError, ValueError, OSError, ValidationError, DatabaseError) as error:
        raise Problem("backup.unreadable", file=file.name, reason=error) from error


def _restore(archive: ZipFile, replace: bool) -> Content:
    manifest = json.loads(archive.read("manifest.json"))
    _check(archive, manifest, replace)
    media = Path(settings.MEDIA_ROOT)
    fresh = media.with_name(f"{media.name}.restored")
    shutil.rmtree(fresh, ignore_errors=True)
    _extract(archive, "media/", fresh)
    with transaction.atomic():
        if replace:
            _empty()
        for model in tables():
            with archive.open(table_path(model._meta.label_lower)) as stream:
                _fill(model, stream)
        connection.check_constraints()
        _set_sequences()
        content = content_of_instance(fresh)
        if content.hash != manifest["hash"]:
            raise Problem("backup.altered", file=archive.filename)
        _swap(media, fresh)
    _extract(archive, "keys/", Path(settings.KEYS))
    forget()
    shutil.rmtree(settings.LAKE, ignore_errors=True)
    return content


def _check(archive: ZipFile, manifest: dict[str, Any], replace: bool) -> None:
    if manifest["format"] != FORMAT or manifest["schema"] != schema():
        raise Problem("backup.other_version")
    if not replace and any(model._base_manager.exists() for model in tables()):
        raise Problem("backup.not_empty")
    brings_keys = any(name.startswith("keys/") for name in archive.namelist())
    if not _has_keys(manifest) and not brings_keys:
        raise Problem("backup.other_key")


def _has_keys(manifest: dict[str, Any]) -> bool:
    """Tell whether the keys of this instance are those that the archive was written with; older archives name fewer."""
    others = all(manifest.get(name, mark) == mark for name, mark in other_marks().items())
    return manifest["key"] in master_marks() and others


def _empty() -> None:
    signed_in = ("usersessions_usersession", "django_session")
    made_anew = ("records_change", "records_recordwords", "records_wordsedition")
    every = [*(model._meta.db_table for model in tables()), *made_anew, *signed_in]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), every, reset_sequences=True))


def _fill(model: Model, stream: Any) -> None:
    insert_rows(model, (row_of(model, json.loads(line)) for line in stream))


def _set_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _extract(archive: ZipFile, prefix: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in archive.namelist():
        if not name.startswith(prefix):
            continue
        target = (folder / name.removeprefix(prefix)).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise ValueError(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with archive.open(name) as source, _private(target) as copy:
            shutil.copyfileobj(source, copy, PIECE)
            copy.flush()
            os.fsync(copy.fileno())


def _private(target: Path) -> BinaryIO:
    target.unlink(missing_ok=True)
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _swap(media: Path, fresh: Path) -> None:
    """Put the restored files in the place of the present ones, which stay beside them until the next restore."""
    old = media.with_name(f"{media.name}.before-restore")
    shutil.rmtree(old, ignore_errors=True)
    if media.exists():
        media.rename(old)
    fresh.rename(media)
