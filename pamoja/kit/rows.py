"""Rows of tables as JSON that does not depend on the database, and back."""

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection, models

ROWS_AT_ONCE = 200

Model: TypeAlias = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"


def columns(model: Model) -> list[Column]:
    """Return the columns of a table, by name."""
    return sorted(model._meta.local_concrete_fields, key=lambda field: str(field.column))


def as_line(fields: Iterable[Column], row: Iterable[Any]) -> bytes:
    """Return a row, as `values_list` of the columns gives it, as one line of JSON."""
    named = {field.column: as_json(value) for field, value in zip(fields, row, strict=True)}
    return json.dumps(named, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(model: Model, named: Mapping[str, Any]) -> list[Any]:
    """Return the values of a row as the database takes them, in the order of `columns`.

    Raises ValueError or KeyError when it is not a row of this table.
    """
    fields = columns(model)
    if set(named) != {field.column for field in fields}:
        raise ValueError(f"not a row of {model._meta.label_lower}")
    return [for_database(field, named[str(field.column)]) for field in fields]


def insert_rows(model: Model, rows: Iterable[list[Any]]) -> None:
    """Insert rows that `row_of` returned, as they are."""
    quote = connection.ops.quote_name
    names = [quote(str(field.column)) for field in columns(model)]
    places = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while some := list(islice(waiting, ROWS_AT_ONCE)):
            cursor.executemany(insert, some)


def as_json(value: Any) -> Any:
    """Return a value of a row as JSON can hold it."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def for_database(field: Column, value: Any) -> Any:
    """Return what `as_json` made of a column's value, as the database takes it."""
    return field.get_db_prep_save(from_json(field, value), connection)


def from_json(field: Column, value: Any) -> Any:
    """Return what `as_json` made of a column's value, as it was."""
    if value is None:
        return None
    column = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(column, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(column, models.JSONField):
        return value
    return column.to_python(value)
