"""Checks that registers share."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record


def not_in_the_future(*names: str) -> Any:
    """Return the check that the named dates lie no later than the day of the write."""

    def check(record: Any, answers: Mapping[str, Any], by: By, before: Record | None) -> list[Problem]:
        del answers, before
        today = timezone.localdate(by.at)
        return [
            Problem("record.date_in_the_future", where=name, value=getattr(record, name).isoformat())
            for name in names
            if getattr(record, name) is not None and getattr(record, name) > today
        ]

    return check


def rows_not_in_the_future(**names: str) -> Any:
    """Return the check that dates within rows, their names by child, lie no later than the day of the write."""

    def check(record: Any, answers: Mapping[str, Any], by: By, before: Record | None) -> list[Problem]:
        del record, before
        today = timezone.localdate(by.at).isoformat()
        return [
            Problem("record.date_in_the_future", where=f"{child}[{number}].{name}", value=row[name])
            for child, dates in names.items()
            for number, row in enumerate(answers.get(child) or (), 1)
            for name in dates.split()
            if str(row.get(name) or "") > today
        ]

    return check
