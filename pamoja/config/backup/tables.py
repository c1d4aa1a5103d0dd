"""The tables of a backup, their rows as lines of text that do not depend on the database, and back."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Collate

MADE_BY_DJANGO = frozenset({"auth", "contenttypes", "sessions", "usersessions"})
MADE_ANEW = frozenset({"records.change"})
ROWS_AT_ONCE = 200

Model = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"


def tables() -> list[Model]:
    """Return the models whose rows a backup holds, in a stable order.

    Left out: what Django makes itself, who is signed in at the moment, and the list of changes that the lake has not
    read (a restored instance computes its lake anew).
    """
    every = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    kept = (m for m in every if m._meta.app_label not in MADE_BY_DJANGO and m._meta.label_lower not in MADE_ANEW)
    return sorted((model for model in kept if not model._meta.proxy), key=lambda model: model._meta.label_lower)


def columns(model: Model) -> list[Column]:
    """Return the columns of a table, by name."""
    return sorted(model._meta.local_concrete_fields, key=lambda field: str(field.column))


def lines(model: Model) -> Iterator[bytes]:
    """Yield every row of a table as one line of JSON, in the order of the key, without reading the table as a whole."""
    fields = columns(model)
    rows = model._base_manager.order_by(_bytewise(model._meta.pk)).values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        named = {field.column: _to_json(value) for field, value in zip(fields, row, strict=True)}
        yield json.dumps(named, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(model: Model, line: bytes) -> list[Any]:
    """Return the values of a line as the database takes them, in the order of `columns`.

    Raises ValueError or KeyError when the line is not a row of this table.
    """
    named = json.loads(line)
    fields = columns(model)
    if set(named) != {field.column for field in fields}:
        raise ValueError(f"not a row of {model._meta.label_lower}")
    return [field.get_db_prep_save(_from_json(field, named[field.column]), connection) for field in fields]


def _bytewise(key: Column) -> Any:
    """Return the order of a key that is the same on every database: texts by their bytes."""
    if isinstance(key, models.CharField) and connection.vendor == "postgresql":
        return Collate(F(key.attname), "C")
    return F(key.attname)


def _to_json(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _from_json(field: Column, value: Any) -> Any:
    if value is None:
        return None
    column = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(column, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(column, models.JSONField):
        return value
    return column.to_python(value)
