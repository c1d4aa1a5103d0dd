"""The entries of the dictionary: the questions of a register, each with its column of the lake."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from pamoja.formats.questions import Form, Label, Question, Rule
from pamoja.lake.tables import DERIVED, schemas
from pamoja.records.register import Register


@dataclass(frozen=True)
class Entry:
    """Hold one question; `column` and `kind` are those of the lake, "" when its answers do not go there."""

    question: Question
    column: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Part:
    """Hold the questions under one heading, with the rules that refuse and those that warn.

    `repeat` is the name of the repeat that asks them, or ""; `table` is where their answers go in the lake.
    """

    label: Label
    repeat: str
    table: str
    entries: tuple[Entry, ...]
    rules: tuple[Rule, ...]
    warnings: tuple[Rule, ...] = ()


def parts_of(register: Register, form: Form) -> Iterator[Part]:
    """Yield the sections of a register's form, then its repeats."""
    for section in form.sections:
        asked = {question.name for question in section.questions}
        rules, warnings = (tuple(one for one in told if one.where in asked) for told in (form.rules, form.warnings))
        yield replace(_part(section.label, "", register.lake_table, section.questions, rules), warnings=warnings)
    for repeat in form.repeats:
        table = repeat.name if repeat.name in DERIVED else f"{register.name}_{repeat.name}"
        yield _part(repeat.label, repeat.name, table, repeat.questions, repeat.rules)


def _part(label: Label, repeat: str, table: str, questions: tuple[Question, ...], rules: tuple[Rule, ...]) -> Part:
    columns = {field.name: _type(field.type) for field in schemas()[table]}
    entries = tuple(Entry(one, one.name if one.name in columns else "", columns.get(one.name, "")) for one in questions)
    return Part(label, repeat, table, entries, rules)


def _type(kind: pa.DataType) -> str:
    return "uuid" if kind == pa.uuid() else str(kind)
