"""Readings that leave a line in the audit trail: views of strict records, and exports."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pamoja.kit.audit import seen
from pamoja.kit.by import By
from pamoja.records.models import Record
from pamoja.records.queries import STRICT
from pamoja.records.register import Register


def note_view(by: By, register: Register, record: Record) -> None:
    """Note that somebody looks at a record, when it is strict."""
    if record.sensitivity == STRICT:
        seen(by, "view", register.name, record.pk)


@transaction.atomic
def note_export(by: By, register: Register, found: QuerySet[Any], what: str) -> None:
    """Note that somebody downloads records, and which strict ones are among them; `what` names the table."""
    seen(by, "export", register.name, what)
    for record in found.filter(sensitivity=STRICT).order_by().values_list("pk", flat=True):
        seen(by, "export", register.name, record)
