"""Rules that warn and keep: what is unusual in a record, told to everybody who can act on it, and refused by nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from pamoja.formats.rules import obeyed
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.sentences import SENTENCES
from pamoja.records.rules import fields_read, neutral

Looks = Callable[[Any, Mapping[str, Any], By, Any], list[Problem]]
"""Looks at a validated but unsaved record as a check does, and returns what is unusual."""


@dataclass(frozen=True, eq=False)
class Warn:
    """Declare a rule that warns: the code of its sentence, and either what `holds` or a `check` that asks more.

    What `holds` is a condition on the answers, written once as a rule is, and read by phones too; its sentence stands
    at the question `where` and is filled from `said`. A `check` asks at most one query, and finds it by an index; one
    that finds several things names the code of each, with spaces between.
    """

    code: str
    holds: Q | None = None
    where: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    check: Looks | None = None

    @property
    def codes(self) -> list[str]:
        """Return the codes of all that it may find."""
        return self.code.split()

    def found(self, record: Any, answers: Mapping[str, Any], by: By, before: Any) -> list[Problem]:
        """Return what is unusual in a record that is not saved yet."""
        if self.check is not None:
            return self.check(record, answers, by, before)
        assert self.holds is not None
        condition = neutral(self.holds)
        values = {name: getattr(record, record._meta.get_field(name).attname) for name in fields_read(condition)}
        return [] if obeyed(condition, values) else [Problem(self.code, where=self.where, **self.said)]


def lazy_sentence(warn: Warn) -> Any:
    """Return the sentence of a rule that is a condition, in whatever language is active when it is read."""
    return _Sentence(warn)


class _Sentence:
    def __init__(self, warn: Warn) -> None:
        self.warn = warn

    def __str__(self) -> str:
        return str(SENTENCES[self.warn.code]) % self.warn.said
