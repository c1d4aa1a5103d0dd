"""Reading a workbook that anybody may have made: guarded, streamed row by row, and never trusted."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pamoja.formats.sheet.plan import FIRST_ROW, MARK, MOST_ROWS, Cell

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""The beginning of a workbook of before 2007, and of one that a password closes."""
KEY = "code"
"""The name of the first column of a sheet, which joins the rows of several sheets."""
LAST_ROW = 1_048_576
MOST_PARTS, MOST_SHEETS, MOST_COLUMNS = 500, 30, 300
SHEET_BYTES, PART_BYTES = 400_000_000, 60_000_000
"""How much a sheet, which is streamed, and another part, which is held in memory, may unpack to."""
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""What a cell shows whose formula does not work."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip
"""What comes of reading bytes that are no workbook, or a broken one."""


class UnreadableBook(Exception):
    """Says why bytes are not read: `code` is not_a_workbook, old_or_locked, too_large or too_many_rows."""

    def __init__(self, code: str, sheet: str = "") -> None:
        super().__init__(code)
        self.code, self.sheet = code, sheet


@dataclass(frozen=True)
class SheetRead:
    """Hold one sheet that Pamoja made: its name and title, the names and labels of its columns, and its rows.

    `about` is how many rows the file says there are, 0 when it does not say.
    """

    name: str
    title: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    about: int
    page: Any

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Yield the number, as spreadsheets count, and the cells of every row that says something.

        Raises UnreadableBook.
        """
        found = 0
        for number, values in _numbered(self.page, FIRST_ROW, len(self.names)):
            cells = dict(zip(self.names, map(_plain, values), strict=False))
            if all(cell is None or cell == "" for cell in cells.values()):
                continue
            found += 1
            if found > MOST_ROWS:
                raise UnreadableBook("too_many_rows", self.title)
            yield number, cells


def open_book(stream: BinaryIO) -> list[SheetRead]:
    """Return the sheets of a workbook that Pamoja made, those that bear its mark; raise UnreadableBook."""
    _guard(stream)
    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        pages = list(book.worksheets)
    except _BROKEN as error:
        raise UnreadableBook("not_a_workbook") from error
    if len(pages) > MOST_SHEETS:
        raise UnreadableBook("too_large")
    return [sheet for page in pages if (sheet := _sheet(page))]


def _guard(stream: BinaryIO) -> None:
    """Refuse what is no workbook, and what would unpack to more than there is room for."""
    beginning = stream.read(len(OLD_OR_LOCKED))
    stream.seek(0)
    if beginning == OLD_OR_LOCKED:
        raise UnreadableBook("old_or_locked")
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise UnreadableBook("not_a_workbook") from error
    finally:
        stream.seek(0)
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or len(names) != len(set(names)):
        raise UnreadableBook("not_a_workbook")
    # Python unpacks no more of a part than its heading says, so that the headings are enough to look at.
    if len(parts) > MOST_PARTS or any(part.file_size > _room(part.filename) for part in parts):
        raise UnreadableBook("too_large")


def _room(name: str) -> int:
    return SHEET_BYTES if name.startswith("xl/worksheets/") else PART_BYTES


def _sheet(page: Any) -> SheetRead | None:
    about = page.max_row or 0
    page.reset_dimensions()
    head = {number: list(values) for number, values in _numbered(page, 1, MOST_COLUMNS, FIRST_ROW - 1)}
    names = _names(head.get(1, ()))
    if not names or not names[0].startswith(MARK):
        return None
    labels = [str(value or "") for value in head.get(2, ())]
    labels += names[len(labels) :]
    name = names[0].removeprefix(MARK)
    return SheetRead(name, str(page.title), (KEY, *names[1:]), tuple(labels), max(0, about - FIRST_ROW + 1), page)


def _names(values: Sequence[Any]) -> list[str]:
    names = [str(value or "").strip() for value in values]
    while names and not names[-1]:
        names.pop()
    return names


def _numbered(page: Any, first: int, columns: int, last: int | None = None) -> Iterator[tuple[int, Sequence[Any]]]:
    rows = page.iter_rows(min_row=first, max_row=last, max_col=columns, values_only=True)
    number = first
    while True:
        try:
            values = next(rows, None)
        except _BROKEN as error:
            raise UnreadableBook("not_a_workbook") from error
        if values is None:
            return
        if number > LAST_ROW:
            raise UnreadableBook("too_many_rows", str(page.title))
        yield number, values
        number += 1


def _plain(value: Any) -> Cell:
    """Return the value of a cell as one of the few kinds that answers have."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value.isoformat(sep=" ")
    if isinstance(value, int | float | date):
        return value
    return str(value)
