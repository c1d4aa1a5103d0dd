"""Compiling definitions: one query answers several definitions of one family over many periods at once.

The query is written once for a shape (definitions, dimension, filters in use); periods and values are bound to it.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
from ibis import Table
from ibis.expr.types import BooleanValue, IntegerScalar

from pamoja.engine.definition import (
    DIMENSIONS,
    AsOf,
    Condition,
    Definition,
    Either,
    Is,
    Kind,
    Operand,
    Part,
    PeriodDay,
    Source,
    Where,
)
from pamoja.engine.periods import Period

TYPES: Mapping[Kind, str] = {
    "text": "string",
    "integer": "int64",
    "decimal": "decimal(18, 4)",
    "date": "date",
    "record": "uuid",
    "list": "array<string>",
}
SQL_TYPES = {"record": "UUID", "process": "UUID"}
COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
PERIODS = ibis.table({"period": "int32", "period_first": "date", "evening": "date"}, name="periods")
ZONES = ibis.table(
    {"zone": "string", "zone_place": "string", "zone_from": "date", "zone_to": "date"}, name="zones_by_day"
)
ZONES_SQL = (
    "zones_by_day AS (SELECT zone, place AS zone_place, valid_from AS zone_from, valid_to AS zone_to FROM zone_places)"
)


@dataclass(frozen=True, slots=True)
class Query:
    """Hold SQL with its parameters, ready to run."""

    sql: str
    parameters: list[Any]


def figures(
    definitions: Sequence[Definition], periods: Sequence[Period], dimension: str, filters: Mapping[str, str]
) -> Query:
    """Return the query that computes cells.

    Its rows are: index of the period, key of the dimension (when there is one), then for each definition its numerator,
    denominator, n, missing, partners and parts (see `width`).

    `filters` are those in use; a place is given by its path. All definitions are of one family.
    """
    return _bind(_figures_sql(tuple(definitions), dimension, _names(filters)), periods, filters)


def trace(definition: Definition, part: str, period: Period, filters: Mapping[str, str]) -> Query:
    """Return the query whose rows are: id of a record, what it contributes to the part (see `Definition.traceable`)."""
    return _bind(_trace_sql(definition, part, _names(filters)), [period], filters)


def people(definition: Definition, periods: Sequence[Period], dimension: str) -> Query:
    """Return the query whose rows are: index of the period, path of the place, key of the dimension, people there.

    Counts all whom the sum of the definition's column counts, whatever its conditions.
    """
    return _bind(_people_sql(definition, dimension), periods, {})


def width(definition: Definition) -> int:
    """Return how many columns a definition takes in the answer of `figures`."""
    return 5 + len(definition.parts)


def _names(filters: Mapping[str, str]) -> tuple[str, ...]:
    """Return the filters in use; which dimension is unknown shapes the query, it is no value."""
    return tuple(f"unknown:{value}" if name == "unknown" else name for name, value in sorted(filters.items()))


def _bind(sql: str, periods: Sequence[Period], filters: Mapping[str, str]) -> Query:
    values = {name: value for name, value in sorted(filters.items()) if name != "unknown"}
    rows = ", ".join("(?::INTEGER, ?::DATE, ?::DATE)" for _period in periods)
    tables = [f"periods(period, period_first, evening) AS (VALUES {rows})", ZONES_SQL]
    parameters: list[Any] = []
    for index, period in enumerate(periods):
        parameters += [index, period.start, period.as_of]
    if values:
        asked = ", ".join(f"?::{SQL_TYPES.get(name, 'VARCHAR')} AS asked_{name}" for name in values)
        tables.append(f"asked AS (SELECT {asked})")
        parameters += values.values()
    return Query(f"WITH {', '.join(tables)} SELECT * FROM ({sql})", parameters)  # noqa: S608 (no value is in it)


@lru_cache(maxsize=1024)
def _figures_sql(definitions: tuple[Definition, ...], dimension: str, filters: tuple[str, ...]) -> str:
    rows = _rows(definitions[0], dimension, filters)
    keys = ["period"]
    if dimension:
        column = "zone" if dimension == "zone" else DIMENSIONS[dimension]
        rows = rows.mutate(key=rows[column])
        keys.append("key")
    columns: dict[str, IntegerScalar] = {}
    for index, definition in enumerate(definitions):
        columns |= {f"d{index}_{name}": value for name, value in _measures(definition, rows).items()}
    return str(ibis.to_sql(rows.group_by(keys).aggregate(**columns), dialect="duckdb"))


def _measures(definition: Definition, rows: Table) -> dict[str, Any]:
    basis = definition.basis
    found = {
        "numerator": _measured(definition, rows, definition.denominator + definition.numerator),
        "denominator": _measured(definition, rows, definition.denominator),
        "n": _records(definition, rows, basis),
        "missing": _missing(definition, rows),
        "partners": rows.owner.nunique(where=_all(rows, basis)).fill_null(0),
    }
    for index, part in enumerate(definition.parts):
        found[f"part{index}"] = _part(definition, part, rows)
    return found


def _measured(definition: Definition, rows: Table, where: Where) -> IntegerScalar:
    """Measure the rows that meet the conditions; nothing measured is 0 on every engine."""
    if definition.of:
        return rows[definition.of].sum(where=_all(rows, where)).fill_null(0)
    return _records(definition, rows, where)


def _records(definition: Definition, rows: Table, where: Where) -> IntegerScalar:
    if definition.source.single:
        return rows.count(where=_all(rows, where)).fill_null(0)
    return rows[definition.source.record].nunique(where=_all(rows, where)).fill_null(0)


def _missing(definition: Definition, rows: Table) -> IntegerScalar:
    measured = _records if definition.missing.records else _measured
    return measured(definition, rows, definition.missing.where)


def _part(definition: Definition, part: Part, rows: Table) -> IntegerScalar:
    where = definition.where_of(part.code)
    if part.distinct:
        return rows[part.distinct].nunique(where=_all(rows, where)).fill_null(0)
    return _measured(definition, rows, where)


@lru_cache(maxsize=1024)
def _people_sql(definition: Definition, dimension: str) -> str:
    rows = _rows(definition, "", ())
    keys = {"period": rows.period, "path": rows.path, "key": rows[DIMENSIONS[dimension]]}
    found = rows.group_by(**keys).aggregate(people=rows[definition.of].sum().fill_null(0))
    return str(ibis.to_sql(found.filter(found.people != 0), dialect="duckdb"))


@lru_cache(maxsize=1024)
def _trace_sql(definition: Definition, part: str, filters: tuple[str, ...]) -> str:
    rows = _rows(definition, "", filters)
    rows = rows.filter(_all(rows, definition.where_of(part)))
    distinct = next((known.distinct for known in definition.parts if known.code == part), "")
    column = distinct or definition.source.record
    once = distinct or not definition.of or (part == "missing" and definition.missing.records)
    contribution = ibis.literal(1) if once else rows[definition.of].sum().fill_null(0)
    found = rows.filter(rows[column].notnull()).group_by(record=rows[column]).aggregate(contribution=contribution)
    return str(ibis.to_sql(found.filter(found.contribution != 0).order_by("record"), dialect="duckdb"))


def _rows(definition: Definition, dimension: str, filters: Iterable[str]) -> Table:
    """Return the rows of the source, once for each period in which they count, that pass the filters."""
    source, period = definition.source, definition.period
    rows = _table(source)
    filters = tuple(filters)
    valued = [name for name in filters if not name.startswith("unknown:")]
    if valued:
        rows = rows.cross_join(_asked(valued))
    for name in filters:
        if name != "zone":
            rows = rows.filter(_kept(source, rows, name))
    if isinstance(period, AsOf):
        begins, ends = rows[period.begins], rows[period.ends]
        counts = [begins <= PERIODS.evening, ends.isnull() | (ends > PERIODS.evening)]
    else:
        counts = [rows[period.day] >= PERIODS.period_first, rows[period.day] <= PERIODS.evening]
    rows = rows.join(PERIODS, counts)
    if dimension == "zone" or "zone" in filters:
        on = rows.evening if isinstance(period, AsOf) else rows[period.day]
        rows = rows.join(
            ZONES,
            [rows.place == ZONES.zone_place, ZONES.zone_from <= on, ZONES.zone_to.isnull() | (ZONES.zone_to > on)],
        )
    return rows.filter(rows.zone == rows.asked_zone) if "zone" in filters else rows


def _table(source: Source) -> Table:
    return ibis.table({name: TYPES[kind] for name, kind in source.columns.items()}, name=source.name)


def _asked(names: Iterable[str]) -> Table:
    types = {f"asked_{name}": "uuid" if name in SQL_TYPES else "string" for name in names}
    return ibis.table(types, name="asked")


def _kept(source: Source, rows: Table, name: str) -> BooleanValue:
    """Return the condition of a filter; a place keeps its subtree, and "0" follows "/" in the alphabet of bytes."""
    if name == "place":
        path = rows.asked_place
        return (rows.path >= path) & (rows.path < path.substr(0, path.length() - 1) + "0")
    if name.startswith("unknown:"):
        return rows[DIMENSIONS[name.removeprefix("unknown:")]].isnull()
    column = {"record": source.record, "process": "process"}.get(name) or DIMENSIONS[name]
    return rows[column] == rows[f"asked_{name}"]


def _all(rows: Table, where: Where) -> BooleanValue:
    """Return all conditions joined; a blank column makes one unknown, and nothing here turns unknown into true."""
    return ibis.and_(*(_holds(rows, condition) for condition in where))


def _holds(rows: Table, condition: Condition) -> BooleanValue:
    if isinstance(condition, Either):
        return ibis.or_(*(_holds(rows, option) for option in condition.options))
    return _compared(rows, condition)


def _compared(rows: Table, condition: Is) -> BooleanValue:
    column = rows[condition.field]
    if condition.operator == "blank":
        return column.isnull() if condition.value else column.notnull()
    if condition.operator == "in":
        return column.isin(condition.value)
    return COMPARED[condition.operator](column, _value(rows, condition.value))


def _value(rows: Table, value: Operand) -> Any:
    if isinstance(value, PeriodDay):
        return rows.evening if value.name == "@period_end" else rows.period_first
    return value
