"""The tables of a backup, in a stable order, and their rows as lines."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Collate

from pamoja.kit.rows import ROWS_AT_ONCE, Column, Model, as_line, columns

MADE_BY_DJANGO = frozenset({"auth", "contenttypes", "sessions", "usersessions"})
MADE_ANEW = frozenset({"records.change", "records.edition", "records.recordwords", "records.wordsedition"})


def tables() -> list[Model]:
    """Return the models whose rows a backup holds, in a stable order.

    Left out: what Django makes itself, who is signed in at the moment, the list of changes that the lake has not
    read (a restored instance computes its lake anew), the marks of writes (restoring leaves its own), and the words of
    records for the search (they are taken anew).
    """
    every = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    kept = (m for m in every if m._meta.app_label not in MADE_BY_DJANGO and m._meta.label_lower not in MADE_ANEW)
    return sorted((model for model in kept if not model._meta.proxy), key=lambda model: model._meta.label_lower)


def lines(model: Model) -> Iterator[bytes]:
    """Yield every row of a table as one line of JSON, in the order of the key, without reading the table as a whole."""
    fields = columns(model)
    rows = model._base_manager.order_by(_bytewise(model._meta.pk)).values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield as_line(fields, row)


def _bytewise(key: Column) -> Any:
    """Return the order of a key that is the same on every database: texts by their bytes."""
    if isinstance(key, models.CharField) and connection.vendor == "postgresql":
        return Collate(F(key.attname), "C")
    return F(key.attname)
