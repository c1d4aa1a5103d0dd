"""Checks of complaints that need more than the record itself."""

from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record, YesNo
from pamoja.records.row_checks import Answers
from pamoja.records.sealed import CLEAR, kept_names

REACHED_BY = ("person_name", "person_phone")


def anonymous_is_unnamed(complaint: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each name or phone of a person who stays anonymous, typed now or kept and not taken away."""
    del by
    if complaint.anonymous != YesNo.YES:
        return []
    kept = kept_names(before) if before else frozenset()
    return [
        Problem("complaint.anonymous_with_contact", where=name)
        for name in REACHED_BY
        if (answers.get(name) or name in kept) and answers.get(name) is not CLEAR
    ]
