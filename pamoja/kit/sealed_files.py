"""Files at rest: sealed piece by piece, so that a photograph or a video never stands in memory as a whole.

Layout: MAGIC, a salt of 16 bytes, then pieces. Each piece is PIECE plain bytes (the last one fewer, or none) sealed by
AES-256-GCM under a key of this file alone, with its number and whether it is the last one in its nonce: a piece that is
missing, moved, altered or added is found out when the file is read.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from pamoja.kit.problems import Problem

MAGIC = b"pamoja1\n"
SALT = 16
PIECE = 64 * 1024
TAG = 16


def write_sealed(path: Path, stream: Iterable[bytes]) -> int:
    """Write the chunks of `stream` sealed into the new file `path`, durably, and return the number of plain bytes.

    The file is on the disk when this returns; its folder is the caller's to sync. Nothing is left when `stream` raises.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            size = _write(file, stream)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
    return size


def read_sealed(path: Path) -> Iterator[bytes]:
    """Yield the plain bytes that `write_sealed` was given, a piece at a time.

    Raises Problem("seal.unreadable") when the file was cut or altered, or sealed under another master key; pieces
    yielded before that are genuine. Raises FileNotFoundError when there is no such file.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Problem("seal.unreadable")
        cipher = _cipher(file.read(SALT))
        number = 0
        sealed = file.read(PIECE + TAG)
        while True:
            following = file.read(PIECE + TAG)
            try:
                yield cipher.decrypt(_nonce(number, last=not following), sealed, MAGIC)
            except (InvalidTag, ValueError) as error:
                raise Problem("seal.unreadable") from error
            if not following:
                return
            number, sealed = number + 1, following


def sync_folder(folder: Path) -> None:
    """Make the names of the files of `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(file: BinaryIO, stream: Iterable[bytes]) -> int:
    salt = os.urandom(SALT)
    cipher = _cipher(salt)
    file.write(MAGIC + salt)
    waiting = bytearray()
    number = 0
    for chunk in stream:
        waiting += chunk
        while len(waiting) > PIECE:
            file.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), MAGIC))
            del waiting[:PIECE]
            number += 1
    file.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), MAGIC))
    return number * PIECE + len(waiting)


def _cipher(salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"pamoja/file").derive(settings.MASTER_KEY))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
