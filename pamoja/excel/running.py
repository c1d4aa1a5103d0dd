"""One import under way: its rows checked, or written by the same action as the form, some at a time."""

import io
import logging
from collections import Counter
from collections.abc import Iterator
from time import monotonic
from traceback import extract_tb

from django.db import connection, transaction

from pamoja.excel.bringing import end
from pamoja.excel.judging import Judge, Verdict
from pamoja.excel.models import Import, ImportState
from pamoja.excel.report import MOST_FAULTS, Fault, opened_report, sealed_report
from pamoja.excel.workbook import Line, Workbook
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.kit.sqlite.base import others_wait
from pamoja.kit.stored_files import read_stored
from pamoja.records.actions import enter
from pamoja.records.choosing import looked_up_once
from pamoja.registry.registers import REGISTERS

MOMENT = 0.05
"""How many seconds rows are written together, unless others wait to write."""
COUNTED = ("new", "changed", "same", "there", "faulty", "warned")

log = logging.getLogger(__name__)


class _Undone(Exception):
    """Undoes what was written of a workbook that is written as a whole or not at all."""


class Run:
    """Goes through the rows of one import in its present state, from where it stopped; raises Problem when it cannot.

    After any exception it is of no more use: a new one goes on with what is kept in the database.
    """

    def __init__(self, brought: Import) -> None:
        self.brought, self.register = brought, REGISTERS[brought.register]
        self.workbook = Workbook(
            self.register, self.register.form(), io.BytesIO(b"".join(read_stored(brought.stored_as)))
        )
        self.judge = Judge(self.workbook, self.by)
        self.counts = Counter({name: getattr(brought, name) for name in COUNTED})
        self.faults = opened_report(brought.found)
        self.named = Counter(one.warns for one in self.faults)
        self.looked_at = 0
        self.lines = self._lines(brought.looked_at)

    @property
    def by(self) -> By:
        """Return who writes: the person who brought the workbook, now."""
        return By(self.brought.person, "excel")

    def _lines(self, before: int) -> Iterator[Line]:
        for line in self.workbook.lines():
            if self.looked_at < before:
                self.judge.pass_over(line)
                self.looked_at += 1
            else:
                yield line

    def go_on(self, until: float) -> bool:
        """Deal with rows until a moment of the monotonic clock; tell whether there are more."""
        with looked_up_once():
            if self.brought.state == ImportState.CHECKING:
                return self._check(until)
            return self._write_all() if self.brought.all_or_nothing else self._write_some(until)

    def _check(self, until: float) -> bool:
        for line in self.lines:
            self._count(self._safely(line, check=True))
            if monotonic() > until:
                return self._keep(ImportState.CHECKING)
        self._end_of_rows()
        self._keep(ImportState.CHECKED if self._waits_for_a_decision() else ImportState.DONE)
        return False

    def _waits_for_a_decision(self) -> bool:
        """Tell whether there is anything to decide: rows to write, or a fault to correct."""
        return any(self.counts[name] for name in ("new", "changed", "faulty"))

    def _write_some(self, until: float) -> bool:
        """Write good rows, those of each moment in one transaction; tell whether there are more."""
        while monotonic() < until:
            with transaction.atomic():
                if not self._is_mine():
                    return False
                if not self._write_for(monotonic() + MOMENT):
                    self._end_of_rows()
                    self._note()
                    self._keep(ImportState.DONE)
                    return False
                self._keep(ImportState.WRITING)
        return True

    def _write_for(self, until: float) -> bool:
        for line in self.lines:
            self._count(self._safely(line, check=False))
            if monotonic() > until or others_wait():
                return True
        return False

    def _write_all(self) -> bool:
        """Write every row in one transaction, or none when one of them cannot be."""
        try:
            with transaction.atomic():
                if not self._is_mine():
                    return False
                for line in self.lines:
                    self._count(self._safely(line, check=False))
                self._end_of_rows()
                if self.counts["faulty"]:
                    raise _Undone
                self._note()
                self._keep(ImportState.DONE)
        except _Undone:
            self._keep(ImportState.CHECKED)
        return False

    def _is_mine(self) -> bool:
        """Lock the import for this transaction; tell whether it is still to be written."""
        waiting = Import.objects.select_for_update(of=("self",)).filter(pk=self.brought.pk, state=ImportState.WRITING)
        return waiting.exists()

    def _safely(self, line: Line, *, check: bool) -> Verdict:
        try:
            if check:
                return self.judge.judge(line, check=True)
            with transaction.atomic():
                verdict = self.judge.judge(line, check=False)
                if verdict.kind in ("new", "changed"):
                    return self.judge.warned(line, verdict, self._write(verdict))
                return verdict
        except Problem as problem:
            return self.judge.refused(line, problem)
        except Problems as error:
            return self.judge.refused(line, *error.problems)
        except Exception as error:  # one strange row must not stop all others
            if not connection.is_usable():
                raise
            place = extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            log.error("import %s: %s at %s:%s", self.brought.pk, kind, place.filename, place.lineno)
            return self.judge.refused(line, Problem("excel.unexpected", kind=kind))

    def _write(self, verdict: Verdict) -> tuple[Problem, ...]:
        """Write a row; return what is unusual in it."""
        saved = enter(
            self.register,
            verdict.answers,
            self.by,
            record=verdict.record,
            reason=self.brought.reason if verdict.record else "",
            version=verdict.version,
            record_id=verdict.record_id,
        )
        return tuple(saved.warned)

    def _count(self, verdict: Verdict) -> None:
        self.looked_at += 1
        self.counts[verdict.kind] += 1
        self.counts["warned"] += bool(verdict.warnings)
        self._tell(verdict.faults)
        self._tell(verdict.warnings)

    def _tell(self, faults: tuple[Fault, ...]) -> None:
        """Name problems and warnings in the report, as many of each as it holds."""
        for one in faults:
            if self.named[one.warns] < MOST_FAULTS:
                self.faults.append(one)
                self.named[one.warns] += 1

    def _end_of_rows(self) -> None:
        for fault in self.workbook.orphans():
            self.counts["faulty"] += 1
            self._tell((fault,))

    def _keep(self, state: ImportState) -> bool:
        """Keep how far the import is, unless it was given up meanwhile; tell whether it goes on."""
        there = Import.objects.filter(pk=self.brought.pk, state=self.brought.state)
        told = {name: self.counts[name] for name in COUNTED} | {"looked_at": self.looked_at}
        told["rows"] = max(self.looked_at, self.workbook.main.about if state == self.brought.state else 0)
        found = sealed_report(self.brought.person.organisation_id, self.faults) if self.faults else None
        if not there.update(**told, found=found, state=state):
            return False
        if state == ImportState.DONE:
            end(Import.objects.get(pk=self.brought.pk), state)
        return True

    def _note(self) -> None:
        told = {name: ["", self.counts[name]] for name in COUNTED}
        note(self.by, "import", self.register.name, self.brought.pk, reason=self.brought.reason, changes=told)
