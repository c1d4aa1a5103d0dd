"""What must hold in works beyond the rules of a single row: outlines, and who verified."""

from typing import Any

from pamoja.formats.wkt import read_outline
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.partners.models import Kind, Organisation
from pamoja.records.models import Evidence, Record
from pamoja.records.row_checks import Answers


def outline_is_a_line(works: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the outline is neither a line, a point nor a polygon."""
    del answers, by, before
    try:
        if works.outline.strip():
            read_outline(works.outline)
    except ValueError:
        return [Problem("works.outline_unreadable", where="outline", value=works.outline[:80])]
    return []


def verified_by_the_service(works: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when what is verified has no document of the service, or was verified by its own owner."""
    if works.verified is None:
        return []
    if not answers.get("report") and not (before and _has_report(before)):
        return [Problem("works.report_missing", where="report")]
    owner = before.owner if before else by.person.organisation if by.person else None
    if owner and owner.kind != Kind.AUTHORITY and _alike(works.verified_by) in _names(owner):
        return [Problem("works.verified_by_itself", where="verified_by", value=works.verified_by)]
    return []


def _has_report(works: Record) -> bool:
    return Evidence.objects.filter(record=works.pk, question="report", replaced_at=None).exists()


def _names(organisation: Organisation) -> set[str]:
    return {_alike(name) for name in (organisation.name, organisation.acronym, organisation.pk) if name}


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())
