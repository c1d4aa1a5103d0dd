"""Everything that an instance keeps, as bytes: files, rows, a backup unpacked; and what its keys open of it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from pamoja.config.backup.writing import write_backup
from pamoja.kit.keyring import HEAD, VERSION, DataKey, read_ring
from pamoja.kit.sealed_files import read_sealed

NONCE = 12
SOME = 4096
"""Bytes that are opened after a nonce: a piece of a page of the database is enough to find a name in."""

Named = Iterator[tuple[str, bytes]]


def files() -> Named:
    """Yield every file of the home, the media folder and the lake."""
    for folder in (Path(settings.HOME), Path(settings.MEDIA_ROOT), Path(settings.LAKE)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path), path.read_bytes()


def parquet() -> Named:
    """Yield every file of the lake unpacked, and the columns that it names."""
    for path in sorted(Path(settings.LAKE).rglob("*.parquet")):
        yield f"{path} unpacked", str(pq.read_table(path).to_pydict()).encode()


def rows() -> Named:
    """Yield every table of the database as text as it lies there, whether Django knows the table or not."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    yield table, raw


def backup(folder: Path) -> Named:
    """Yield every part of a backup made with the keys, unpacked."""
    file = folder / "backup.zip"
    write_backup(file, with_keys=True)
    with ZipFile(file) as archive:
        for name in archive.namelist():
            yield f"backup {name}", archive.read(name)
    file.unlink()


def kept(folder: Path) -> Named:
    """Yield everything that lies anywhere."""
    yield from files()
    yield from parquet()
    yield from rows()
    yield from backup(folder)


def opened() -> Named:
    """Yield what the keys of the instance open: every sealed value of every table, and every sealed file."""
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, models.BinaryField):
                for value in model._base_manager.values_list(column.name, flat=True):
                    yield from unsealed(f"{model._meta.label}.{column.name}", bytes(value or b""))
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*.sealed")):
        yield str(path), unpacked(b"".join(read_sealed(path)))


def unpacked(content: bytes) -> bytes:
    """Return what a workbook holds, and other bytes as they are."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def opened_in_files() -> Named:
    """Yield what the keys open of everything that looks sealed in any file, deleted rows in free pages too."""
    for where, content in files():
        yield from unsealed(where, content)


def unsealed(where: str, content: bytes) -> Named:
    """Yield what stands sealed in some bytes, opened without asking for what or whether it is whole."""
    for key in read_ring().keys.values():
        mark = VERSION + key.id.bytes
        at = content.find(mark)
        while at >= 0:
            yield f"{where} at {at}, opened", _open(key, content[at : at + HEAD + NONCE + SOME])
            at = content.find(mark, at + 1)


def _open(key: DataKey, sealed: bytes) -> bytes:
    """Return what GCM would, by its counter alone: the tag is not looked at."""
    counter = sealed[HEAD : HEAD + NONCE] + (2).to_bytes(4, "big")
    return Cipher(algorithms.AES(key.secret), modes.CTR(counter)).decryptor().update(sealed[HEAD + NONCE :])
