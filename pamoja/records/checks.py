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
