"""Writing and reading the audit trail."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pamoja.kit import digests
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem

AT_ONCE = 500
ERASED = "erased lines"
"""The key of `changes` under which an erasing line names the lines that it erased."""


def note(
    by: By,
    verb: str,
    subject_kind: str,
    subject_id: object,
    *,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> AuditLine:
    """Write one line and return it; call it inside the transaction of the write it tells of.

    Raises Problem("preview.read_only") for a person who is only imagined: with its line, the write is undone.
    """
    if _real_person(by) is not None:
        raise Problem("preview.read_only")
    line = AuditLine(
        at=by.at,
        person=getattr(by.person, "pk", None),
        door=by.door,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        reason=str(reason),
        changes=digests.plain_changes(changes),
    )
    line.content_digest = content_digest(line, line.reason, line.changes)
    line.save(force_insert=True)
    return line


def seen(by: By, verb: str, subject_kind: str, subject_id: object, *, reason: str = "") -> None:
    """Write the line of a reading that is watched: a view of a strict record, the opening of a seal.

    What is read in a preview, the real person reads.
    """
    real = _real_person(by)
    note(by if real is None else replace(by, person=real), verb, subject_kind, subject_id, reason=reason)


def _real_person(by: By) -> Any:
    """Return the person behind one who is only imagined, for a preview; None for everybody else."""
    return getattr(by.person, "previewed_by", None)


def history(subject_kind: str, subject_id: object) -> QuerySet[AuditLine]:
    """Return the lines of one record, oldest first."""
    return AuditLine.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))


@transaction.atomic
def erase(by: By, subject_kind: str, subject_id: object, *, verb: str = "erase") -> int:
    """Blank reason and changes of every line of a subject, say so in a new line, and return how many were blanked.

    The chain of lines stays whole: it holds digests of what was there.
    """
    lines = list(history(subject_kind, subject_id).values_list("pk", flat=True))
    return erase_lines(by, lines, verb, subject_kind, subject_id)


def erase_lines(by: By, lines: Sequence[int], verb: str, subject_kind: str, subject_id: object) -> int:
    """Blank reason and changes of these lines, say so in a new line, and return how many were blanked.

    Lines that say what was erased earlier stay: they hold no words, and the chain needs them. Call it inside a
    transaction.
    """
    full = AuditLine.objects.filter(erased_by=None).exclude(reason="", changes={})
    erased: list[int] = []
    for some in _portions(lines):
        found = full.filter(pk__in=some).order_by("pk").values_list("pk", "changes")
        erased += [line for line, changes in found if ERASED not in changes]
    telling = note(by, verb, subject_kind, subject_id, changes={ERASED: erased})
    for some in _portions(erased):
        AuditLine.objects.filter(pk__in=some).update(reason="", changes={}, erased_by=telling.pk)
    return len(erased)


def _portions(lines: Sequence[int]) -> Iterator[Sequence[int]]:
    return (lines[start : start + AT_ONCE] for start in range(0, len(lines), AT_ONCE))


@transaction.atomic
def restore_content(line_id: int, reason: str, changes: Mapping[str, Any]) -> None:
    """Put back the content of an erased line.

    Raises Problem("audit.other_content") unless it is exactly what was erased.
    """
    line = AuditLine.objects.select_for_update().get(pk=line_id)
    plain = digests.plain_changes(changes)
    if content_digest(line, reason, plain) != bytes(line.content_digest):
        raise Problem("audit.other_content")
    AuditLine.objects.filter(pk=line_id).update(reason=reason, changes=plain, erased_by=None)


def content_digest(line: AuditLine, reason: str, changes: Mapping[str, Any]) -> bytes:
    """Return the digest of what a line holds, or would hold with this content."""
    person = line.person.hex if isinstance(line.person, uuid.UUID) else ""
    moment = digests.moment_of(line.at)
    fields = digests.fields_of(moment, person, line.door, line.verb, line.subject_kind, line.subject_id)
    return digests.of_content(fields, reason, changes)
