"""Values as the parts of a page show them (parts/value.html, parts/table.html, parts/facts.html)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FileLink:
    """Hold one file: its name, what it is in words, where it opens; all as parts/file.html documents it."""

    name: str
    what: str
    url: str = ""
    original: str = ""
    note: str = ""
    small: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""


@dataclass(frozen=True)
class Value:
    """Hold one value of a cell or a line of facts; `kind` and the rest as parts/value.html documents them."""

    kind: str = "text"
    text: Any = ""
    url: str = ""
    note: str = ""
    state: str = ""
    late: int = 0
    items: Sequence[tuple[str, str]] = ()
    files: Sequence[FileLink] = ()
    lang: str = ""
    first: bool = False


@dataclass(frozen=True)
class Column:
    """Hold the heading of a column."""

    label: str
    kind: str = "text"
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Pick:
    """Hold the box before a row: its value ("" when there is none), and its label or the words in its place."""

    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True)
class Row:
    """Hold one row of a table."""

    cells: Sequence[Value]
    css: str = ""
    pick: Pick | None = None


@dataclass(frozen=True)
class Fact:
    """Hold one labelled value."""

    label: str
    value: Value


@dataclass(frozen=True)
class Tab:
    """Hold one view of a page."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Error:
    """Hold one line of the summary over a form: the id of the field and the sentence."""

    id: str
    text: str


def missing(text: str) -> Value:
    """Return a value that is not known, in words."""
    return Value("missing", text)
