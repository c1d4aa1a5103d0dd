"""The rows repeated within records as tables of the lake: a row for each, with what every record has."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import pyarrow as pa

from pamoja.lake.columns import COMMON, child_columns, column, register_schema
from pamoja.lake.geography import Geography
from pamoja.lake.reading import Columns, Ids, as_table, blank_is_unknown, code_of, is_listed, read_register, some
from pamoja.records.register import Child
from pamoja.registry.registers import REGISTERS

OF_EVERY_RECORD = tuple(field.name for field in COMMON if field.name != "id")


def child_schema(register: str, child: str, kept: tuple[str, ...] = ()) -> pa.Schema:
    """Return the columns of a child's rows: the record, what every record has, what is `kept` of it, the questions."""
    own = register_schema(register)
    of_record = [own.field(name) for name in (*OF_EVERY_RECORD, *kept)]
    return pa.schema([column(register, pa.uuid()), *of_record, *child_columns(register, child)])


def child_rows(register: str, child: str, kept: tuple[str, ...], geography: Geography, ids: Ids = None) -> pa.Table:
    """Return the rows of a child, those of some records or of all; a record without rows has none here."""
    schema = child_schema(register, child, kept)
    records = read_register(REGISTERS[register], geography, ids).to_pydict()
    asked = [field.name for field in child_columns(register, child)]
    lines = _lines(next(one for one in REGISTERS[register].children if one.name == child), asked, ids)
    columns: Columns = {name: [] for name in schema.names}
    for index, record in enumerate(records["id"]):
        for line in lines.get(record, ()):
            columns[register].append(record)
            for name in (*OF_EVERY_RECORD, *kept):
                columns[name].append(records[name][index])
            for name, value in zip(asked, line, strict=True):
                columns[name].append(value)
    return as_table(columns, schema)


def _lines(child: Child, asked: list[str], ids: Ids) -> dict[UUID, list[tuple[Any, ...]]]:
    """Return the answers of the rows of each record, in an order that is always the same."""
    owner = f"{child.owner}_id"
    reads = [code_of if is_listed(child.model, name) else blank_is_unknown for name in asked]
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for chunk in some(child.model._default_manager.order_by("pk"), owner, ids):
        for record, *values in chunk.values_list(owner, *asked):
            found[record].append(tuple(read(value) for read, value in zip(reads, values, strict=True)))
    return found
