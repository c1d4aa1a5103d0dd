"""Every table of the lake, by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from pamoja.lake import facts, geography
from pamoja.lake.children import child_rows, child_schema
from pamoja.lake.columns import register_schema
from pamoja.lake.geography import Geography
from pamoja.lake.reading import Ids, read_register
from pamoja.records.register import Child
from pamoja.registry.registers import REGISTERS

WHOLE = "all"
"""The name of the only partition of a table that is not divided by month."""


@dataclass(frozen=True)
class LakeTable:
    """Describe one table: the register it comes from, and which column names the record.

    `rows` reads the rows of some records (None: all) from the database. `single` says that a record has one row (on any
    day, where rows have a beginning and an end). Rows are divided by the month of their `date`.
    """

    register: str
    key: str
    single: bool
    schema: Callable[[], pa.Schema]
    rows: Callable[[Geography, Ids], pa.Table]


def _register(name: str) -> LakeTable:
    return LakeTable(
        name, "id", True, partial(register_schema, name), lambda tree, ids: read_register(REGISTERS[name], tree, ids)
    )


def _child(register: str, child: Child) -> LakeTable:
    kept = tuple(child.keeps.split())
    return LakeTable(
        register,
        register,
        False,
        partial(child_schema, register, child.name, kept),
        partial(child_rows, register, child.name, kept),
    )


def _declared() -> Iterator[tuple[str, LakeTable]]:
    """Yield a table for each register, and one for each of its repeats of which no table of its own is derived."""
    for name, register in REGISTERS.items():
        yield register.lake_table, _register(name)
        for child in register.children:
            if child.name not in DERIVED:
                yield f"{name}_{child.name}", _child(name, child)


DERIVED: dict[str, LakeTable] = {
    "attendance": LakeTable("session", "session", False, facts.attendance_schema, facts.attendance),
    "commitment_spans": LakeTable("commitment", "commitment", True, facts.spans_schema, facts.commitment_spans),
}
TABLES: dict[str, LakeTable] = {**dict(_declared()), **DERIVED}
REFERENCE: dict[str, Callable[[], pa.Table]] = {
    "places": geography.places,
    "zone_places": geography.zone_places,
}
"""Tables that no register holds: the place tree and the priority zones, each in one partition."""


def schemas() -> dict[str, pa.Schema]:
    """Return the columns of every table."""
    return {
        **{name: table.schema() for name, table in TABLES.items()},
        "places": geography.PLACES,
        "zone_places": geography.ZONE_PLACES,
    }
