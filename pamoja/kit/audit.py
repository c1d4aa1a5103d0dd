"""Writing and reading the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from pamoja.kit.by import By
from pamoja.kit.models import AuditLine


def note(
    by: By,
    verb: str,
    subject_kind: str,
    subject_id: object,
    *,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Write one line; call it inside the transaction of the write it tells of."""
    AuditLine.objects.create(
        at=by.at,
        person=getattr(by.person, "pk", None),
        door=by.door,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        reason=reason,
        changes=dict(changes or {}),
    )


def history(subject_kind: str, subject_id: object) -> QuerySet[AuditLine]:
    """Return the lines of one record, oldest first."""
    return AuditLine.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
