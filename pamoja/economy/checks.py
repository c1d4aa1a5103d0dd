"""Checks that the registers of the local economy share."""

from decimal import Decimal
from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, rows_of, typed_number


def rows_have_currency(child: str, amount: str) -> Any:
    """Return the check that each row which gives an amount says its currency."""

    def check(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
        del record, by, before
        return [
            Problem("record.currency_missing", where=f"{child}[{number}].currency")
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
