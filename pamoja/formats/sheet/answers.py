"""One answer between a cell and a form: codes, ISO dates, plain texts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pamoja.formats.questions import Question
from pamoja.formats.sheet.plan import SEPARATOR, Cell
from pamoja.formats.sheet.texts import from_cell, is_cut, one_break

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_BETWEEN_CODES = re.compile(r"[\s,;]+")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


class Answering:
    """Reads the answers that the cells of one sheet give to its questions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = {question.name: question for question in questions}
        self._codes = {name: {choice.name for choice in one.choices} for name, one in self.questions.items()}
        self._named = {name: _named(one) for name, one in self.questions.items()}

    def answer(self, name: str, cell: Cell) -> str:
        """Return the answer that a cell gives, as the form takes it; what makes no sense stays as it was typed."""
        if cell is None:
            return ""
        text, kind = _text(cell), self.questions[name].kind
        if kind == "one":
            code = _code(text)
            return code if code in self._codes[name] else self._named[name].get(text.casefold(), code)
        if kind in ("place", "record"):
            return _code(text)
        if kind == "places":
            return " ".join(sorted({_code(part) for part in _BETWEEN_CODES.split(text) if part}))
        if kind == "date":
            return _day(text)
        return _number(text) if kind in ("integer", "decimal") else text

    def is_same(self, name: str, given: str, stored: Any) -> bool:
        """Tell whether an answer says what is stored: the stored one is then kept to the letter."""
        return given == self.stored(name, stored) or is_cut(given, str(stored))

    def stored(self, name: str, stored: Any) -> str:
        """Return a stored answer in the form in which cells give it."""
        kind = self.questions[name].kind
        if kind == "places":
            return " ".join(sorted(stored))
        return _number(str(stored)) if kind in ("integer", "decimal") else one_break(str(stored)).strip()


def _named(question: Question) -> dict[str, str]:
    """Return the codes of a list by the names that stand for one of them only."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for choice in question.choices:
        for label in choice.label.values():
            codes[label.casefold()].add(choice.name)
    return {label: found.pop() for label, found in codes.items() if len(found) == 1}


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return from_cell(str(cell)).strip()


def _code(text: str) -> str:
    """Return the code of a line to choose from, or the text itself."""
    return text.partition(SEPARATOR)[0].strip()


def _day(text: str) -> str:
    found = _DAY_FIRST.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _number(text: str) -> str:
    try:
        value = Decimal(_SPACES.sub("", text).replace(",", "."))
    except InvalidOperation:
        return text
    return format(value.normalize(), "f") if value.is_finite() else text
