"""Checks that registers share."""

from typing import Any

from django.utils import timezone

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, rows_of


def not_in_the_future(*names: str) -> Any:
    """Return the check that the named dates lie no later than the day of the write."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers, before
        today = timezone.localdate(by.at)
        return [
            Problem("record.date_in_the_future", where=name, value=getattr(record, name).isoformat())
            for name in names
            if getattr(record, name) is not None and getattr(record, name) > today
        ]

    return check


def dates_in_order(parent: str, since: str, day: str, code: str) -> Any:
    """Return the check that a day is not before a day of the record that it belongs to."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers, by, before
        first = getattr(getattr(record, parent), since)
        if first is not None and getattr(record, day) < first:
            return [Problem(code, where=day, value=first.isoformat())]
        return []

    return check


def amounts_have_currency(*names: str, **rows: str) -> Any:
    """Return the check that a currency is said where the named amounts are; in `rows` their names, by child."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del by, before
        if record.currency_id:
            return []
        given = any(getattr(record, name) is not None for name in names)
        within = any(row.get(name) for child, name in rows.items() for _number, row in rows_of(answers, child))
        return [Problem("record.currency_missing", where="currency")] if given or within else []

    return check
