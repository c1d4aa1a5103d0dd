"""Answers that lie sealed, apart from their record: kept, cleared, and opened one at a time for a reason."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.db import transaction

from pamoja.accounts.rights import require
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.kit.seal import keyed_digest
from pamoja.records.matching import PLAIN
from pamoja.records.models import Record, SealedAnswer
from pamoja.records.openness import Reader
from pamoja.records.register import Register

MASK = "•••"
SHORT = 12


class Clear(Enum):
    """Is the answer that takes a sealed answer away; a blank one leaves it as it is."""

    CLEAR = "clear"


CLEAR = Clear.CLEAR


def sealed_names(register: Register) -> tuple[str, ...]:
    """Return the names of a register's sealed questions, in the order of the form."""
    return tuple(name for name in register.asked() if name in register.sealed)


def kept_names(record: Record) -> frozenset[str]:
    """Return the sealed questions that a record answers."""
    return frozenset(SealedAnswer.objects.filter(record=record.pk).values_list("question", flat=True))


def keep(register: Register, record: Record, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Keep the sealed answers among `answers` (a text, CLEAR, or blank to leave it), inside the record's transaction.

    Returns what changed, for the history: by question, digests of what stood there and of what stands there now.
    """
    changes: dict[str, list[str]] = {}
    if not any(answers.values()):
        return changes
    before = {one.question: one for one in SealedAnswer.objects.filter(record=record.pk)}
    for name in sealed_names(register):
        value, there = answers.get(name) or "", before.get(name)
        if value == "" or (value is CLEAR and there is None):
            continue
        told = [digest_of(there) if there else "", "" if value is CLEAR else _digest(record, name, value)]
        if told[0] == told[1]:
            continue
        if value is CLEAR:
            SealedAnswer.objects.filter(record=record.pk, question=name).delete()
        else:
            _put(register, record, name, value)
        changes[name] = told
    return changes


def _put(register: Register, record: Record, name: str, value: str) -> None:
    sealed = seal_for(record.owner_id, _purpose(register.name, record.pk, name), value.encode())
    SealedAnswer.objects.update_or_create(
        record=record.pk,
        question=name,
        defaults={
            "register": register.name,
            "sealed": sealed,
            "match": match_of(register.sealed[name].match, value),
        },
    )


def match_of(kind: str, value: str) -> bytes | None:
    """Return the digest by which an answer is found equal to others without being opened, or None."""
    plain = PLAIN[kind](value) if kind else ""
    return keyed_digest(f"match/{kind}", plain) if plain else None


@transaction.atomic
def open_answer(by: By, register: Register, record: Record, question: str, reason: str) -> str:
    """Return a sealed answer to who may open it, for a reason; the audit trail says who did, and why.

    Raises Problem("record.not_found"), "rights.refused", "seal.reason_missing", "seal.nothing_kept", "seal.key_lost".
    """
    if question not in register.sealed:
        raise Problem("record.not_found")
    if by.person is not None and not register.objects.visible_to(by.person).filter(pk=record.pk).exists():
        raise Problem("record.not_found")
    require(by.person, "sealed.open")
    if by.person is not None and not Reader(by.person).opens(register, record, question):
        raise Problem("rights.refused")
    if not reason.strip():
        raise Problem("seal.reason_missing", where="reason")
    found = SealedAnswer.objects.filter(register=register.name, record=record.pk, question=question).first()
    if found is None:
        raise Problem("seal.nothing_kept")
    value = open_unwatched(found)
    note(by, "open_seal", register.name, record.pk, reason=reason, changes={"question": ["", question]})
    return value


def open_unwatched(answer: SealedAnswer) -> str:
    """Return a sealed answer for the program's own use; it is never shown, and no line is written."""
    return unseal(purpose_of(answer), answer.sealed).decode()


def purpose_of(answer: SealedAnswer) -> str:
    """Return the purpose that an answer is sealed for: its own record and question, so that it opens nowhere else."""
    return _purpose(answer.register, answer.record, answer.question)


def _purpose(register: str, record: Any, question: str) -> str:
    return f"answer/{register}/{record}/{question}"


def digest_of(answer: SealedAnswer) -> str:
    """Return a short digest of a sealed answer, comparable only within its record; dots when it cannot be opened."""
    try:
        value = open_unwatched(answer)
    except Problem:
        return MASK
    return keyed_digest(f"history/{answer.record}/{answer.question}", value).hex()[:SHORT]


def _digest(record: Record, question: str, value: str) -> str:
    return keyed_digest(f"history/{record.pk}/{question}", value).hex()[:SHORT]


def differs(record: Record, question: str, value: str) -> bool:
    """Tell whether a text says something else than the sealed answer of a record; nothing is shown or written."""
    there = SealedAnswer.objects.filter(record=record.pk, question=question).first()
    return there is None or digest_of(there) != _digest(record, question, value)


def forget(record: Record) -> int:
    """Delete every sealed answer of a record, inside the transaction of what erases it; return how many there were."""
    count, _by_model = SealedAnswer.objects.filter(record=record.pk).delete()
    return count
