"""Conditions: what they read, what they say of a set of answers, and their form without inner negations.

A condition is true, false or unknown: it is unknown when it needs an answer that is blank. A rule is obeyed unless it
is surely broken; a question is asked when its condition surely holds.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import add, eq, ge, gt, le, lt, mul, sub
from typing import Any, Literal

from pamoja.formats.questions import Condition, Kind

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul}
OPERATORS = frozenset(COMPARISONS) | {"in", "contains", "blank"}


@dataclass(frozen=True)
class Leaf:
    """Hold one comparison, or its contrary."""

    operator: str
    name: str
    operand: Any
    negated: bool

    def reads(self) -> list[str]:
        """Return the names of the questions compared, in order."""
        return list(dict.fromkeys([self.name, *_fields(self.operand)]))


@dataclass(frozen=True)
class Joined:
    """Hold conditions of which all ("and") or one ("or") must hold."""

    word: Literal["and", "or"]
    parts: "tuple[Joined | Leaf, ...]"


def pushed(condition: Condition, negated: bool = False) -> Joined | Leaf:
    """Return the condition with every "not" moved down to its comparisons; raise ValueError for an unknown operator."""
    operator, *rest = condition
    if operator == "not":
        return pushed(_condition(rest[0]), not negated)
    if operator in ("and", "or"):
        word: Literal["and", "or"] = "or" if (operator == "or") != negated else "and"
        return Joined(word, tuple(pushed(_condition(part), negated) for part in rest))
    if operator not in OPERATORS:
        raise ValueError(f"unknown operator {operator!r}")
    name, operand = rest
    return Leaf(str(operator), str(name), operand, negated)


def reads(condition: Condition) -> list[str]:
    """Return the names of the questions that a condition reads, in order."""
    return list(dict.fromkeys(name for leaf in leaves(pushed(condition)) for name in leaf.reads()))


def leaves(tree: Joined | Leaf) -> Iterator[Leaf]:
    """Yield every comparison of a condition."""
    if isinstance(tree, Leaf):
        yield tree
        return
    for part in tree.parts:
        yield from leaves(part)


def truth(condition: Condition, values: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds of typed values; None when that is unknown.

    None, "" and empty lists are blank; a missing name is blank.
    """
    return _truth(pushed(condition), values)


def surely(condition: Condition, values: Mapping[str, Any]) -> bool:
    """Tell whether a condition surely holds: a question is then asked."""
    return truth(condition, values) is True


def obeyed(condition: Condition, values: Mapping[str, Any]) -> bool:
    """Tell whether a rule is not surely broken, as a check of the database does."""
    return truth(condition, values) is not False


def typed(kind: Kind, answer: Any) -> Any:
    """Return an answer as a comparable value: int, Decimal, date, list or text; None for a blank or unreadable one."""
    if answer in (None, "", [], ()):
        return None
    try:
        return _READERS.get(kind, _as_it_is)(answer)
    except (ValueError, InvalidOperation):
        return None


def _truth(tree: Joined | Leaf, values: Mapping[str, Any]) -> bool | None:
    if isinstance(tree, Leaf):
        found = _compare(tree, values)
        return found if found is None else found != tree.negated
    found_parts = [_truth(part, values) for part in tree.parts]
    decides = tree.word == "or"
    if decides in found_parts:
        return decides
    return None if None in found_parts else not decides


def _compare(leaf: Leaf, values: Mapping[str, Any]) -> bool | None:
    value = _value(("field", leaf.name), values)
    if leaf.operator == "blank":
        return bool((value is None) == leaf.operand)
    if value is None:
        return None
    if leaf.operator == "in":
        return any(value == _alike(value, item) for item in leaf.operand)
    if leaf.operator == "contains":
        return bool(leaf.operand in value)
    operand = _value(leaf.operand, values)
    return None if operand is None else bool(COMPARISONS[leaf.operator](value, _alike(value, operand)))


def _value(operand: Any, values: Mapping[str, Any]) -> Any:
    if not isinstance(operand, tuple):
        return operand
    if operand[0] == "field":
        value = values.get(operand[1])
        return None if value in ("", [], ()) else value
    left, right = (_value(side, values) for side in operand[1:])
    return None if left is None or right is None else ARITHMETIC[operand[0]](left, right)


def _alike(value: Any, other: Any) -> Any:
    """Return `other` in the type of `value` when it is a text that stands for one."""
    if not isinstance(other, str) or isinstance(value, str):
        return other
    return date.fromisoformat(other) if isinstance(value, date) else Decimal(other)


def _fields(operand: Any) -> list[str]:
    if not isinstance(operand, tuple) or not operand:
        return []
    if operand[0] == "field":
        return [str(operand[1])]
    if operand[0] in ARITHMETIC and len(operand) == 3:
        return [*_fields(operand[1]), *_fields(operand[2])]
    return []


def _condition(part: object) -> Condition:
    if not isinstance(part, tuple):
        raise ValueError(f"{part!r} is no condition")
    return part


def _as_it_is(answer: Any) -> Any:
    return answer


_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "decimal": lambda answer: Decimal(str(answer)),
    "date": lambda answer: answer if isinstance(answer, date) else date.fromisoformat(answer),
}
