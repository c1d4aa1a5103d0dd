"""Who is signed in where: the sessions of a person, and their end."""

import json
import os
from functools import cache
from typing import Any

from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from pamoja.accounts.models import User
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem

NONCE = 12


class Sealed:
    """Writes what a session holds (codes being set up, pages asked for) sealed, for the rows of the database.

    The key is made from the one that signs sessions: without it everybody is signed out, and nothing else is lost.
    """

    def dumps(self, held: Any) -> bytes:
        """Return the sealed bytes of a value that JSON can hold."""
        nonce = os.urandom(NONCE)
        return nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, json.dumps(held).encode(), None)

    def loads(self, sealed: bytes) -> Any:
        """Return what `dumps` was given; raise InvalidTag under another key: the session is then empty."""
        return json.loads(_cipher(settings.SECRET_KEY).decrypt(sealed[:NONCE], sealed[NONCE:], None))


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"pamoja/session").derive(key.encode()))


def sessions_of(user: User) -> list[Any]:
    """Return the open sessions of a person, the last begun first; those that are over are forgotten."""
    found = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.created_at, reverse=True)


def end_sessions(user: User, but: str = "") -> int:
    """End every session of a person except the one with the key `but`; return how many there were.

    The rows are gone with the transaction of the caller: from then on the browsers must sign in again.
    """
    found = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in found:
        session.end()
    return len(found)


@transaction.atomic
def end_own_session(by: By, session_id: int) -> None:
    """End a session of the person who asks; raise Problem("accounts.session_over") when it is none of theirs."""
    session = UserSession.objects.filter(user=by.person, pk=session_id).first()
    if session is None:
        raise Problem("accounts.session_over")
    session.end()
    note(by, "end_session", "user", by.person.pk)


@transaction.atomic
def end_other_sessions(by: By, current: str) -> int:
    """End the sessions of the person who asks, except the one with the key `current`; return how many there were."""
    ended = end_sessions(by.person, but=current)
    if ended:
        note(by, "end_sessions", "user", by.person.pk)
    return ended
