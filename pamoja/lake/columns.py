"""The columns of a register in the lake, made from its neutral form."""

from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa

from pamoja.formats.questions import Kind, Question
from pamoja.records.register import Register, field_question
from pamoja.registry.registers import REGISTERS

OPEN_LEVELS = ("public", "internal")
TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(18, 4),
    "date": pa.date32(),
    "one": pa.string(),
    "many": pa.list_(pa.string()),
    "place": pa.string(),
    "places": pa.list_(pa.string()),
    "record": pa.uuid(),
}
"""What a kind of question is in Arrow; free text and files have no column."""


def column(name: str, kind: pa.DataType, level: str = "internal") -> pa.Field:
    """Return a column that carries the sensitivity of its values."""
    return pa.field(name, kind, metadata={"level": level})


PLACED = (
    column("place", pa.string()),
    column("path", pa.string()),
    column("province", pa.string()),
    column("territory", pa.string()),
    column("chefferie", pa.string()),
    column("groupement", pa.string()),
)
COMMON = (
    column("id", pa.uuid()),
    column("code", pa.string()),
    column("owner", pa.string()),
    column("sensitivity", pa.string()),
    *PLACED,
    column("pillar", pa.string()),
    column("date", pa.date32()),
)


def has_column(question: Question) -> bool:
    """Tell whether the answers of a question go into the lake: not free text, not files, no text above internal."""
    if question.kind not in TYPES:
        return False
    return question.kind != "text" or question.level in OPEN_LEVELS


def question_columns(questions: Iterable[Question]) -> list[pa.Field]:
    """Return the columns of questions, in order."""
    return [column(asked.name, TYPES[asked.kind], asked.level) for asked in questions if has_column(asked)]


@lru_cache
def register_schema(name: str) -> pa.Schema:
    """Return the columns of a register: what every record has, then its questions, then what is deduced of them."""
    register = REGISTERS[name]
    deduced = [field_question(register.model, one) for one in register.deduced.split()]
    return _schema(COMMON, question_columns([*register.form().questions(), *deduced]))


@lru_cache
def child_columns(register: str, child: str) -> tuple[pa.Field, ...]:
    """Return the columns of the questions repeated within a record."""
    form = REGISTERS[register].form()
    repeat = next(repeat for repeat in form.repeats if repeat.name == child)
    return tuple(question_columns(repeat.questions))


def own_questions(register: Register) -> list[str]:
    """Return the names of a register's columns that are not common to all."""
    common = {field.name for field in COMMON}
    return [field.name for field in register_schema(register.name) if field.name not in common]


def _schema(first: Iterable[pa.Field], rest: Iterable[pa.Field]) -> pa.Schema:
    fields = list(first)
    known = {field.name for field in fields}
    return pa.schema(fields + [field for field in rest if field.name not in known])
