"""What one person may read in the records that they see: answers by their level, and the other records these name."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.records.models import Record
from pamoja.records.register import Register

BY_NAME = ("restricted", "strict")
"""The levels that being named for a record opens."""


def levels_of(person: User, record: Record, *, named: bool) -> tuple[str, ...]:
    """Return the levels of the answers that a person reads in a record that they see, being named for it or not."""
    role = ROLES[person.role]
    levels = role.own if record.owner_id == person.organisation_id else role.others
    if named:
        levels = tuple(dict.fromkeys([*levels, *BY_NAME]))
    if person.previewed_by:
        real = Reader(person.previewed_by).levels(record)
        levels = tuple(level for level in levels if level in real)
    return levels


class Reader:
    """Answers, for one person and one page, what may be read; what it looked up it remembers."""

    def __init__(self, person: User) -> None:
        self.person = person
        self._seen: defaultdict[type[Record], dict[uuid.UUID, bool]] = defaultdict(dict)

    @cached_property
    def _named(self) -> frozenset[uuid.UUID]:
        return frozenset(self.person.teams.values_list("record", flat=True))

    def levels(self, record: Record) -> tuple[str, ...]:
        """Return the levels of the answers that the person may read in a record that they see."""
        return levels_of(self.person, record, named=record.pk in self._named)

    def opens(self, register: Register, record: Record, name: str) -> bool:
        """Tell whether the person may read the answer to a question in a record that they see."""
        level = register.level_of(name)
        return level == "public" or level in self.levels(record)

    def closed(self, register: Register, record: Record) -> frozenset[str]:
        """Return the questions of a record whose answers the person may not read."""
        return frozenset(name for name in register.levels if not self.opens(register, record, name))

    def closed_seals(self, register: Register, record: Record) -> frozenset[str]:
        """Return the sealed questions of a record whose level the person may not read: they neither open nor change."""
        return frozenset(name for name in register.sealed if not self.opens(register, record, name))

    def sees(self, record: Record) -> bool:
        """Tell whether the person sees a record that another one names."""
        self.look_at([record])
        return self._seen[type(record)][record.pk]

    def look_at(self, records: Iterable[Record | None]) -> None:
        """Find out for many records at once whether the person sees them: a query for each register."""
        unknown: defaultdict[type[Record], set[Any]] = defaultdict(set)
        for record in records:
            if record is not None and record.pk not in self._seen[type(record)]:
                unknown[type(record)].add(record.pk)
        for model, ids in unknown.items():
            visible = model._default_manager.filter(pk__in=ids).visible_to(self.person)
            found = set(visible.values_list("pk", flat=True))
            self._seen[model].update({pk: pk in found for pk in ids})
