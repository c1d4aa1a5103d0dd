"""Checks of the rows within a record, as they were typed."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record

Answers = Mapping[str, Any]
Check = Callable[[Any, Answers, By, Record | None], list[Problem]]


def rows_of(answers: Answers, child: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a child that say something, with their numbers as a person counts them."""
    yield from ((number, row) for number, row in enumerate(answers.get(child) or (), 1) if any(row.values()))


def typed_number(answer: Any) -> Decimal | None:
    """Return the number that somebody typed; None for a blank, or for what the form refuses anyway."""
    try:
        return Decimal(str(answer)) if answer not in (None, "") else None
    except InvalidOperation:
        return None


def at_least_one(child: str, code: str) -> Check:
    """Return the check that a child has a row."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del record, by, before
        return [] if any(rows_of(answers, child)) else [Problem(code, where=child)]

    return check


def each_once(child: str, names: str, code: str) -> Check:
    """Return the check that no two rows of a child answer the named questions alike."""
    asked = names.split()

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del record, by, before
        found, seen = [], set()
        for number, row in rows_of(answers, child):
            said = tuple(str(row.get(name) or "") for name in asked)
            told = tuple(alike(one) for one in said)
            if any(told) and told in seen:
                found.append(Problem(code, where=f"{child}[{number}].{asked[-1]}", value=" ".join(said)))
            seen.add(told)
        return found

    return check


def rows_not_in_the_future(**names: str) -> Any:
    """Return the check that dates within rows, their names by child, lie no later than the day of the write."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del record, before
        today = timezone.localdate(by.at).isoformat()
        return [
            Problem("record.date_in_the_future", where=f"{child}[{number}].{name}", value=row[name])
            for child, dates in names.items()
            for number, row in rows_of(answers, child)
            for name in dates.split()
            if str(row.get(name) or "") > today
        ]

    return check


def alike(text: str) -> str:
    """Return a text without what does not tell two apart: capitals and spaces."""
    return " ".join(text.casefold().split())
