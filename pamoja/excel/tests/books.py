"""Workbooks of tests: templates and downloads filled in as people do, and brought back."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook

from pamoja.accounts.models import User
from pamoja.excel.bringing import bring, decide
from pamoja.excel.exporting import records_as_workbook, template
from pamoja.excel.models import Import
from pamoja.excel.report import opened_report
from pamoja.excel.working import Importer
from pamoja.formats.sheet.plan import MARK
from pamoja.registry.registers import REGISTERS
from tests.cast import by

Filled = Iterable[Mapping[str, Any]]


def opened(content: bytes) -> OpenBook:
    """Return a workbook as spreadsheets open it."""
    return load_workbook(io.BytesIO(content))


def sheet(book: OpenBook, name: str) -> Any:
    """Return the sheet of a register, or of one of its repeats, by the mark in its first cell."""
    return next(page for page in book.worksheets if page["A1"].value == f"{MARK}{name}")


def names(page: Any) -> list[str]:
    """Return the names of the columns of a sheet."""
    return ["code", *(str(cell.value) for cell in page[1][1:])]


def rows(page: Any) -> list[dict[str, Any]]:
    """Return what stands in a sheet below its headings."""
    heads = names(page)
    return [dict(zip(heads, values, strict=True)) for values in page.iter_rows(min_row=3, values_only=True)]


def fill(page: Any, filled: Filled, first: int = 3) -> None:
    """Write rows into a sheet, by the names of its columns."""
    heads = names(page)
    for number, row in enumerate(filled, first):
        for name, value in row.items():
            page.cell(number, heads.index(name) + 1).value = value


def saved(book: OpenBook) -> bytes:
    """Return a workbook as a spreadsheet saves it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def template_of(person: User, register: str, language: str = "fr") -> bytes:
    """Return the template of a register."""
    with override(language), template(REGISTERS[register], person, language) as file:
        return file.read()


def download_of(person: User, register: str, language: str = "fr") -> bytes:
    """Return the records that a person sees as a workbook."""
    found = REGISTERS[register].objects.visible_to(person).order_by("code")
    with override(language), records_as_workbook(REGISTERS[register], person, language, found) as file:
        return file.read()


def filled(person: User, register: str, records: Filled, **repeats: Filled) -> bytes:
    """Return a template with records, and rows of repeats, filled in."""
    book = opened(template_of(person, register))
    fill(sheet(book, register), records)
    for name, some in repeats.items():
        fill(sheet(book, f"{register}/{name}"), some)
    return saved(book)


def brought(person: User, register: str, content: bytes) -> Import:
    """Bring a workbook and have the worker check it."""
    upload = SimpleUploadedFile("fiches.xlsx", content)
    found = bring(by(person), REGISTERS[register], upload)  # type: ignore[arg-type]
    return worked(found)


def written(found: Import, *, all_or_nothing: bool = True, reason: str = "") -> Import:
    """Decide on a workbook and have the worker write it."""
    decide(by(found.person), found, all_or_nothing=all_or_nothing, reason=reason)
    return worked(found)


def worked(found: Import) -> Import:
    """Let the worker work until nothing waits, and return what became of a workbook."""
    importer = Importer()
    while importer.work():
        pass
    found.refresh_from_db()
    return found


def counts(found: Import) -> dict[str, int]:
    """Return how many rows mean what, without those that there are none of."""
    all_counts = {name: getattr(found, name) for name in ("new", "changed", "same", "there", "faulty")}
    return {name: count for name, count in all_counts.items() if count}


def told(found: Import) -> list[tuple[str, int, str, str]]:
    """Return the problems of an import: sheet, row, column, code."""
    report = opened_report(found.found)
    return [(one.sheet, one.row, one.column, one.problem.code) for one in report if not one.warns]


def warned(found: Import) -> list[tuple[str, int, str, str]]:
    """Return what is unusual in an import, as `told` does its problems."""
    return [(one.sheet, one.row, one.column, one.problem.code) for one in opened_report(found.found) if one.warns]
