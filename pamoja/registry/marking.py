"""After migrations, the database marks the writes to every register, by which remembered numbers are told from old."""

from typing import Any

from django.db import connection

from pamoja.records.editions import SHARED, mark_writes
from pamoja.records.models import Edition
from pamoja.registry.registers import REGISTERS


def mark_registers(**_signal: Any) -> None:
    """Have the writes to all registers marked; SQLite forgets it of a table that a migration makes anew."""
    tables = set(connection.introspection.table_names())
    if Edition._meta.db_table not in tables:
        return
    for model in (*(register.model for register in REGISTERS.values()), *SHARED):
        if model._meta.db_table in tables:
            mark_writes(model)
