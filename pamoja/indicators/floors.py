"""The privacy floor over the lake: which numbers of a cell are masked for those who may not see small numbers.

What is masked is decided for every quarter on the whole table of people by place and one more dimension, never on what
a page happens to show; a half-year, a year and the time since the start mask what one of their quarters masks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pamoja.engine import compile as engine
from pamoja.engine import periods as calendar
from pamoja.engine.cells import Closed, Filters
from pamoja.engine.definition import PLACE_LEVELS, UNSAID, Definition, Group
from pamoja.engine.periods import Period
from pamoja.engine.privacy import PeopleTable
from pamoja.indicators.catalogue import catalogue
from pamoja.lake.warehouse import Warehouse

AXES = ("sex", "age", "category", "pillar", "partner")
Tables = Mapping[date, PeopleTable]


def masks(lake: Warehouse, definition: Definition, period: Period, filters: Filters, today: date) -> dict[str, Closed]:
    """Return which numbers of a cell are masked and why: those that `Definition.traceable` names.

    `today` is the evening on which the running quarter is looked at.
    """
    groups = {name: definition.group_of(name) for name in definition.traceable} if definition.floor else {}
    found: dict[str, Closed] = {}
    for name, group in groups.items():
        why = _why(lake, definition, group, period, filters, today) if group else ""
        if why:
            found[name] = why
    return found


def _why(
    lake: Warehouse, definition: Definition, group: Group, period: Period, filters: Filters, today: date
) -> Closed:
    cut = _cut(group, filters)
    if cut is None or period.unit == "month":
        return "fine"
    axis, keys = cut
    people = _people(definition)
    tables = _tables(lake, lake.versions.get(people.source.name, ""), people, axis or AXES[0], today)
    for quarter in calendar.series("quarter", period.start, period.as_of):
        table = tables.get(quarter.start)
        for path in _paths(lake, table, filters) if table else ():
            assert table is not None
            if table.place_masked(path) if not axis else any(table.masked(path, key) for key in keys):
                return "small"
    return ""


def _cut(group: Group, filters: Filters) -> tuple[str, frozenset[str | None]] | None:
    """Return by which dimension a number is cut and to which keys; "": by places only; None: by more than one."""
    used = replace(filters, place="").used()
    if used.get("unknown") in PLACE_LEVELS:
        del used["unknown"]
    asked: dict[str, frozenset[str | None]] = {}
    for name, value in used.items():
        dimension, key = (value, None) if name == "unknown" else (name, value)
        if dimension not in AXES or dimension in asked:
            return None
        asked[dimension] = frozenset({key})
    if group.dimension:
        asked[group.dimension] = asked.get(group.dimension, group.keys) & group.keys
    if len(asked) > 1:
        return None
    return next(iter(asked.items()), ("", frozenset()))


def _paths(lake: Warehouse, table: PeopleTable, filters: Filters) -> Iterator[str]:
    """Yield the paths whose numbers make a cell: that of its place; or what is known of the places above a level."""
    place = lake.paths.get(filters.place, f"{filters.place}/") if filters.place else ""
    if filters.unknown not in PLACE_LEVELS:
        yield place
        return
    levels = _levels(lake, lake.versions.get("places", ""))
    level = PLACE_LEVELS.index(filters.unknown) + 1
    for path in table.places():
        if path.startswith(place) and not any(levels.get(code) == level for code in path.split("/")):
            yield table.own(path)


@lru_cache(maxsize=8)
def _levels(lake: Warehouse, version: str) -> Mapping[str, int]:
    del version
    return dict(lake.rows(engine.Query("SELECT code, level FROM places", [])))


@lru_cache
def _people(definition: Definition) -> Definition:
    """Return the definition that stands for all that count the same people: the one with the highest floor."""
    same = [one for one in catalogue().values() if (one.family, one.of) == (definition.family, definition.of)]
    return max(same, key=lambda one: one.floor)


@lru_cache(maxsize=64)
def _tables(lake: Warehouse, version: str, people: Definition, axis: str, today: date) -> Tables:
    """Return the table of each quarter by its first day; `version` keeps old answers apart."""
    del version
    first = lake.first_days.get(people.source.name)
    if first is None:
        return {}
    quarters = calendar.series("quarter", first, today)
    rows: dict[int, list[tuple[str, str | None, int]]] = {index: [] for index in range(len(quarters))}
    for index, path, key, number in lake.rows(engine.people(people, quarters, axis)):
        rows[index].append((path, key, int(number)))
    unsaid = UNSAID.get(axis, frozenset()) | {None}
    return {quarters[index].start: PeopleTable(found, people.floor, unsaid) for index, found in rows.items()}
