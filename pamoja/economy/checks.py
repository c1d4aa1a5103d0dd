"""Checks that the registers of the local economy share."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record

Answers = Mapping[str, Any]


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
        return [Problem("economy.currency_missing", where="currency")] if given or within else []

    return check


def rows_have_currency(child: str, amount: str) -> Any:
    """Return the check that each row which gives an amount says its currency."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del record, by, before
        return [
            Problem("economy.currency_missing", where=f"{child}[{number}].currency")
            for number, row in rows_of(answers, child)
            if row.get(amount) and not row.get("currency")
        ]

    return check


def people_are_all(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when lines of members are given and do not add up to the number of members."""
    del by, before
    counted = [typed_number(row.get("people")) for _number, row in rows_of(answers, "members")]
    total = sum((number for number in counted if number is not None), Decimal(0))
    if not counted or None in counted or total == record.people:
        return []
    return [Problem("economy.people_differ", where="people", value=record.people, sum=int(total))]


def dates_in_order(parent: str, since: str, day: str, code: str) -> Any:
    """Return the check that a day is not before a day of the record that it belongs to."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del answers, by, before
        first = getattr(getattr(record, parent), since)
        if first is not None and getattr(record, day) < first:
            return [Problem(code, where=day, value=first.isoformat())]
        return []

    return check
