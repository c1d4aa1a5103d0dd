"""Conditions that SQLite tests row by row, in the order asked for, and takes no index for."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Case, Q, Value, When
from django.db.models.lookups import Exact


def walked(condition: Q) -> Any:
    """Return a condition for `filter` that leaves SQLite no other way than to walk an index that holds all it reads.

    SQLite knows little of how many rows pass, so it would rather open and sort half a table than walk. PostgreSQL knows
    better, and gets the condition as it is.
    """
    if not condition or connections[DEFAULT_DB_ALIAS].vendor != "sqlite":
        return condition
    return Exact(Case(When(condition, then=Value(1)), default=Value(0)), Value(1))
