"""A table of the database with the real checks of a model and nothing else, to ask the database about a rule."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection, models, transaction


class Probe:
    """Tells whether the database accepts values under the check constraints of a model."""

    def __init__(self, model: type[models.Model], constraints: list[models.CheckConstraint], names: list[str]) -> None:
        self.columns = {name: model._meta.get_field(name) for name in names}
        editor = connection.schema_editor()
        checks = [str(constraint.constraint_sql(model, editor)) for constraint in constraints]
        defined = [f'"{column.column}" {column.rel_db_type(connection)}' for column in self.columns.values()]
        self.table = f"probe_{constraints[0].name}"
        self._run(f'DROP TABLE IF EXISTS "{self.table}"')
        self._run(f'CREATE TEMPORARY TABLE "{self.table}" ({", ".join([*defined, *checks])})')

    def accepts(self, values: Mapping[str, Any]) -> bool:
        """Tell whether a row of these values obeys every constraint; a blank is NULL, or "" in a column of text."""
        row = [self._stored(name, values.get(name)) for name in self.columns]
        names = ", ".join(f'"{column.column}"' for column in self.columns.values())
        marks = ", ".join(["%s"] * len(row))
        try:
            with transaction.atomic():
                self._run(f'INSERT INTO "{self.table}" ({names}) VALUES ({marks})', row)
        except IntegrityError:
            return False
        return True

    def _stored(self, name: str, value: Any) -> Any:
        column = self.columns[name]
        if value is None and not column.null and isinstance(column, models.CharField):
            return ""
        return None if value is None else connection.ops.adapt_datefield_value(value) if _is_date(column) else value

    def _run(self, sql: str, values: list[Any] | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def _is_date(column: Any) -> bool:
    return isinstance(column, models.DateField)


def real_checks(model: type[models.Model]) -> list[models.CheckConstraint]:
    """Return the check constraints that a model declares."""
    return [found for found in model._meta.constraints if isinstance(found, models.CheckConstraint)]
