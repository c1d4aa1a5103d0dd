"""Cross-field rules: written once as `Q`, kept by the database, read by every door."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CheckConstraint, F, Model, Q
from django.db.models.expressions import CombinedExpression, Value
from django.utils.functional import Promise

from pamoja.formats.questions import Condition
from pamoja.formats.rules import obeyed

LOOKUPS = {
    "exact": "=",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "in": "in",
    "isnull": "blank",
    "contains": "contains",
}


class Rule(CheckConstraint):
    """A check constraint that looks at a record by itself, without asking the database; to migrations it is plain.

    Both say the same: tests/phone/test_rules_agree.py.
    """

    def validate(self, model: type[Model], instance: Model, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise ValidationError when the rule is surely broken; what failed by itself (`exclude`) is not looked at."""
        del using
        condition = neutral(self.condition)  # type: ignore[arg-type]
        read = fields_read(condition)
        if read & set(exclude or ()):
            return
        values = {name: getattr(instance, model._meta.get_field(name).attname) for name in read}  # type: ignore[union-attr]
        if not obeyed(condition, values):
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> Any:
        """Return what migrations write: a check constraint of Django's."""
        _path, arguments, named = super().deconstruct()
        return "django.db.models.CheckConstraint", arguments, named


def rule(name: str, holds: Q, message: str | Promise) -> CheckConstraint:
    """Return a check constraint whose complaint carries its own name as code."""
    return Rule(condition=holds, name=name, violation_error_code=name, violation_error_message=message)  # type: ignore[arg-type]


def kept_by_database(name: str, holds: Q) -> CheckConstraint:
    """Return a check constraint that forms need not read, because their questions already ask for what it wants."""
    return CheckConstraint(condition=holds, name=name)


def neutral(q: Q) -> Condition:
    """Return a `Q` as the neutral condition that formats read; raise ValueError for a lookup without four readings."""
    parts = tuple(neutral(child) if isinstance(child, Q) else _leaf(*child) for child in q.children)  # type: ignore[misc]
    joined: Condition = parts[0] if len(parts) == 1 else (q.connector.lower(), *parts)
    return ("not", joined) if q.negated else joined


def _leaf(key: str, value: Any) -> Condition:
    name, _separator, lookup = key.partition("__")
    if (lookup or "exact") not in LOOKUPS:
        raise ValueError(f"no rule may use {key!r}")
    return (LOOKUPS[lookup or "exact"], name, _operand(value))


def _operand(value: Any) -> Any:
    if isinstance(value, F):
        return ("field", value.name)  # type: ignore[attr-defined]
    if isinstance(value, CombinedExpression):
        return (value.connector, _operand(value.lhs), _operand(value.rhs))
    if isinstance(value, Value):
        return value.value
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(str(item) for item in value)
    return value


def fields_read(condition: Condition) -> set[str]:
    """Return the names of the questions that a condition reads."""
    operator, *rest = condition
    if operator in ("and", "or", "not"):
        return set().union(*(fields_read(part) for part in rest))  # type: ignore[arg-type]
    name, operand = rest
    return {str(name)} | _fields_of(operand)


def _fields_of(operand: Any) -> set[str]:
    if isinstance(operand, tuple) and operand and operand[0] == "field":
        return {operand[1]}
    if isinstance(operand, tuple) and len(operand) == 3 and operand[0] in ("+", "-", "*"):
        return _fields_of(operand[1]) | _fields_of(operand[2])
    return set()
