"""Sealing of bytes at rest: AES-256-GCM under a key derived from the instance's master key and a purpose."""

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from pamoja.kit.problems import Problem

NONCE = 12


@cache
def _cipher(purpose: str, master: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=f"pamoja/{purpose}".encode()).derive(master))


def seal(purpose: str, plain: bytes) -> bytes:
    """Return `plain` encrypted and authenticated, as nonce + ciphertext."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(purpose, settings.MASTER_KEY).encrypt(nonce, plain, purpose.encode())


def unseal(purpose: str, sealed: bytes) -> bytes:
    """Return what `seal` was given.

    Raises Problem("seal.unreadable") when the bytes were altered or the master key is another one.
    """
    sealed = bytes(sealed)
    try:
        return _cipher(purpose, settings.MASTER_KEY).decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise Problem("seal.unreadable") from error


def keyed_digest(purpose: str, value: str) -> bytes:
    """Return a 32-byte digest of `value` that only this instance can compute."""
    return HKDF(SHA256(), 32, salt=value.encode(), info=f"pamoja/digest/{purpose}".encode()).derive(settings.MASTER_KEY)
