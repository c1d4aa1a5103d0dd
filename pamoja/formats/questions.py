"""The neutral list of questions that stands between a register's declaration and everything made from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Label = Mapping[str, str]
"""A text by language: fr, sw, en."""

Kind = Literal[
    "text", "longtext", "sealed", "integer", "decimal", "date", "one", "many", "place", "places", "record", "file"
]
"""What an answer is; `one` and `many` choose from `choices`, `place(s)` from the tree, `record` from other records.

`sealed` is a text that is kept sealed, apart from its record, and shown nowhere.
"""

Condition = tuple[object, ...]
"""A neutral rule: ("and"|"or", c, ...), ("not", c), or (operator, question, operand).

Operators: =, <, <=, >, >=, in, contains, blank. An operand is a plain value, a tuple of values for `in`, a bool for
`blank` (True: the question has no answer), or ("field", name) / ("+", operand, operand) / ("-", ...) / ("*", ...).
"""


@dataclass(frozen=True)
class Choice:
    """Hold one answer of a list: its code and its names."""

    name: str
    label: Label


@dataclass(frozen=True)
class Rule:
    """Hold one rule that a whole record must obey, and the sentence when it does not.

    The rule is shown at the question `where`; unknown (a blank operand) obeys, as in SQL.
    """

    code: str
    holds: Condition
    message: Label
    where: str


@dataclass(frozen=True)
class Question:
    """Hold one question of a form.

    `when` is the condition under which it is asked (None: always). `level` is the sensitivity of its answer; public: it
    is as open as its record.
    `register` names the register whose records answer a `record` question. `default` is the answer that
    stands before one is given.
    """

    name: str
    kind: Kind
    label: Label
    hint: Label
    required: bool = False
    choices: tuple[Choice, ...] = ()
    register: str = ""
    when: Condition | None = None
    level: str = "public"
    low: float | None = None
    high: float | None = None
    limit: int | None = None
    on_phone: bool = True
    default: str = ""


@dataclass(frozen=True)
class Section:
    """Hold questions asked together, under one heading."""

    name: str
    label: Label
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Repeat:
    """Hold questions asked any number of times within one record; `when`: the condition on which they are asked."""

    name: str
    label: Label
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True)
class Form:
    """Hold one form: what a register asks, in reading order; repeats come after the sections.

    `warnings` are rules that stop nobody: their sentence stands where they are surely broken.
    """

    name: str
    title: Label
    sections: tuple[Section, ...]
    repeats: tuple[Repeat, ...] = ()
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield the questions outside repeats, in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, name: str) -> Question:
        """Return the question `name` outside repeats; raise KeyError when there is none."""
        for question in self.questions():
            if question.name == name:
                return question
        raise KeyError(name)
