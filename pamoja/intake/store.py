"""Storing what arrived, sealed and durable, before anything is made of it."""

import hashlib
import json
import os
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

import psycopg
from django.db import connection
from django.db.utils import OperationalError

from pamoja.intake.models import SubmissionState
from pamoja.intake.writer import GroupWriter, Table
from pamoja.kit.keyring import seal_for

Stored = Literal["new", "known", "other"]
"""What became of it: stored now, stored before, or its id stored before with other bytes."""

TABLE = Table(
    "intake_submission",
    (
        "id", "instance_id", "form_id", "version", "received_at", "person_id", "device", "sha256", "size", "sealed",
        "state", "problems", "register",
    ),
    unique="instance_id",
    shown="sha256",
)  # fmt: skip
NOTHING_KEPT = bytes(32)
"""The digest of an erased submission: whatever comes again under its identity is known, and not kept."""
INSERT = TABLE.insert(1).replace("?", "%s")
KNOWN = "SELECT sha256 FROM intake_submission WHERE instance_id = %s"


@dataclass(frozen=True)
class Arrival:
    """Hold one submission at the door: who sent it, of which organisation, from which device; what it is; its bytes."""

    instance_id: str
    form_id: str
    version: str
    person: uuid.UUID
    organisation: str
    device: uuid.UUID | None
    at: datetime
    data: bytes


def store(arrival: Arrival) -> Stored:
    """Store a submission durably unless its instance id is known; it is on the disk when this returns.

    Raises TimeoutError when that is not known, and DatabaseError or sqlite3.Error when it was not stored; sending it
    again is always safe. Raises Problem("seal.key_lost").
    """
    digest = hashlib.sha256(arrival.data).digest()
    if connection.vendor == "sqlite":
        kept = _writer(str(connection.settings_dict["NAME"])).put(_sqlite_row(arrival, digest))
    else:
        kept = _insert(_postgresql_row(arrival, digest))
    if kept is None:
        return "new"
    return "known" if bytes(kept) in (digest, NOTHING_KEPT) else "other"


def time_ordered_id() -> uuid.UUID:
    """Return a new UUID of version 7 (RFC 9562), so that new rows stand together in the index."""
    number = int.from_bytes(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10), "big")
    return uuid.UUID(int=number & ~(0xF000 << 64) & ~(0xC000 << 48) | (7 << 76) | (2 << 62))


@cache
def _writer(path: str) -> GroupWriter:
    return GroupWriter(path, TABLE)


def _sqlite_row(arrival: Arrival, digest: bytes) -> tuple[Any, ...]:
    """Return the values of TABLE as Django keeps them in SQLite."""
    return (
        time_ordered_id().hex,
        arrival.instance_id,
        arrival.form_id,
        arrival.version,
        arrival.at.replace(tzinfo=None).isoformat(" "),
        arrival.person.hex,
        arrival.device.hex if arrival.device else None,
        digest,
        len(arrival.data),
        seal_for(arrival.organisation, "intake", arrival.data),
        SubmissionState.RECEIVED.value,
        json.dumps([]),
        "",
    )


def _postgresql_row(arrival: Arrival, digest: bytes) -> tuple[Any, ...]:
    return (
        time_ordered_id(),
        arrival.instance_id,
        arrival.form_id,
        arrival.version,
        arrival.at,
        arrival.person,
        arrival.device,
        digest,
        len(arrival.data),
        seal_for(arrival.organisation, "intake", arrival.data),
        SubmissionState.RECEIVED.value,
        json.dumps([]),
        "",
    )


def _insert(row: tuple[Any, ...]) -> bytes | None:
    """Write a row on the thread's own connection; PostgreSQL itself commits those of several threads together.

    A connection that the server closed meanwhile is opened once more: it does no harm when the insert is sent twice.
    """
    try:
        return _insert_once(row)
    except OperationalError:
        connection.close()
    return _insert_once(row)


def _insert_once(row: tuple[Any, ...]) -> bytes | None:
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        if cursor.execute(INSERT, row).rowcount:
            return None
        found = cursor.execute(KNOWN, (row[1],)).fetchone()
    if found is None:
        raise OperationalError("the submission stored before was removed meanwhile")
    return bytes(found[0])
