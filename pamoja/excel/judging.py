"""What a row means: a new record, a correction, something known, or something that cannot be taken."""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pamoja.excel.plan import VERSION
from pamoja.excel.report import Fault
from pamoja.excel.workbook import Line, Workbook
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.seal import keyed_digest
from pamoja.records.actions import default_answers, foreseen, stored_answers
from pamoja.records.models import Record
from pamoja.records.openness import Reader
from pamoja.records.sealed import differs
from pamoja.registry.registers import REGISTERS

Kind = Literal["new", "changed", "same", "there", "faulty"]
INSTEAD = {"form.unknown_record": "excel.unknown_record", "record.changed_meanwhile": "excel.changed_meanwhile"}
"""Sentences for who has a sheet, in the place of those for who has a phone or a page."""


@dataclass(frozen=True)
class Verdict:
    """Hold what a row means, and what `enter` needs to write it; a faulty one says why.

    `warnings` are what is unusual in a row that can be written.
    """

    kind: Kind
    answers: Mapping[str, Any] = field(default_factory=dict)
    record: Record | None = None
    version: int | None = None
    record_id: uuid.UUID | None = None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


class Judge:
    """Judges the rows of one workbook, in order, for the person who brought it."""

    def __init__(self, workbook: Workbook, by: By) -> None:
        self.workbook, self.register, self.by = workbook, workbook.register, by
        self._code = re.compile(rf"{re.escape(self.register.prefix)}-\d{{4}}-\d{{4,}}")
        self._keys: set[str] = set()
        self._times: dict[bytes, int] = {}
        self._defaults = default_answers(self.register)

    def pass_over(self, line: Line) -> None:
        """Remember a row that was dealt with before, for those that follow."""
        self._keys.add(line.key)
        self._identity(line)

    def judge(self, line: Line, *, check: bool) -> Verdict:
        """Return what a row means; `check`: with everything that would keep `enter` from taking it."""
        first = line.key not in self._keys
        self._keys.add(line.key)
        identity = self._identity(line)
        if line.key and not first:
            return self.refused(line, Problem("excel.key_twice", value=line.key[:80], where="code"))
        if broken := tuple(self.workbook.broken_cells(line)):
            return Verdict("faulty", faults=broken)
        found = self._birth(line, identity) if identity else self._correction(line)
        if not check or found.kind not in ("new", "changed"):
            return found
        wrong, unusual = foreseen(self.register, found.answers, self.by, record=found.record, version=found.version)
        return self.refused(line, *wrong) if wrong else self.warned(line, found, unusual)

    def warned(self, line: Line, found: Verdict, unusual: Iterable[Problem]) -> Verdict:
        """Return a verdict with what is unusual in its row."""
        told = tuple(replace(self.workbook.fault(line, one), warns=True) for one in unusual)
        return replace(found, warnings=told)

    def refused(self, line: Line, *problems: Problem) -> Verdict:
        """Return that a row cannot be taken."""
        told = (Problem(INSTEAD.get(one.code, one.code), **one.data) for one in problems)
        return Verdict("faulty", faults=tuple(self.workbook.fault(line, one) for one in told))

    def _birth(self, line: Line, identity: uuid.UUID) -> Verdict:
        given, rows = self._given(line), self._rows(line)
        if self.register.everything.filter(pk=identity).exists():
            return Verdict("there")
        answers = self._defaults | {name: value for name, value in given.items() if value or name not in self._defaults}
        return Verdict("new", answers | rows, record_id=identity)

    def _correction(self, line: Line) -> Verdict:
        person = self.by.person
        record = self.register.objects.visible_to(person).filter(code=line.key).first()
        if record is None:
            return self.refused(line, Problem("excel.code_unknown", value=line.key, where="code"))
        stored = stored_answers(self.register, record)
        reader = Reader(person)
        closed = reader.closed(self.register, record) | reader.closed_seals(self.register, record)
        given = {name: value for name, value in self._given(line).items() if name not in closed}
        changes = dict(self._changes(given, stored, record))
        for name, rows in self._rows(line).items():
            if name not in closed and not self._same_rows(name, rows, stored[name]):
                changes[name] = rows
        if not changes:
            return Verdict("same")
        return Verdict("changed", stored | changes, record, _whole(line.cells.get(VERSION)))

    def _changes(
        self, given: Mapping[str, str], stored: Mapping[str, Any], record: Record
    ) -> Iterator[tuple[str, Any]]:
        answering = self.workbook.answering
        for name, value in given.items():
            if name in self.register.sealed:
                if value and differs(record, name, value):
                    yield name, value
            elif answering.questions[name].kind == "record":
                if self._id_of(name, value) != stored[name]:
                    yield name, value
            elif not answering.is_same(name, value, stored[name]):
                yield name, value

    def _id_of(self, name: str, value: str) -> str:
        """Return the id of the record that a code names, or the text itself."""
        if not value:
            return ""
        register = REGISTERS[self.workbook.answering.questions[name].register]
        found = register.objects.visible_to(self.by.person).filter(code__iexact=value).first()
        return str(found.pk) if found else value

    def _same_rows(self, name: str, rows: list[dict[str, str]], stored: list[dict[str, Any]]) -> bool:
        answering = self.workbook.answering_rows[name]
        asked = [one for one in answering.questions if one in self.workbook.children[name].names]
        there = sorted([answering.stored(one, row[one]) for one in asked] for row in stored)
        return sorted([row[one] for one in asked] for row in rows) == there

    def _given(self, line: Line) -> dict[str, str]:
        answering = self.workbook.answering
        return {name: answering.answer(name, line.cells[name]) for name in answering.questions if name in line.cells}

    def _rows(self, line: Line) -> dict[str, list[dict[str, str]]]:
        found = {}
        for name, rows in line.rows.items():
            answering = self.workbook.answering_rows[name]
            found[name] = [
                {one: answering.answer(one, cells.get(one)) for one in answering.questions} for _number, cells in rows
            ]
        return found

    def _identity(self, line: Line) -> uuid.UUID | None:
        """Return the id of the record that a row makes, None for one that names a record.

        It is the same for the same content, in whatever file it comes. The second of two equal rows of a file has
        another one, and the third.
        """
        if self._code.fullmatch(line.key):
            return None
        given = {name: value for name, value in self._given(line).items() if value}
        repeats = {
            name: sorted(
                json.dumps({key: value for key, value in row.items() if value}, sort_keys=True) for row in rows
            )
            for name, rows in self._rows(line).items()
            if rows
        }
        content = json.dumps([self.by.person.organisation_id, given, repeats], sort_keys=True, ensure_ascii=False)
        digest = keyed_digest(f"import/{self.register.name}", content)
        times = self._times[digest] = self._times.get(digest, 0) + 1
        if times > 1:
            digest = keyed_digest(f"import/{self.register.name}", f"{content} {times}")
        return uuid.UUID(bytes=digest[:16], version=5)


def _whole(cell: Any) -> int | None:
    """Return the version that a cell names, if it does."""
    try:
        return int(cell)
    except (TypeError, ValueError, OverflowError):
        return None
