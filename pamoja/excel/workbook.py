"""A workbook that somebody brought, as rows of a register: each with the rows of its repeats."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from pamoja.excel.plan import FIXED, VERSION, in_sheets
from pamoja.excel.report import Fault
from pamoja.formats.questions import Form
from pamoja.formats.sheet.answers import Answering
from pamoja.formats.sheet.plan import Cell
from pamoja.formats.sheet.reading import ERRORS, KEY, SheetRead, UnreadableBook, open_book
from pamoja.kit.problems import Problem
from pamoja.records.register import Register

Cells = Mapping[str, Cell]
_WHERE = re.compile(r"(?:(\w+)\[(\d+)\]\.?)?(\w*)")


@dataclass(frozen=True)
class Line:
    """Hold a row of the first sheet: its number, what its first cell says, its cells, and the rows of its repeats."""

    number: int
    key: str
    cells: Cells
    rows: Mapping[str, list[tuple[int, Cells]]]


class Workbook:
    """Reads a workbook for a register; raises Problem when it is none that can be read, or not of this register."""

    def __init__(self, register: Register, form: Form, stream: BinaryIO) -> None:
        self.register, self.form = register, form
        sheets = {sheet.name: sheet for sheet in _opened(stream)}
        if register.name not in sheets:
            others = ", ".join(sorted(sheet.title for sheet in sheets.values()))
            raise Problem("excel.other_register", found=others) if sheets else Problem("excel.no_template")
        self.main = sheets[register.name]
        self.answering = Answering(in_sheets(form))
        self.children = {
            repeat.name: sheets[name] for repeat in form.repeats if (name := f"{register.name}/{repeat.name}") in sheets
        }
        self.answering_rows = {repeat.name: Answering(repeat.questions) for repeat in form.repeats}
        _check_columns(self.main, {KEY, VERSION, *self.answering.questions})
        for name, sheet in self.children.items():
            _check_columns(sheet, {KEY, *self.answering_rows[name].questions})
        self._waiting = {name: _by_key(sheet) for name, sheet in self.children.items()}

    def lines(self) -> Iterator[Line]:
        """Yield the rows, one by one; raise Problem when there are too many."""
        for number, cells in _rows(self.main):
            key = _key(cells)
            rows = {name: waiting.pop(key, []) if key else [] for name, waiting in self._waiting.items()}
            yield Line(number, key, cells, rows)

    def orphans(self) -> Iterator[Fault]:
        """Yield, once all lines were read, the rows of repeats that belong to none of them."""
        for name, waiting in self._waiting.items():
            for key, rows in waiting.items():
                for number, _cells in rows:
                    problem = Problem("excel.row_without_record", value=key[:80], sheet=self.main.title)
                    yield self._fault(self.children[name], number, KEY, problem)

    def fault(self, line: Line, problem: Problem) -> Fault:
        """Return a problem with the cell that it is about."""
        found = _WHERE.fullmatch(str(problem.data.get("where", "")))
        repeat, at, question = found.groups() if found else (None, None, "")
        rows = line.rows.get(repeat or "", [])
        if repeat and at and int(at) <= len(rows):
            return self._fault(self.children[repeat], rows[int(at) - 1][0], question, problem)
        return self._fault(self.main, line.number, question, problem)

    def broken_cells(self, line: Line) -> Iterator[Fault]:
        """Yield the cells of a line that show an error in the place of a value."""
        for name, cell in line.cells.items():
            if cell in ERRORS:
                yield self._fault(self.main, line.number, name, Problem("excel.cell_error", value=cell))
        for repeat, rows in line.rows.items():
            for number, cells in rows:
                for name, cell in cells.items():
                    if cell in ERRORS:
                        problem = Problem("excel.cell_error", value=cell)
                        yield self._fault(self.children[repeat], number, name, problem)

    def _fault(self, sheet: SheetRead, number: int, question: str, problem: Problem) -> Fault:
        column = ""
        if question in sheet.names:
            at = sheet.names.index(question)
            column = f"{get_column_letter(at + 1)} · {sheet.labels[at].removesuffix(' *')}"
        return Fault(sheet.title, number, column, problem)


def _opened(stream: BinaryIO) -> list[SheetRead]:
    try:
        return open_book(stream)
    except UnreadableBook as error:
        raise _problem(error) from error


def _rows(sheet: SheetRead) -> Iterator[tuple[int, Cells]]:
    try:
        yield from sheet.rows()
    except UnreadableBook as error:
        raise _problem(error) from error


def _problem(error: UnreadableBook) -> Problem:
    return Problem(f"excel.{error.code}", sheet=error.sheet)


def _check_columns(sheet: SheetRead, known: set[str]) -> None:
    """Raise Problem for a column that stands twice, or that the register does not know: nothing is lost unseen."""
    named = [name for name in sheet.names if name and not name.startswith(FIXED)]
    for name in named:
        label = sheet.labels[sheet.names.index(name)] or name
        if name not in known:
            raise Problem("excel.column_unknown", sheet=sheet.title, column=label[:80])
        if named.count(name) > 1:
            raise Problem("excel.column_twice", sheet=sheet.title, column=label[:80])


def _key(cells: Cells) -> str:
    cell = cells.get(KEY)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").strip().upper()


def _by_key(sheet: SheetRead) -> dict[str, list[tuple[int, Cells]]]:
    found: defaultdict[str, list[tuple[int, Cells]]] = defaultdict(list)
    for number, cells in _rows(sheet):
        found[_key(cells)].append((number, cells))
    return dict(found)
