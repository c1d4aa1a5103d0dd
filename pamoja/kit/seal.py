"""Digests that only this instance can compute, and reading what was sealed before organisations had keys."""

from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


def keyed_digest(purpose: str, value: str) -> bytes:
    """Return a 32-byte digest of `value` that only this instance can compute; it stays when keys are rotated."""
    return digest_under(settings.DIGEST_KEY, purpose, value)


def digest_under(secret: bytes, purpose: str, value: str) -> bytes:
    """Return a 32-byte digest of `value` that only who has `secret` can compute."""
    return HKDF(SHA256(), 32, salt=value.encode(), info=f"pamoja/digest/{purpose}".encode()).derive(secret)


def open_former(masters: Iterable[bytes], purpose: str, sealed: bytes) -> bytes | None:
    """Return what was sealed (nonce + ciphertext) under a key made from a master key; None when none opens it."""
    for master in masters:
        cipher = AESGCM(HKDF(SHA256(), 32, salt=None, info=f"pamoja/{purpose}".encode()).derive(master))
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
        except (InvalidTag, ValueError):
            continue
    return None
