"""Sealing of bytes at rest: AES-256-GCM under a data key of an organisation, which the master key wraps.

What is sealed is VERSION, the id of its data key, a nonce, and the ciphertext; all before the nonce, and the purpose,
are authenticated with it. Opened data keys are kept in the process for FRESH seconds, so that a rotation by another
process is seen.
"""

import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from pamoja.kit.keys import MASTER, MasterKey, master_keys, new_secret
from pamoja.kit.models import OrganisationKey
from pamoja.kit.problems import Problem
from pamoja.kit.seal import NONCE, open_former

VERSION = b"\x01"
HEAD = len(VERSION) + 16
TAG = 16
FRESH = 20.0
FORMER = uuid.UUID(int=0)
"""The id under which a rotation keeps the master key that sealed what is older than data keys."""


@dataclass(frozen=True)
class DataKey:
    """Hold a data key; `secret` is empty when no master key on the disk opens it, else `master` names that one."""

    id: uuid.UUID
    owner: str
    made_at: datetime
    retired_at: datetime | None
    master: str
    secret: bytes = field(repr=False)

    @cached_property
    def cipher(self) -> AESGCM:
        """Return what seals and opens, made once; raise Problem("seal.key_lost")."""
        if not self.secret:
            raise Problem("seal.key_lost")
        return AESGCM(self.secret)


@dataclass(frozen=True)
class Ring:
    """Hold all data keys as they were read at a moment, and the one that each owner seals with now."""

    read_at: float
    keys: Mapping[uuid.UUID, DataKey]
    current: Mapping[str, DataKey]


_kept: Ring | None = None


def seal_for(owner: str, purpose: str, plain: bytes) -> bytes:
    """Return `plain` sealed for an organisation, by its code ("": the instance); `purpose` is needed to open it.

    Raises Problem("seal.key_lost").
    """
    key = key_for(owner)
    head, nonce = VERSION + key.id.bytes, os.urandom(NONCE)
    return head + nonce + key.cipher.encrypt(nonce, plain, head + purpose.encode())


def unseal(purpose: str, sealed: bytes | memoryview) -> bytes:
    """Return what `seal_for` was given, or what was sealed before there were data keys.

    Raises Problem("seal.key_lost") when its key is not there, Problem("seal.unreadable") when the bytes were altered
    or sealed for another purpose.
    """
    sealed = bytes(sealed)
    key = key_named_by(sealed)
    if key is None:
        plain = open_former(former_masters(), purpose, sealed)
        if plain is None:
            raise Problem("seal.key_lost" if sealed[:1] == VERSION else "seal.unreadable")
        return plain
    nonce = sealed[HEAD : HEAD + NONCE]
    try:
        return key.cipher.decrypt(nonce, sealed[HEAD + NONCE :], sealed[:HEAD] + purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise Problem("seal.unreadable") from error


def key_named_by(sealed: bytes) -> DataKey | None:
    """Return the data key that sealed bytes name by their beginning; None when they name none that is known."""
    if sealed[: len(VERSION)] != VERSION or len(sealed) < HEAD:
        return None
    return key_called(uuid.UUID(bytes=sealed[len(VERSION) : HEAD]))


def key_called(name: uuid.UUID) -> DataKey | None:
    """Return a data key by its id, looking into the table when it is not known yet."""
    return ring().keys.get(name) or read_ring().keys.get(name)


def key_for(owner: str) -> DataKey:
    """Return the key that an organisation seals with now, made the first time; raise Problem("seal.key_lost").

    When no master key opens any of the keys that are there, none is made: the keys folder is not the right one.
    """
    found = ring().current.get(owner)
    if found is None:
        present = read_ring()
        found = present.current.get(owner)
        if found is None and present.keys and not any(key.secret for key in present.keys.values()):
            raise Problem("seal.key_lost")
    return found or make_key(owner)


def make_key(owner: str) -> DataKey:
    """Return a new data key of an organisation, which it seals with from now on; raise Problem("seal.key_lost").

    Inside a transaction it is not remembered before that is committed.
    """
    master = next((key for key in master_keys(Path(settings.KEYS)) if key.name == MASTER), None)
    if master is None:
        raise Problem("seal.key_lost")
    made = DataKey(uuid.uuid4(), owner, timezone.now(), None, MASTER, new_secret())
    wrapped = wrap(master, made.id, owner, made.secret)
    OrganisationKey.objects.create(id=made.id, owner=owner, wrapped=wrapped, made_at=made.made_at)
    if connection.in_atomic_block:
        transaction.on_commit(forget)
    else:
        forget()
    return made


def wrap(master: MasterKey, name: uuid.UUID, owner: str, secret: bytes) -> bytes:
    """Return a data key encrypted under a master key, bound to its id and its owner."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master.secret).encrypt(nonce, secret, _bound(name, owner))


def unwrap(masters: list[MasterKey], row: OrganisationKey) -> DataKey:
    """Return the data key of a row, opened by the first of these master keys that can."""
    wrapped = bytes(row.wrapped)
    for master in masters:
        try:
            secret = AESGCM(master.secret).decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound(row.id, row.owner))
        except (InvalidTag, ValueError):
            continue
        return DataKey(row.id, row.owner, row.made_at, row.retired_at, master.name, secret)
    return DataKey(row.id, row.owner, row.made_at, row.retired_at, "", b"")


def former_masters() -> list[bytes]:
    """Return the secrets that may have sealed what is older than data keys."""
    kept = ring().keys.get(FORMER)
    masters = [key.secret for key in master_keys(Path(settings.KEYS))]
    return [kept.secret, *masters] if kept and kept.secret else masters


def ring() -> Ring:
    """Return the data keys as they are remembered, read anew when that is too long ago."""
    kept = _kept
    return kept if kept and time.monotonic() - kept.read_at < FRESH else read_ring()


def read_ring() -> Ring:
    """Return the data keys as the table has them, and remember them unless some may still be rolled back."""
    global _kept
    read_at = time.monotonic()
    masters = master_keys(Path(settings.KEYS))
    rows = OrganisationKey.objects.order_by("made_at", "id")
    keys = {row.id: unwrap(masters, row) for row in rows}
    current = {key.owner: key for key in keys.values() if key.retired_at is None and key.id != FORMER}
    found = Ring(read_at, keys, current)
    if not _made_here():
        _kept = found
    return found


def forget() -> None:
    """Forget every data key, so that the next one is read from the table."""
    global _kept
    _kept = None


def _made_here() -> bool:
    """Tell whether the present transaction made a key."""
    return any(hook[1] is forget for hook in connection.run_on_commit)


def _bound(name: uuid.UUID, owner: str) -> bytes:
    return f"pamoja/key/{name.hex}/{owner}".encode()
