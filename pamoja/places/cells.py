"""Read the cells of a row into values; a cell that cannot be read adds a problem and has no value."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pamoja.kit.problems import Problem
from pamoja.places.names import fold
from pamoja.places.table import Row

CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


@dataclass
class Reading:
    """Collect the values and the problems of one row; an empty cell gives no value, so that it leaves what is known."""

    file: str
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, problem: str, column: str, **data: object) -> None:
        """Add a problem of one cell, with the file, the row and the column that the sentence names."""
        data = {"file": self.file, "row": self.row.number, "column": column, "value": self.row[column]} | data
        self.problems.append(Problem(problem, **data))

    def take(self, column: str, read: "Callable[[Reading, str], Any]", into: str = "") -> None:
        """Read one cell, if it is filled, and keep its value under the column's name or `into`."""
        if self.row[column]:
            value = read(self, column)
            if value is not None:
                self.values[into or column] = value

    def require(self, *columns: str) -> None:
        """Add a problem for each cell that must not be empty."""
        for column in columns:
            if not self.row[column]:
                self.refuse("places.cell_missing", column)


def text(limit: int) -> Callable[[Reading, str], str | None]:
    """Return a reader of text of at most so many characters."""

    def read(reading: Reading, column: str) -> str | None:
        cell = " ".join(reading.row[column].split())
        if len(cell) > limit:
            reading.refuse("places.text_too_long", column, limit=limit, value=cell[:40] + "…")
            return None
        if not cell.isprintable():
            reading.refuse("places.text_unreadable", column, value=ascii(cell[:40]))
            return None
        return cell

    return read


def code(reading: Reading, column: str) -> str | None:
    """Read a code: letters, figures and single hyphens, at most 100; a P-code may be in small letters."""
    cell = re.sub(r"(?i)^cd(?=[0-9])", "CD", reading.row[column])
    if not CODE.fullmatch(cell) or len(cell) > 100:
        reading.refuse("places.code_invalid", column, value=cell[:40])
        return None
    return cell


def whole(low: int, high: int) -> Callable[[Reading, str], int | None]:
    """Return a reader of whole numbers between two bounds; spaces between thousands are read over."""

    def read(reading: Reading, column: str) -> int | None:
        cell = re.sub(r"\s", "", reading.row[column])
        if not re.fullmatch(r"[0-9]{1,12}", cell) or not low <= int(cell) <= high:
            reading.refuse("places.number_invalid", column, low=low, high=high)
            return None
        return int(cell)

    return read


def degrees(reading: Reading, column: str) -> float | None:
    """Read decimal degrees, with a point or a comma, to five decimals (about a metre)."""
    cell = reading.row[column].replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?", cell):
        reading.refuse("places.degrees_invalid", column)
        return None
    return round(float(cell), 5)


def day(reading: Reading, column: str) -> date | None:
    """Read a date: 2019-09-11, 11/09/2019 or 11.09.2019."""
    for form in DAYS:
        try:
            return datetime.strptime(reading.row[column], form).date()  # noqa: DTZ007
        except ValueError:
            continue
    reading.refuse("places.date_invalid", column)
    return None


def word(words: dict[str, str]) -> Callable[[Reading, str], str | None]:
    """Return a reader of one word out of a list, case and accents ignored."""

    def read(reading: Reading, column: str) -> str | None:
        found = words.get(fold(reading.row[column]))
        if found is None:
            reading.refuse("places.word_unknown", column, known=", ".join(dict.fromkeys(words.values())))
            return None
        return found

    return read
