"""The same figures in plain Python, row by row and without a database: what the compiled queries must agree with."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pamoja.engine.definition import DIMENSIONS, AsOf, Condition, Definition, Either, PeriodDay, Where
from pamoja.engine.periods import Period

Row = Mapping[str, Any]
COMPARE = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "in": lambda one, other: one in other,
}


def holds(row: Row, condition: Condition, period: Period) -> bool:
    """Tell whether a row obeys a condition."""
    if isinstance(condition, Either):
        return any(holds(row, option, period) for option in condition.options)
    value = row[condition.field]
    if condition.operator == "blank":
        return (value is None) == condition.value
    if value is None:
        return False
    other = condition.value
    if isinstance(other, PeriodDay):
        other = period.as_of if other.name == "@period_end" else period.start
    return bool(COMPARE[condition.operator](value, other))


def meeting(rows: Iterable[Row], where: Where, period: Period) -> list[Row]:
    """Return the rows that obey all conditions."""
    return [row for row in rows if all(holds(row, condition, period) for condition in where)]


def in_period(definition: Definition, rows: Iterable[Row], period: Period) -> list[Row]:
    """Return the rows that count in a period."""
    rule = definition.period
    if isinstance(rule, AsOf):
        return [
            row
            for row in rows
            if row[rule.begins] <= period.as_of and (row[rule.ends] is None or row[rule.ends] > period.as_of)
        ]
    return [row for row in rows if row[rule.day] is not None and period.start <= row[rule.day] <= period.as_of]


def in_zone(zones: Iterable[Row], row: Row, zone: str, on: date) -> bool:
    """Tell whether the place of a row lies in a zone on a day."""
    return any(
        known["zone"] == zone
        and known["place"] == row["place"]
        and known["valid_from"] <= on
        and (known["valid_to"] is None or known["valid_to"] > on)
        for known in zones
    )


def filtered(
    definition: Definition, rows: Iterable[Row], period: Period, zones: Iterable[Row], filters: Mapping[str, str]
) -> list[Row]:
    """Return the rows that pass filters, a place given by its path."""
    kept = list(rows)
    for name, value in filters.items():
        if name == "place":
            kept = [row for row in kept if row["path"].startswith(value)]
        elif name == "zone":
            rule = definition.period
            day = None if isinstance(rule, AsOf) else rule.day
            kept = [row for row in kept if in_zone(zones, row, value, row[day] if day else period.as_of)]
        elif name == "unknown":
            kept = [row for row in kept if row[DIMENSIONS[value]] is None]
        elif name in ("record", "process"):
            column = definition.source.record if name == "record" else "process"
            kept = [row for row in kept if str(row[column]) == value]
        else:
            kept = [row for row in kept if row[DIMENSIONS[name]] == value]
    return kept


def measured(definition: Definition, rows: list[Row]) -> int:
    """Return the sum of a column, or the number of records."""
    if definition.of:
        return sum(row[definition.of] or 0 for row in rows)
    return len({row[definition.source.record] for row in rows})


def numbers(
    definition: Definition, rows: Iterable[Row], period: Period, zones: Iterable[Row], filters: Mapping[str, str]
) -> list[int]:
    """Return numerator, denominator, n, missing, partners and parts of a figure."""
    counted = filtered(definition, in_period(definition, rows, period), period, zones, filters)
    denominator = meeting(counted, definition.denominator, period)
    numerator = meeting(denominator, definition.numerator, period)
    basis = meeting(counted, definition.basis, period)
    missing = meeting(counted, definition.missing.where, period)
    record = definition.source.record
    found = [
        measured(definition, numerator),
        measured(definition, denominator),
        len({row[record] for row in basis}),
        len({row[record] for row in missing}) if definition.missing.records else measured(definition, missing),
        len({row["owner"] for row in basis}),
    ]
    for part in definition.parts:
        rows_of_part = meeting(counted if part.outside else basis, part.where, period)
        values = {row[part.distinct] for row in rows_of_part} - {None} if part.distinct else None
        found.append(measured(definition, rows_of_part) if values is None else len(values))
    return found
