"""What must hold in grants beyond the rules of a single row: tranches within the amount, people never public."""

from decimal import Decimal
from typing import Any

from pamoja.economy.models import Grant
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record, Sensitivity
from pamoja.records.row_checks import Answers, rows_of, typed_number

ONE_PERSON = ("person", "household")
"""Kinds of recipients that are one person or one family."""


def tranches_fit(grant: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when tranches come to more than the grant, or one was paid before it was signed."""
    del by, before
    found, total = [], Decimal(0)
    signed = grant.granted_on.isoformat()
    for number, row in rows_of(answers, "tranches"):
        total += typed_number(row.get("amount")) or 0
        if row.get("paid_on") and str(row["paid_on"]) < signed:
            found.append(Problem("grant.paid_before_signing", where=f"tranches[{number}].paid_on", value=signed))
    if total > grant.amount:
        found.append(Problem("grant.tranches_above_amount", where="amount", value=f"{total:f}"))
    return found


def person_is_not_public(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a grant to a person or a family, or a visit to it, is public, even under a code."""
    del answers, by, before
    grant: Grant = record if isinstance(record, Grant) else record.grant
    if grant.kind.code in ONE_PERSON and record.sensitivity == Sensitivity.PUBLIC:
        return [Problem("grant.person_public", where="sensitivity")]
    return []
