"""Figures for pages: cells of indicators by period and dimension, and which records are behind them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from pamoja.engine import compile as engine
from pamoja.engine import periods as calendar
from pamoja.engine.cells import EVERYTHING, Cell, Filters, Traced
from pamoja.engine.definition import PLACE_LEVELS, Definition
from pamoja.engine.periods import Period, Unit
from pamoja.indicators import answers
from pamoja.indicators import catalogue as definitions
from pamoja.indicators.answers import Key
from pamoja.lake.warehouse import warehouse


def catalogue() -> dict[str, Definition]:
    """Return the definitions of all indicators by code, in the order of pages."""
    return dict(definitions.catalogue())


def cell(code: str, period: Period, filters: Filters = EVERYTHING) -> Cell:
    """Return the figure of an indicator in a period."""
    return cells(code, [period], filters)[0]


def cells(code: str, periods: Sequence[Period], filters: Filters = EVERYTHING) -> list[Cell]:
    """Return the figures of an indicator in several periods, computed together."""
    found = answers.cells(warehouse(), definitions.catalogue()[code], tuple(periods), "", filters)
    return [found[period, None] for period in periods]


def series(code: str, unit: Unit, until: date, filters: Filters = EVERYTHING) -> list[Cell]:
    """Return the figures of an indicator in every period from its first record to the day `until`, which is today."""
    first = warehouse().first_days.get(definitions.catalogue()[code].source.name) or until
    return cells(code, calendar.series(unit, first, until), filters)


def by(code: str, dimension: str, period: Period, filters: Filters = EVERYTHING) -> dict[Key, Cell]:
    """Return the figures of an indicator in a period, one for each key of a dimension that has records.

    The key None stands for the records of which the dimension is unknown (of a level of places: whose place lies above
    it). Zones are a view of their own: their cells are added neither to each other nor to those of territories. Raises
    ValueError when the indicator is not shown by this dimension.
    """
    definition = definitions.catalogue()[code]
    if dimension not in definition.by:
        raise ValueError(f"{code} is not shown by {dimension!r}")
    found = answers.cells(warehouse(), definition, (period,), dimension, filters)
    return {key: one for (_period, key), one in found.items()}


def narrowed(filters: Filters, dimension: str, key: Key) -> Filters:
    """Return the filters that keep what `by` counted under a key, for its own cell or its trace."""
    if key is None:
        return replace(filters, unknown=dimension)
    if dimension not in PLACE_LEVELS:
        return replace(filters, **{dimension: key})
    paths = warehouse().paths
    inside = not filters.place or paths.get(key, "").startswith(paths.get(filters.place, f"{filters.place}/"))
    return replace(filters, place=key) if inside else filters


def trace(code: str, period: Period, filters: Filters = EVERYTHING, part: str = "numerator") -> list[Traced]:
    """Return the records behind a part of a figure, which add up to it exactly.

    `part` is numerator, denominator (of ratios), missing, or the code of a part. Raises ValueError for another.
    """
    definition = definitions.catalogue()[code]
    if part not in definition.traceable:
        raise ValueError(f"{code} has no part {part!r}")
    lake = warehouse()
    query = engine.trace(definition, part, period, dict(answers.used(lake, definition, filters)))
    registers = {known.code: known.register for known in definition.parts if known.register}
    register = registers.get(part, definition.source.register)
    return [Traced(register, str(record), int(contribution)) for record, contribution in lake.rows(query)]


def since_start(today: date) -> Period:
    """Return the period from the first record that an indicator counts to today.

    Other records may lie long before the programme: a local structure is dated by the day on which it was set up.
    """
    counted = {definition.source.name for definition in definitions.catalogue().values()}
    known = [day for name, day in warehouse().first_days.items() if day and name in counted]
    return calendar.since(min(known, default=today), today)


def named_period(key: str, today: date) -> Period:
    """Return the period that a key names (2026-03, 2026-Q1, 2026-H1, 2026, all); raise ValueError for anything else."""
    return calendar.parse(key, since_start(today).start, today)


def get_ready(today: date) -> None:
    """Load the lake and write the queries of the home page, so that the first visitor does not wait for them."""
    quarter = calendar.period("quarter", today, today)
    for code, definition in definitions.catalogue().items():
        cell(code, quarter)
        by(code, "territory" if "territory" in definition.by else definition.by[0], quarter)


def read_at() -> datetime:
    """Return when the database was last read for the figures (UTC)."""
    return datetime.fromisoformat(warehouse().read_at)
