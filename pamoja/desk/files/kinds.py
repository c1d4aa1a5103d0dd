"""The files that can be opened, by kind, each under the rights of what it belongs to."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.inbox.getters import visible_attachment
from pamoja.desk.registers.getters import visible_evidence
from pamoja.intake.models import Rejected
from pamoja.kit.keyring import unseal
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import read_stored
from pamoja.records.queries import STRICT


@dataclass(frozen=True)
class Found:
    """Hold a file that a person may know of: its name, its plain bytes, and the record that an audit line names.

    `stored_as` is where it lies, "" when it lies in the database; `strict`: looking at it leaves a line.
    """

    name: str
    size: int
    pieces: Callable[[], Iterator[bytes]]
    subject: tuple[str, object]
    stored_as: str = ""
    strict: bool = False


def find(person: User, kind: str, key: str) -> Found:
    """Return a file that the person may know of; raise Problem("record.not_found") or "rights.refused"."""
    if kind not in KINDS:
        raise Problem("record.not_found")
    return KINDS[kind](person, key)


def _evidence(person: User, key: str) -> Found:
    try:
        record, piece = visible_evidence(uuid.UUID(key), person)
    except ValueError as error:
        raise Problem("record.not_found") from error
    strict = record.sensitivity == STRICT
    return _stored(piece.name, piece.size, piece.stored_as, (piece.register, record.pk), strict)


def _attachment(person: User, key: str) -> Found:
    submission, file = visible_attachment(_number(key), person)
    return _stored(file.name, file.size, file.stored_as, ("submission", submission.pk))


def _rejected(person: User, key: str) -> Found:
    require(person, "inbox.rejected")
    refused = _first(Rejected.objects.filter(pk=_number(key)))
    sealed = bytes(refused.sealed)
    data = unseal("rejected", sealed)
    return Found(f"refused-{refused.pk}", len(data), lambda: iter([data]), ("rejected", refused.pk))


def _stored(name: str, size: int, stored_as: str, subject: tuple[str, object], strict: bool = False) -> Found:
    return Found(name, size, lambda: read_stored(stored_as), subject, stored_as, strict)


def _number(key: str) -> int:
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Problem("record.not_found")
    return int(key)


def _first(rows: QuerySet[Rejected]) -> Rejected:
    found = rows.first()
    if found is None:
        raise Problem("record.not_found")
    return found


KINDS: dict[str, Callable[[User, str], Found]] = {
    "evidence": _evidence,
    "attachment": _attachment,
    "rejected": _rejected,
}
