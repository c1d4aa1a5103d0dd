"""What a workbook of Pamoja holds: sheets of named columns, lists to choose from, and what a cell may be.

The first row of a sheet holds the names of its columns and is hidden; it begins with MARK and the name of the sheet,
by which the sheet is known again whatever its title and language. The second row holds labels, the rest are rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

MARK = "pamoja:"
FIRST_ROW = 3
"""The number, as spreadsheets count, of the first row below the names and the labels."""
MOST_ROWS = 100_000
"""How many rows a sheet that is read may have."""

SEPARATOR = " | "
"""What stands between code and label in a line to choose from."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """Hold one column; `choices` names the list that its cells choose from, `note` is shown beside a chosen cell.

    What stands in a `fixed` column is there to be read, and is not taken back.
    """

    name: str
    label: str
    kind: Literal["text", "date", "integer", "decimal"] = "text"
    choices: str = ""
    note: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Sheet:
    """Hold one sheet; the first column joins the rows of several sheets."""

    name: str
    title: str
    columns: tuple[Column, ...]
