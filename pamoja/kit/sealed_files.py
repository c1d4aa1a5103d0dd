"""Files at rest: sealed piece by piece, so that a photograph or a video never stands in memory as a whole.

Layout: MAGIC, the id of a data key, a salt of 16 bytes, then pieces. Each piece is PIECE plain bytes (the last one
fewer, or none) sealed by AES-256-GCM under a key of this file alone, made from the data key and the salt, with its
number and whether it is the last one in its nonce: a piece that is missing, moved, altered or added is found out when
the file is read. Older files begin with FORMER_MAGIC, name no data key, and are sealed under the master key itself.
"""

import os
import uuid
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pamoja.kit.keyring import former_masters, key_called, key_for
from pamoja.kit.problems import Problem

MAGIC = b"pamoja2\n"
FORMER_MAGIC = b"pamoja1\n"
KEY_ID = 16
SALT = 16
PIECE = 64 * 1024
TAG = 16


def write_sealed(path: Path, stream: Iterable[bytes], owner: str = "") -> int:
    """Write the chunks of `stream` sealed for an organisation into the new file `path`; return how many bytes came.

    The file is on the disk when this returns; its folder is the caller's to sync. Nothing is left when `stream` raises.
    Raises Problem("seal.key_lost").
    """
    key = key_for(owner)
    if not key.secret:
        raise Problem("seal.key_lost")
    return write_sealed_under(path, stream, key.id, key.secret)


def write_sealed_under(path: Path, stream: Iterable[bytes], name: uuid.UUID, secret: bytes) -> int:
    """Write as `write_sealed` does, under a key of 32 bytes that no table holds; `name` stands in the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            size = _write(file, stream, name, secret)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
    return size


def read_sealed(path: Path) -> Iterator[bytes]:
    """Return the plain bytes that `write_sealed` was given, a piece at a time; the first one is opened at once.

    Raises Problem("seal.key_lost") when the key of the file is not there, Problem("seal.unreadable") when it was cut or
    altered; pieces yielded before that are genuine. Raises FileNotFoundError when there is no such file.
    """
    pieces = _pieces(path)
    first = next(pieces)
    return chain((first,), pieces)


def read_sealed_under(path: Path, secret: bytes) -> Iterator[bytes]:
    """Return the plain bytes that `write_sealed_under` was given; raise Problem("seal.unreadable") as `read_sealed`."""
    return _pieces(path, secret)


def key_of_file(path: Path) -> uuid.UUID | None:
    """Return the id of the data key that a sealed file names; None when it is older than data keys."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC) + KEY_ID)
    return uuid.UUID(bytes=head[len(MAGIC) :]) if head.startswith(MAGIC) and len(head) == len(MAGIC) + KEY_ID else None


def shred(path: Path) -> None:
    """Make a sealed file unreadable for good and remove it; harmless when it is gone.

    Its beginning goes first: without the salt there, no key opens what a disk may keep of the rest.
    """
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(len(MAGIC) + KEY_ID + SALT))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names of the files of `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pieces(path: Path, secret: bytes = b"") -> Iterator[bytes]:
    with path.open("rb") as file:
        head, ciphers = _opened(file, secret)
        sealed = file.read(PIECE + TAG)
        number = 0
        while True:
            following = file.read(PIECE + TAG)
            plain, ciphers = _decrypted(ciphers, _nonce(number, last=not following), sealed, head)
            yield plain
            if not following:
                return
            number, sealed = number + 1, following


def _opened(file: BinaryIO, secret: bytes) -> tuple[bytes, list[AESGCM]]:
    """Return what every piece of a file is bound to, and the keys of which one opens it."""
    magic = file.read(len(MAGIC))
    if magic == FORMER_MAGIC:
        salt = file.read(SALT)
        return magic, [_cipher(secret, salt) for secret in former_masters()]
    name, salt = file.read(KEY_ID), file.read(SALT)
    if magic != MAGIC or len(salt) < SALT:
        raise Problem("seal.unreadable")
    if not secret:
        key = key_called(uuid.UUID(bytes=name))
        if key is None or not key.secret:
            raise Problem("seal.key_lost")
        secret = key.secret
    return magic + name, [_cipher(secret, salt)]


def _decrypted(ciphers: list[AESGCM], nonce: bytes, sealed: bytes, head: bytes) -> tuple[bytes, list[AESGCM]]:
    """Return a piece, and the one key that opened it."""
    for cipher in ciphers:
        try:
            return cipher.decrypt(nonce, sealed, head), [cipher]
        except (InvalidTag, ValueError):
            continue
    raise Problem("seal.unreadable")


def _write(file: BinaryIO, stream: Iterable[bytes], key: uuid.UUID, secret: bytes) -> int:
    salt, head = os.urandom(SALT), MAGIC + key.bytes
    cipher = _cipher(secret, salt)
    file.write(head + salt)
    waiting = bytearray()
    number = 0
    for chunk in stream:
        waiting += chunk
        while len(waiting) > PIECE:
            file.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), head))
            del waiting[:PIECE]
            number += 1
    file.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), head))
    return number * PIECE + len(waiting)


def _cipher(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"pamoja/file").derive(secret))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
