"""The indicators of this instance, read from their files."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from pamoja.engine.definition import Definition, Kind, Source
from pamoja.engine.definition_file import read_definitions
from pamoja.lake.tables import TABLES

FOLDER = Path(__file__).with_name("definitions")


@lru_cache
def catalogue() -> Mapping[str, Definition]:
    """Return the definitions by code, in the order of their pages; raise DefinitionErrors with all that is wrong."""
    files = {path.name: path.read_text() for path in sorted(FOLDER.glob("*.toml"))}
    return read_definitions(files, sources())


@lru_cache
def sources() -> Mapping[str, Source]:
    """Return the tables of the lake that definitions may count."""
    found = {}
    for name, table in TABLES.items():
        columns = {column.name: _kind(column.type) for column in table.schema()}
        found[name] = Source(name, columns, table.key, table.register, table.single)
    return found


def _kind(of: pa.DataType) -> Kind:
    if pa.types.is_date(of):
        return "date"
    if pa.types.is_integer(of):
        return "integer"
    if pa.types.is_decimal(of):
        return "decimal"
    if pa.types.is_list(of):
        return "list"
    return "record" if of == pa.uuid() else "text"
