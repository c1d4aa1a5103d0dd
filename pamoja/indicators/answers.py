"""Asking the lake: one query for all indicators of a family over all periods, remembered until its tables change."""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

from pamoja.engine import compile as engine
from pamoja.engine.cells import Cell, Filters
from pamoja.engine.definition import DIMENSIONS, Definition
from pamoja.engine.periods import Period
from pamoja.indicators.catalogue import catalogue
from pamoja.lake.warehouse import Row, Warehouse

Key = str | None
Used = tuple[tuple[str, str], ...]
_ASKING = Lock()
"""Held while the lake is asked, so that visitors who come together after a change ask once."""


def cells(
    lake: Warehouse, definition: Definition, periods: tuple[Period, ...], dimension: str, filters: Filters
) -> dict[tuple[Period, Key], Cell]:
    """Return the cells of an indicator by period and key; without a dimension the key is None and no period lacks."""
    family = tuple(other for other in catalogue().values() if other.family == definition.family)
    version = _version(lake, definition, dimension, filters)
    with _ASKING:
        rows = _rows(lake, version, family, periods, dimension, used(lake, definition, filters))
    start = sum(engine.width(other) for other in family[: family.index(definition)])
    numbers = {place: row[start : start + engine.width(definition)] for place, row in rows.items()}
    if not dimension:
        nothing = (0,) * engine.width(definition)
        numbers = {(index, None): numbers.get((index, None), nothing) for index in range(len(periods))}
    known = sorted(numbers.items(), key=lambda item: (item[0][0], item[0][1] is None, item[0][1] or ""))
    return {(periods[index], key): _cell(lake, definition, periods[index], row) for (index, key), row in known}


def used(lake: Warehouse, definition: Definition, filters: Filters) -> Used:
    """Return the filters in use by name, a place by its path; raise ValueError when the indicator cannot be cut so."""
    values = filters.used()
    for name, value in values.items():
        dimension = value if name == "unknown" else name
        column = {"place": "path", "record": definition.source.record, "process": "process"}.get(name)
        if (column or DIMENSIONS[dimension]) not in definition.source.columns:
            raise ValueError(f"{definition.code} cannot be kept to one {dimension}")
    if "place" in values:
        values["place"] = lake.paths.get(values["place"], f"{values['place']}/")
    return tuple(sorted(values.items()))


def _version(lake: Warehouse, definition: Definition, dimension: str, filters: Filters) -> tuple[str, ...]:
    """Return at which states of the lake the tables behind an answer last changed."""
    tables = [definition.source.name, *(["zone_places"] if dimension == "zone" or filters.zone else [])]
    return tuple(lake.versions.get(table, "") for table in tables)


@lru_cache(maxsize=1024)
def _rows(
    lake: Warehouse,
    version: tuple[str, ...],
    family: tuple[Definition, ...],
    periods: tuple[Period, ...],
    dimension: str,
    filters: Used,
) -> Mapping[tuple[int, Key], Row]:
    """Return the numbers of a family of indicators by index of period and key; `version` keeps old answers apart."""
    del version
    keys = 2 if dimension else 1
    query = engine.figures(family, periods, dimension, dict(filters))
    return {(row[0], row[1] if dimension else None): row[keys:] for row in lake.rows(query)}


def _cell(lake: Warehouse, definition: Definition, period: Period, row: Row) -> Cell:
    """Return a cell; before the first record nothing is known, not even that nothing happened."""
    first = lake.first_days.get(definition.source.name)
    numerator, denominator, n, missing, partners, *parts = (int(number) for number in row)
    return Cell(
        definition.code,
        definition.version,
        period,
        None if first is None or period.as_of < first else numerator,
        denominator if definition.measure == "ratio" else None,
        n,
        missing,
        {part.code: number for part, number in zip(definition.parts, parts, strict=True)},
        partners,
        lake.watermark,
    )
