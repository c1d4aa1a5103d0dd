"""What must hold in a structure and its assessments beyond the rules of a single row."""

from collections.abc import Mapping
from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record


def assessed_while_it_exists(
    assessment: Any, answers: Mapping[str, Any], by: By, before: Record | None
) -> list[Problem]:
    """Return a problem when the structure was assessed before it was set up."""
    del answers, by, before
    set_up_on = assessment.structure.set_up_on
    if assessment.assessed_on < set_up_on:
        return [Problem("assessment.before_set_up", where="assessed_on", value=set_up_on.isoformat())]
    return []
