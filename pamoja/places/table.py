"""Read a table as the field sends it: CSV with commas or semicolons, UTF-8 or Windows-1252, HXL tags or none."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from pamoja.kit.problems import Problem
from pamoja.places.names import fold

HEADINGS: dict[str, str] = {
    "p code": "code",
    "pcode": "code",
    "admin level": "level",
    "niveau": "level",
    "nom": "name",
    "official name": "name",
    "nom officiel": "name",
    "nom usuel": "usual_name",
    "genre": "kind",
    "type": "kind",
    "parent p code": "parent",
    "parent pcode": "parent",
    "parent code": "parent",
    "code du parent": "parent",
    "location": "country",
    "pays": "country",
    "lat": "latitude",
    "lon": "longitude",
    "long": "longitude",
    "point precision": "precision",
    "code externe": "external_code",
    "valid from date": "valid_from",
    "valide du": "valid_from",
    "valid to date": "valid_to",
    "valide au": "valid_to",
    "lieu": "place",
    "annee": "year",
    "population": "value",
}


@dataclass(frozen=True)
class Row:
    """Hold one line of a table: its number in the file (the heading is row 1) and its cells by column, blanks stripped.

    `surplus` holds cells beyond the last heading, which a comma inside an unquoted name makes.
    """

    number: int
    cells: Mapping[str, str]
    surplus: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        """Return a cell; a column that the file does not have reads as empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """Hold the rows of a file, the columns that are known, and what a reader should be told about the file."""

    file: str
    columns: tuple[str, ...]
    rows: list[Row]
    notices: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, object]], file: str) -> Self:
        """Make a table of rows that are already dictionaries; None reads as empty."""
        cells = [{name: "" if value is None else str(value).strip() for name, value in row.items()} for row in rows]
        columns = tuple(dict.fromkeys(name for row in cells for name in row))
        return cls(file, columns, [Row(number, row) for number, row in enumerate(cells, start=2)])


def read_table(content: bytes, file: str, known: Iterable[str], needed: Iterable[str]) -> Table:
    """Return the table of a CSV file.

    `known` are the columns that somebody will read, `needed` those without which nothing can be done; headings are
    recognised in our own words and in OCHA's, whatever their case. Raises Problem when the file is no such table.
    """
    text, notices = _decode(content, file)
    lines = [line for line in _records(text, file) if any(cell.strip() for cell in line[1])]
    if not lines:
        raise Problem("places.file_empty", file=file)
    known, (_, heading), body = set(known), lines[0], lines[1:]
    columns = [HEADINGS.get(fold(cell), fold(cell).replace(" ", "_")) for cell in heading]
    for name in needed:
        if name not in columns:
            raise Problem(
                "places.column_missing", file=file, column=name, found=", ".join(cell.strip() for cell in heading)
            )
    for name, cell in zip(columns, heading, strict=True):
        if name not in known and cell.strip():
            notices.append(Problem("places.column_not_read", file=file, column=cell.strip()))
        elif cell.strip() and columns.count(name) > 1:
            raise Problem("places.column_twice", file=file, column=cell.strip())
    rows = [
        Row(
            number,
            {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name in known},
            tuple(cell for cell in cells[len(columns) :] if cell.strip()),
        )
        for number, cells in body
        if not _is_hxl(cells)
    ]
    return Table(file, tuple(name for name in columns if name in known), rows, notices)


def _decode(content: bytes, file: str) -> tuple[str, list[Problem]]:
    if b"\0" in content or content.startswith(b"PK\x03\x04"):
        raise Problem("places.file_not_text", file=file)
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [Problem("places.read_as_cp1252", file=file)]
    except UnicodeDecodeError:
        raise Problem("places.file_not_text", file=file) from None


def _records(text: str, file: str) -> list[tuple[int, list[str]]]:
    """Return the records with the line of the file on which each begins."""
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    records, begins = [], 1
    try:
        for cells in reader:
            records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Problem("places.file_broken", file=file, row=begins) from error
    return records


def _is_hxl(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
