"""Checks that registers share."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record

Answers = Mapping[str, Any]


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


def dates_in_order(parent: str, since: str, day: str, code: str) -> Any:
    """Return the check that a day is not before a day of the record that it belongs to."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers, by, before
        first = getattr(getattr(record, parent), since)
        if first is not None and getattr(record, day) < first:
            return [Problem(code, where=day, value=first.isoformat())]
        return []

    return check


def rows_of(answers: Answers, child: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a child that say something, with their numbers as a person counts them."""
    yield from ((number, row) for number, row in enumerate(answers.get(child) or (), 1) if any(row.values()))


def typed_number(answer: Any) -> Decimal | None:
    """Return the number that somebody typed; None for a blank, or for what the form refuses anyway."""
    try:
        return Decimal(str(answer)) if answer not in (None, "") else None
    except InvalidOperation:
        return None


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
