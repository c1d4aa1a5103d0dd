"""What people search for, and the condition that a record says it where they may read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from pamoja.accounts.models import User
from pamoja.records.models import RecordWords
from pamoja.records.queries import open_at
from pamoja.records.register import Register
from pamoja.records.words import INDEX, LEXEMES, PUBLIC, folded, levels_searched

MOST_WORDS = 10
CODE = re.compile(r"([a-z]{2,6}) ?(\d{4}) ?(0\d{3,}|[1-9]\d*)")
"""A whole code as people type it: "eng 2026 12", "ENG-2026-0012"."""


@dataclass(frozen=True)
class Asked:
    """Hold what somebody searches for: the words, folded, and the code that they may be."""

    words: tuple[str, ...]
    code: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)

    def begins(self, word: str) -> bool:
        """Tell whether a word of a text is found by one of those asked for."""
        plain = folded(word)
        return any(plain.startswith(one) if len(one) > 1 else plain == one for one in self.words)


def asked(text: str) -> Asked:
    """Return what a text asks for: all its words, in any order, at most ten; what elision leaves (l’) asks nothing."""
    plain = folded(text)
    words = list(dict.fromkeys(plain.split()))
    telling = [word for word in words if len(word) > 1 or word.isdigit()]
    code = CODE.fullmatch(plain)
    return Asked(
        tuple((telling or words)[:MOST_WORDS]),
        f"{code[1].upper()}-{code[2]}-{code[3].zfill(4)}" if code else "",
    )


def saying(register: Register, person: User, sought: Asked) -> Q:
    """Return the condition that a record of a register says all that is sought, in answers that the person may read.

    It stands beside `visible_to(person)`, never in its place.
    """
    if not sought:
        return Q(pk__in=[])
    if sought.code.startswith(f"{register.prefix}-"):
        return Q(code=sought.code)
    closed = levels_searched(register) - {PUBLIC}
    if not closed:
        return open_at(person, register.name, PUBLIC) & _in_level(register, PUBLIC, sought.words)
    found = Q()
    for word in sought.words:
        somewhere = Q(pk__in=[])
        for level in (PUBLIC, *sorted(closed)):
            somewhere |= _in_level(register, level, [word]) & open_at(person, register.name, level)
        found &= somewhere
    return found


def registers_saying(sought: Asked) -> set[str]:
    """Return the names of the registers in which somebody could find all that is sought, whatever their rights."""
    each = [set(_rows([word]).values_list("register", flat=True).distinct()) for word in sought.words]
    return set.intersection(*each) if each else set()


def _in_level(register: Register, level: str, words: Iterable[str]) -> Q:
    return Q(pk__in=_rows(words).filter(register=register.name, level=level).values("record"))


def _rows(words: Iterable[str]) -> "QuerySet[RecordWords]":
    return RecordWords.objects.filter(_Said(words))


class _Said(Func):
    """Is the condition that a row holds words, each by its beginning; a single letter is a whole word."""

    output_field = BooleanField()

    def __init__(self, words: Iterable[str]) -> None:
        if connection.vendor == "postgresql":
            super().__init__(Value(" & ".join(f"'{word}'{':*' if len(word) > 1 else ''}" for word in words)))
        else:
            super().__init__(F("id"), Value(" ".join(f'"{word}"{"*" if len(word) > 1 else ""}' for word in words)))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the condition for FTS5."""
        joined = f" IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH "  # noqa: S608 (our own words only)
        return super().as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=joined, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the condition for text search."""
        return super().as_sql(compiler, connection, template=f"{LEXEMES} @@ %(expressions)s::tsquery", **context)
