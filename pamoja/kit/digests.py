"""Digests of audit lines: BLAKE2b under the audit key, so that nobody makes them who has the database alone.

A line is told in two parts. Its fields say who did what, when, by which door, to what; its content is the reason and
the changes, which can be erased. `of_content` binds both and is made when the line is written. `of_line` binds the
fields, the digest of the content, and the line before; it needs no content, so that a chain outlives an erasure.
"""

import json
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from json.encoder import encode_basestring
from typing import Any

from django.conf import settings

FIRST = bytes(32)
"""What stands before the first line of the chain."""


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value


_decode = json.JSONDecoder(parse_float=_number).decode
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def read_changes(text: str) -> dict[str, Any]:
    """Return changes from their JSON, equal on every database: one keeps 1e16 as it is, the other as a whole number."""
    found: dict[str, Any] = _decode(text) if text != "{}" else {}
    return found


def plain_changes(changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return changes as they will be read again."""
    return read_changes(json.dumps(dict(changes))) if changes else {}


def moment_of(at: datetime) -> str:
    """Return a moment in UTC as `fields_of` takes it, with six digits after the second."""
    return at.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def fields_of(moment: str, person: str, door: str, verb: str, kind: str, subject: str) -> bytes:
    """Return the fields of a line as JSON; `person` is the hexadecimal of an id, "" for the server."""
    return f"[{','.join(map(encode_basestring, (moment, person, door, verb, kind, subject)))}]".encode()


def of_content(fields: bytes, reason: str, changes: Mapping[str, Any]) -> bytes:
    """Return the digest of a line's content, bound to its fields; `changes` as `read_changes` gives them."""
    told = f"[{encode_basestring(reason)},{_encode(changes) if changes else '{}'}]"
    return _keyed(b"content", fields + told.encode())


def of_line(previous: bytes, sequence: int, line: int, fields: bytes, content: bytes) -> bytes:
    """Return the digest of a line of the chain, from that of the line before and that of its own content."""
    return _keyed(b"line", previous + struct.pack(">qq", sequence, line) + content + fields)


def of_head(sequence: int, digest: bytes) -> bytes:
    """Return the mark of the chain's end, which keeps an earlier line from passing for the last."""
    return _keyed(b"head", struct.pack(">q", sequence) + digest)


def of_key() -> bytes:
    """Return what tells the audit key from another one without showing it."""
    return _keyed(b"key", b"")


def _keyed(purpose: bytes, message: bytes) -> bytes:
    return blake2b(message, digest_size=32, key=settings.AUDIT_KEY, person=purpose).digest()
