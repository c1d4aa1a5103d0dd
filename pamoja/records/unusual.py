"""Warnings that registers share."""

from typing import Any

from django.db.models import Q

from pamoja.engine.naming import seems_to_name
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record, Sensitivity
from pamoja.records.row_checks import Answers
from pamoja.records.warnings import Warn

NAMED, TWICE = "record.names_in_public_text", "record.like_another"
OPEN: list[str] = [Sensitivity.PUBLIC, Sensitivity.INTERNAL]
COMPARED: list[str] = [*OPEN, Sensitivity.RESTRICTED]
"""The levels of records that are held against others, from the most open on."""


def no_names_in(*names: str) -> Warn:
    """Return the warning that texts of a public record seem to name a person; what they say is not repeated."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers, by, before
        if record.sensitivity != Sensitivity.PUBLIC:
            return []
        return [Problem(NAMED, where=name) for name in names if seems_to_name(getattr(record, name))]

    return Warn(NAMED, check=check)


def unlike_others(*names: str) -> Warn:
    """Return the warning that another record has the same place and the same answers to the named questions.

    Only records are compared that whoever reads the one may read too: no more sensitive than it, and of its own
    organisation where they are above internal. Records that are told to be the same are no surprise.
    """

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers
        if getattr(record, "same_as_id", None) is not None:
            return []
        same = {column: getattr(record, column) for column in ("place_id", *map(_column(record), names))}
        if None in same.values():
            return []
        found = type(record).objects.filter(**same, sensitivity__in=_no_more_than(record.sensitivity))
        found = found.filter(Q(owner=own_of(by, before)) | Q(sensitivity__in=OPEN)).exclude(pk=record.pk)
        if hasattr(record, "same_as_id"):
            found = found.exclude(same_as=record.pk)
        other = found.order_by("pk").values_list("pk", flat=True).first()
        return [] if other is None else [Problem(TWICE, where=names[0], other=other)]

    return Warn(TWICE, check=check)


def own_of(by: By, before: Record | None) -> str:
    """Return the organisation that a record belongs to, or will."""
    if before is not None:
        return str(before.owner_id)
    return str(by.person.organisation_id) if by.person else ""


def _column(record: Any) -> Any:
    return lambda name: record._meta.get_field(name).attname


def _no_more_than(level: str) -> list[str]:
    """Return the levels up to one, without strict: whoever is named for a strict record is named for that one alone."""
    return COMPARED[: COMPARED.index(level) + 1] if level in COMPARED else []
