"""Writing and reading the audit trail."""

import uuid
from collections.abc import Mapping, Sequence
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
    full = history(subject_kind, subject_id).filter(erased_by=None).exclude(reason="", changes={})
    erased = [line for line, changes in full.values_list("pk", "changes") if ERASED not in changes]
    erase_lines(by, erased, verb, subject_kind, subject_id)
    return len(erased)


def erase_lines(by: By, lines: Sequence[int], verb: str, subject_kind: str, subject_id: object) -> None:
    """Blank reason and changes of these lines, and say so in a new line; call it inside a transaction."""
    telling = note(by, verb, subject_kind, subject_id, changes={ERASED: list(lines)})
    for start in range(0, len(lines), AT_ONCE):
        some = AuditLine.objects.filter(pk__in=lines[start : start + AT_ONCE])
        some.update(reason="", changes={}, erased_by=telling.pk)


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
