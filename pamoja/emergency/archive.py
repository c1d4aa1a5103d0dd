"""The archive of a closed area: a stream of entries, sealed as a whole under a key that leaves the server.

Each entry is a line of JSON; that of a file is followed by its bytes. The last line tells how many there were.
"""

import base64
import json
import secrets
import uuid
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from pamoja.emergency.area import Area
from pamoja.emergency.reach import Reach, chunks
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.rows import as_json, columns
from pamoja.kit.sealed_files import PIECE, read_sealed_under, sync_folder, write_sealed_under
from pamoja.kit.stored_files import stored_path

FOLDER = "closed"
GROUP = 4


def new_key() -> bytes:
    """Return a new key of 32 bytes."""
    return secrets.token_bytes(32)


def key_as_text(key: bytes) -> str:
    """Return a key as groups of letters and figures that can be read out and typed."""
    text = base64.b32encode(key).decode().rstrip("=")
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def key_from_text(text: str) -> bytes:
    """Return the key that was typed; raise Problem("closure.wrong_key") when it cannot be one."""
    letters = "".join(text.split()).replace("-", "").upper()
    try:
        key = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise Problem("closure.wrong_key") from error
    if len(key) != 32:
        raise Problem("closure.wrong_key")
    return key


def mark_of(key: bytes) -> bytes:
    """Return what tells a key from another without telling the key."""
    return sha256(b"pamoja/closure" + key).digest()


def path_of(closure: uuid.UUID) -> Path:
    """Return where the archive of a closure lies."""
    return Path(settings.HOME, FOLDER, f"{closure.hex}.sealed")


def write_archive(closure: uuid.UUID, key: bytes, area: Area, reach: Reach, reason: str) -> None:
    """Write everything reached into the archive, durably, and read it back whole before this returns."""
    path = path_of(closure)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = sha256()

    def hashed() -> Iterator[bytes]:
        for piece in _entries(area, reach, reason):
            digest.update(piece)
            yield piece

    write_sealed_under(path, hashed(), closure, key)
    sync_folder(path.parent)
    again = sha256()
    for piece in read_sealed_under(path, key):
        again.update(piece)
    if again.digest() != digest.digest():
        path.unlink()
        raise Problem("closure.archive_broken")


def read_archive(closure: uuid.UUID, key: bytes) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    """Yield each entry of an archive with the bytes that follow it, which must be read before the next one.

    Raises Problem("closure.archive_broken") when the archive is gone, cut or altered.
    """
    try:
        stream = _Stream(read_sealed_under(path_of(closure), key))
        count = 0
        while True:
            entry = json.loads(stream.line())
            if entry["entry"] == "end":
                if entry["count"] != count:
                    raise Problem("closure.archive_broken")
                return
            count += 1
            left = stream.exactly(entry["size"]) if entry["entry"] == "file" else iter(())
            yield entry, left
            for _rest in left:
                pass
    except (FileNotFoundError, ValueError) as error:
        raise Problem("closure.archive_broken") from error


def _entries(area: Area, reach: Reach, reason: str) -> Iterator[bytes]:
    count = 0
    for entry in _told(area, reach, reason):
        yield _line(entry)
        count += 1
    for stored_as in sorted(reach.files):
        path = stored_path(stored_as)
        if path.exists():
            yield _line({"entry": "file", "path": stored_as, "size": path.stat().st_size})
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece
            count += 1
    yield _line({"entry": "end", "count": count})


def _told(area: Area, reach: Reach, reason: str) -> Iterator[dict[str, Any]]:
    yield {"entry": "area", "code": area.code, "label": area.label, "paths": list(area.paths), "reason": reason}
    for model, ids in sorted(reach.rows.items(), key=lambda item: item[0]._meta.label_lower):
        fields = columns(model)
        for chunk in chunks(ids):
            rows = model._base_manager.filter(pk__in=chunk).order_by("pk")
            for row in rows.values_list(*(one.attname for one in fields)):
                named = {str(one.column): as_json(value) for one, value in zip(fields, row, strict=True)}
                yield {"entry": "row", "table": model._meta.label_lower, "row": named}
    for model, ties in reach.changed.items():
        for pk, before in ties.items():
            plain = {name: as_json(value) for name, value in before.items()}
            yield {"entry": "changed", "table": model._meta.label_lower, "pk": as_json(pk), "before": plain}
    for chunk in chunks(reach.told):
        for line, said, changes in AuditLine.objects.filter(pk__in=chunk).values_list("pk", "reason", "changes"):
            yield {"entry": "told", "line": line, "reason": said, "changes": changes}


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class _Stream:
    """Reads lines and counted bytes from pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._waiting = pieces, bytearray()

    def line(self) -> bytes:
        """Return the bytes up to the next end of line."""
        searched = 0
        while (end := self._waiting.find(b"\n", searched)) < 0:
            searched = len(self._waiting)
            self._more()
        found = bytes(self._waiting[:end])
        del self._waiting[: end + 1]
        return found

    def exactly(self, size: int) -> Iterator[bytes]:
        """Yield the next `size` bytes."""
        while size:
            if not self._waiting:
                self._more()
            piece = bytes(self._waiting[:size])
            del self._waiting[: len(piece)]
            size -= len(piece)
            yield piece

    def _more(self) -> None:
        try:
            self._waiting += next(self._pieces)
        except StopIteration as error:
            raise ValueError("the archive ends too soon") from error
