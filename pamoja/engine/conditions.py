"""Conditions as definitions write them: ["due_on", "<=", "@period_end"], or ["or", [...], [...]]."""

from datetime import date
from typing import Any, get_args

from pamoja.engine.definition import (
    PERIOD_DAYS,
    Condition,
    Either,
    Is,
    Kind,
    Operand,
    Operator,
    PeriodDay,
    Source,
    Where,
)
from pamoja.engine.issues import Table

OPERATORS: tuple[str, ...] = get_args(Operator)
ORDERED: frozenset[Kind] = frozenset({"integer", "decimal", "date"})
PLAIN: dict[Kind, tuple[type, ...]] = {
    "text": (str,),
    "record": (str,),
    "integer": (int,),
    "decimal": (int, float),
    "date": (date, PeriodDay),
}


def read_where(table: Table, key: str, source: Source, *, needed: bool = True) -> Where:
    """Return the conditions at a key of a table; what is wrong is noted and left out."""
    found = []
    listed: list[Any] = table.take(key, [], needed=needed)
    for index, written in enumerate(listed):
        condition = _read(table, f"{key}[{index}]", written, source)
        if condition is not None:
            found.append(condition)
    return tuple(found)


def _read(table: Table, key: str, written: Any, source: Source) -> Condition | None:
    if isinstance(written, list) and written[:1] == ["or"]:
        options = [_read(table, f"{key}[{index}]", option, source) for index, option in enumerate(written[1:], 1)]
        known = tuple(option for option in options if option is not None)
        if len(options) < 2:
            table.wrong(key, 'needs at least two conditions after "or"')
        return Either(known) if len(known) > 1 else None
    if not (isinstance(written, list) and len(written) == 3):
        table.wrong(key, f'must be [column, operator, value] or ["or", ...], not {written!r}')
        return None
    column, operator, value = written
    says = _wrong(column, operator, value, source)
    if says:
        table.wrong(key, says)
        return None
    return Is(column, operator, _operand(value))


def _operand(value: Any) -> Operand:
    if isinstance(value, list):
        return tuple(value)
    plain: Operand = PeriodDay(value) if value in PERIOD_DAYS else value
    return plain


def _wrong(column: Any, operator: Any, value: Any, source: Source) -> str:
    if column not in source.columns:
        return f"{source.name} has no column {column!r}"
    if operator not in OPERATORS:
        return f"{operator!r} is not one of {' '.join(OPERATORS)}"
    if operator == "blank":
        return "" if isinstance(value, bool) else f"blank is true or false, not {value!r}"
    kind = source.columns[column]
    if kind == "list":
        return f"{column} (list) can only be blank or not"
    if operator in ("<", "<=", ">", ">=") and kind not in ORDERED:
        return f"{column} ({kind}) has no order"
    if operator == "in":
        if not (isinstance(value, list) and value):
            return f"in takes a list of values, not {value!r}"
        return next((says for item in value if (says := _wrong_value(column, kind, item))), "")
    return _wrong_value(column, kind, value)


def _wrong_value(column: str, kind: Kind, value: Any) -> str:
    if isinstance(value, str) and value.startswith("@") and value not in PERIOD_DAYS:
        return f"{value!r} is not one of {' '.join(PERIOD_DAYS)}"
    plain = _operand(value)
    if isinstance(plain, bool) or not isinstance(plain, PLAIN[kind]):
        return f"{column} ({kind}) cannot be compared with {value!r}"
    return ""
