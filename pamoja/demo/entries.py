"""What the story is made of: entries that somebody typed on a certain day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from graphlib import TopologicalSorter
from typing import Any

from pamoja.records.models import Record
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

Row = dict[str, str]
Answer = str | list[str] | list[Row]
Answers = dict[str, Answer]


def _named_by(register: Register) -> set[str]:
    """Return the other registers whose records a register names."""
    columns: list[Any] = list(register.model._meta.fields)
    models = [column.related_model for column in columns if isinstance(column.related_model, type)]
    named = {model.register_name for model in models if issubclass(model, Record)}
    return (named | {reference.register for reference in register.references.values()}) - {register.name}


def _ranks() -> dict[str, int]:
    """Return the place of each register in a day: after every register that it names."""
    named = {name: sorted(_named_by(register)) for name, register in REGISTERS.items()}
    order = TopologicalSorter(named).static_order()
    return {name: place for place, name in enumerate(order)}


RANK = _ranks()


@dataclass(frozen=True, slots=True)
class Window:
    """Hold the days between which the story takes place, both included."""

    first: date
    last: date

    def typed(self, day: date, delay: int) -> date:
        """Return the day on which something of `day` is typed, `delay` days later or on the last day."""
        return min(day + timedelta(days=delay), self.last)


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold a document that goes with an entry: the question it answers, a file name, and its lines."""

    question: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one write as a user would make it.

    `key` names the record within the story; a second entry of the same key corrects the first and has a `reason`.
    `login` is blank for who writes on the public page. `refs` gives questions whose answer is another record of the
    story, by its key. `on` is the day of the write.
    """

    register: str
    key: str
    login: str
    on: date
    answers: Answers
    refs: dict[str, str] = field(default_factory=dict)
    letters: tuple[Letter, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Story:
    """Hold all entries in the order in which they are to be made."""

    entries: tuple[Entry, ...]

    def of(self, register: str, corrections: bool = False) -> tuple[Entry, ...]:
        """Return the first entries of a register, or its corrections."""
        return tuple(
            entry for entry in self.entries if entry.register == register and bool(entry.reason) == corrections
        )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by day; on one day a record comes before those that refer to it."""
    return tuple(sorted(entries, key=lambda entry: (entry.on, RANK[entry.register], bool(entry.reason), entry.key)))
