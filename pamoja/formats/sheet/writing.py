"""Writing a workbook row by row: however many rows there are, the memory that it takes stays the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import xlsxwriter

from pamoja.formats.sheet.plan import FIRST_ROW, MARK, MOST_ROWS, Cell, Column, Sheet

LISTS = "lists"
TITLE_LIMIT, NOTE_TITLE, NOTE_LIMIT = 31, 32, 255
WIDTHS = {"date": 12, "integer": 10, "decimal": 12}
WIDTH, CODE_WIDTH = 26, 16
DATES = "yyyy-mm-dd"


class Book:
    """Writes a workbook into the new file `path`; what it needs meanwhile lies in the folder beside it.

    `lists` are entries to choose from, by the names that columns give. The lists and the sheets read
    "`code | label`"; all texts were defused by the caller. Close it by `with`.
    """

    def __init__(self, path: Path, lists: Mapping[str, Sequence[str]]) -> None:
        options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False}
        options |= {"strings_to_urls": False, "strings_to_numbers": False, "in_memory": False}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._lists = lists
        self._ranges = {name: _range(at, len(entries)) for at, (name, entries) in enumerate(lists.items()) if entries}
        self._formats = {
            "head": self._book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E9E2D3", "bottom": 1}
            ),
            "text": self._book.add_format({"num_format": "@", "valign": "top"}),
            "date": self._book.add_format({"num_format": DATES, "align": "left", "valign": "top"}),
            "fixed": self._book.add_format({"num_format": "@", "font_color": "#6B6459", "valign": "top"}),
            "wide": self._book.add_format({"text_wrap": True, "valign": "top"}),
            "bold": self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        }

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *what: object) -> None:
        if what[0] is None:
            self._add_lists()
        self._book.close()

    def add_page(self, title: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """Add a sheet of plain words; a row of which only the first cell says something is a heading."""
        page = self._book.add_worksheet(self._title(title))
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        for number, row in enumerate(rows):
            look = self._formats["bold" if not any(row[1:]) else "wide"]
            for at, text in enumerate(row):
                page.write_string(number, at, text, look)

    def add_sheet(self, plan: Sheet) -> "Rows":
        """Add a sheet of rows, and return what takes them."""
        page = self._book.add_worksheet(self._title(plan.title))
        page.freeze_panes(FIRST_ROW - 1, 1)
        for at, column in enumerate(plan.columns):
            self._add_column(page, at, column)
        page.set_row(0, None, None, {"hidden": True})
        for at, column in enumerate(plan.columns):
            page.write_string(0, at, f"{MARK}{plan.name}" if at == 0 else column.name)
        page.set_row(1, 45)
        for at, column in enumerate(plan.columns):
            page.write_string(1, at, column.label, self._formats["head"])
        return Rows(page, plan, self._formats)

    def _title(self, text: str) -> str:
        """Return a text as the title of a sheet: without what a title may not hold, and no other sheet's."""
        plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in text).strip("' ")[:TITLE_LIMIT]
        taken = {LISTS, *(page.get_name().casefold() for page in self._book.worksheets())}
        number = 2
        title = plain or "Pamoja"
        while title.casefold() in taken:
            ending = f" {number}"
            title, number = plain[: TITLE_LIMIT - len(ending)] + ending, number + 1
        return title

    def _add_column(self, page: Any, at: int, column: Column) -> None:
        look = "fixed" if column.fixed else "date" if column.kind == "date" else ""
        if column.kind == "text" and not look:
            look = "text"
        width = CODE_WIDTH if at == 0 else WIDTHS.get(column.kind, WIDTH)
        page.set_column(at, at, width, self._formats.get(look))
        checked: dict[str, Any] = {"validate": "any"}
        if column.choices in self._ranges:
            checked = {"validate": "list", "source": self._ranges[column.choices], "error_type": "warning"}
        if column.note:
            checked |= {"input_title": column.label[:NOTE_TITLE], "input_message": column.note[:NOTE_LIMIT]}
        if len(checked) > 1:
            page.data_validation(FIRST_ROW - 1, at, MOST_ROWS + FIRST_ROW - 2, at, checked)

    def _add_lists(self) -> None:
        """Add the hidden sheet of the lists, side by side, a row at a time."""
        if not self._ranges:
            return
        page = self._book.add_worksheet(LISTS)
        page.hide()
        for number, entries in enumerate(zip_longest(*self._lists.values(), fillvalue="")):
            for at, entry in enumerate(entries):
                if entry:
                    page.write_string(number, at, entry)


class Rows:
    """Takes the rows of one sheet, in order."""

    def __init__(self, page: Any, plan: Sheet, formats: Mapping[str, Any]) -> None:
        self._page, self._plan, self._formats = page, plan, formats
        self._next = FIRST_ROW - 1

    def add(self, cells: Mapping[str, Cell]) -> None:
        """Add a row: cells by the names of their columns."""
        for at, column in enumerate(self._plan.columns):
            value = cells.get(column.name)
            if value is None or value == "":
                continue
            if isinstance(value, str):
                self._page.write_string(self._next, at, value, self._formats["fixed" if column.fixed else "text"])
            elif isinstance(value, date):
                self._page.write_datetime(self._next, at, value, self._formats["date"])
            else:
                self._page.write_number(self._next, at, value)
        self._next += 1


def _range(at: int, length: int) -> str:
    """Return where the entries of a list stand on the sheet of the lists."""
    column = xlsxwriter.utility.xl_col_to_name(at)
    return f"={LISTS}!${column}$1:${column}${length}"
