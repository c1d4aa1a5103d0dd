"""Conditions as the phone reads them: XPath 1.0 that is true exactly when the condition surely holds.

In XPath a blank is neither unknown nor absent: it is the text "" and the number NaN, so that `not(x = 'open')` holds of
a blank. Therefore negations stand only at the comparisons, and each says first that what it reads is not blank.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pamoja.formats.questions import Condition, Kind
from pamoja.formats.rules import Joined, Leaf, pushed

Path = Callable[[str], str]
"""Returns the XPath of a question, by its name; "." for the one that the expression belongs to."""

CONTRARY = {"=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
NUMBERS = ("integer", "decimal")


def surely_xpath(condition: Condition, path: Path, kinds: Mapping[str, Kind]) -> str:
    """Return the XPath that is true exactly when the condition surely holds.

    Raises ValueError for what XPath cannot compare safely: an empty text, an order of texts, a text with both quotes.
    """
    return _expression(pushed(condition), path, kinds)


def obeyed_xpath(condition: Condition, path: Path, kinds: Mapping[str, Kind]) -> str:
    """Return the XPath that is true unless the condition is surely broken."""
    return f"not({_expression(pushed(condition, negated=True), path, kinds)})"


def quoted(text: str) -> str:
    """Return a text as an XPath literal; raise ValueError when it holds both quotes, which XPath cannot write."""
    if "'" not in text:
        return f"'{text}'"
    if '"' in text:
        raise ValueError(f"XPath cannot write {text!r}")
    return f'"{text}"'


def _expression(tree: Joined | Leaf, path: Path, kinds: Mapping[str, Kind]) -> str:
    if isinstance(tree, Leaf):
        return _Comparison(tree, path, kinds).text()
    if not tree.parts:
        return "true()" if tree.word == "and" else "false()"
    return _join(tree.word, (_expression(part, path, kinds) for part in tree.parts))


def _join(word: str, parts: Iterable[str]) -> str:
    texts = list(parts)
    return texts[0] if len(texts) == 1 else f"({f' {word} '.join(texts)})"


class _Comparison:
    """Writes one comparison with its guards."""

    def __init__(self, leaf: Leaf, path: Path, kinds: Mapping[str, Kind]) -> None:
        self.leaf, self.path, self.kinds = leaf, path, kinds
        self.kind = kinds[leaf.name]
        self.node = path(leaf.name)

    def text(self) -> str:
        leaf = self.leaf
        if leaf.operator == "blank":
            return f"{self.node} {'=' if leaf.operand != leaf.negated else '!='} ''"
        guards = [f"{self.path(name)} != ''" for name in leaf.reads()]
        return _join("and", [*guards, self._guarded()])

    def _guarded(self) -> str:
        leaf = self.leaf
        if leaf.operator == "contains":
            chosen = f"selected({self.node}, {quoted(str(leaf.operand))})"
            return f"not({chosen})" if leaf.negated else chosen
        if leaf.operator == "in":
            sign, word = ("!=", "and") if leaf.negated else ("=", "or")
            if not leaf.operand:
                return "true()" if leaf.negated else "false()"
            return _join(word, (f"{self._side(self.node)} {sign} {self._literal(item)}" for item in leaf.operand))
        if leaf.operator != "=" and self.kind not in (*NUMBERS, "date"):
            raise ValueError(f"{leaf.name!r} has no order that a phone knows")
        sign = CONTRARY[leaf.operator] if leaf.negated else leaf.operator
        return f"{self._side(self.node)} {sign} {self._operand(leaf.operand)}"

    def _operand(self, operand: Any) -> str:
        if not isinstance(operand, tuple):
            return self._literal(operand)
        if operand[0] == "field":
            return self._side(self.path(operand[1]))
        return f"({self._operand(operand[1])} {operand[0]} {self._operand(operand[2])})"

    def _side(self, node: str) -> str:
        return f"number({node})" if self.kind in NUMBERS else node

    def _literal(self, value: Any) -> str:
        if value in ("", None):
            raise ValueError(f"compare {self.leaf.name!r} with a blank by the operator 'blank'")
        if self.kind in NUMBERS:
            return str(Decimal(str(value)))
        if self.kind == "date":
            return f"date({quoted(value.isoformat() if isinstance(value, date) else str(value))})"
        return quoted(str(value))
