"""The column that holds the way from the root of the tree to a place."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class PathField(TextColumn):
    """Store codes joined by "/", compared byte by byte on every database.

    SQLite compares bytes by default; PostgreSQL follows the language of the server, so there it says COLLATE "C".
    """

    def db_parameters(self, connection: "BaseDatabaseWrapper") -> Any:
        """Return the column's type, with the collation on PostgreSQL."""
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
