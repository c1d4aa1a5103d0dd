"""Records as rows of a workbook: as many as there are, in memory that stays the same."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.excel.instructions import WIDTHS, instructions
from pamoja.excel.plan import FIXED, VERSION, child_sheet, in_sheets, lists, main_sheet, titled
from pamoja.formats.questions import Form, Question
from pamoja.formats.sheet.plan import SEPARATOR, Cell
from pamoja.formats.sheet.reading import KEY
from pamoja.formats.sheet.texts import to_cell
from pamoja.formats.sheet.writing import Book
from pamoja.places.models import Place
from pamoja.records.actions import plain_answer
from pamoja.records.models import Link, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Child, Register
from pamoja.registry.registers import REGISTERS

AT_ONCE = 500
MOST_EXPORTED = 200_000
"""How many records a workbook holds: what is more takes longer than a page may wait."""
ALWAYS = ("owner", "life")
"""What every record says beside its answers."""
FOLDER = "excel-"
OLD = 3600
"""From how many seconds on what lies in such a folder belongs to nothing: no workbook takes that long."""
DERIVED_TEXT = 200


def template(register: Register, person: User, language: str) -> BinaryIO:
    """Return an open file with the template of a register for a person; nothing of it stays on the disk."""
    return _workbook(register, person, language, None)


def records_as_workbook(register: Register, person: User, language: str, found: "QuerySet[Any]") -> BinaryIO:
    """Return an open file with records and the rows of their repeats; nothing of it stays on the disk.

    `found` are records that the person may see and take along; answers that the person may not read are left out.
    """
    return _workbook(register, person, language, found)


def _workbook(register: Register, person: User, language: str, found: "QuerySet[Any] | None") -> BinaryIO:
    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=settings.HOME))
    try:
        path, form = folder / "book.xlsx", register.form()
        with Book(path, lists(form, person, language)) as book:
            book.add_page(_("How to fill it"), instructions(register, form), WIDTHS)
            fixed = _fixed(register) if found is not None else {}
            rows = book.add_sheet(main_sheet(register, form, language, fixed))
            reader = Reader(person)
            for cells in Cells(register, form, reader, language, fixed).of(found) if found is not None else ():
                rows.add(cells)
            for repeat, child in zip(form.repeats, register.children, strict=True):
                rows = book.add_sheet(child_sheet(register, repeat, language))
                if found is not None:
                    for code, row in _rows_of(register, child, found, reader):
                        rows.add({KEY: code} | {one.name: cell_of(one, row, language) for one in repeat.questions})
        return path.open("rb")
    finally:
        shutil.rmtree(folder)


def sweep_unfinished_books(older_than: float = OLD) -> int:
    """Remove what a process that was killed left of a workbook; return how many there were."""
    now = time.time()
    old = [path for path in Path(settings.HOME).glob(f"{FOLDER}*") if now - path.stat().st_mtime > older_than]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _fixed(register: Register) -> dict[str, str]:
    """Return the columns that are there to be read: the owner, and what follows from other answers."""
    asked = {*register.asked(), "code", *ALWAYS}
    derived = [name for name in register.columns.split() if name not in asked]
    return {
        name: capfirst(str(getattr(register.model._meta.get_field(name), "verbose_name", name)))
        for name in (*ALWAYS, *derived)
    }


def _rows_of(register: Register, child: Child, found: "QuerySet[Any]", reader: Reader) -> Iterator[tuple[str, Any]]:
    """Yield the rows of a repeat with the codes of their records, those that the reader may read."""
    rows = child.model._default_manager.filter(**{f"{child.owner}__in": found.order_by()}).select_related(child.owner)
    for row in rows.order_by(f"{child.owner}__code", "pk").iterator(chunk_size=AT_ONCE):
        owner = getattr(row, child.owner)
        if reader.opens(register, owner, child.name):
            yield owner.code, row


class Cells:
    """Turns records into the cells of their sheet, as far as one person may read them."""

    def __init__(self, register: Register, form: Form, reader: Reader, language: str, fixed: dict[str, str]) -> None:
        self.register, self.reader, self.language, self.fixed = register, reader, language, fixed
        self.questions = [question for question in in_sheets(form) if question.kind != "sealed"]
        self._labels: dict[str, str] = {}

    def of(self, found: "QuerySet[Any]") -> Iterator[dict[str, Cell]]:
        """Yield the cells of records, by the names of columns."""
        many = [one.name for one in self.questions if one.kind == "places"]
        records = found.prefetch_related(*many).iterator(chunk_size=AT_ONCE)
        while some := list(islice(records, AT_ONCE)):
            yield from self._some(some)

    def _some(self, records: list[Any]) -> Iterator[dict[str, Cell]]:
        self._look_at_places(records)
        targets = {one.name: self._targets(one, records) for one in self.questions if one.kind == "record"}
        for record in records:
            closed = self.reader.closed(self.register, record)
            cells: dict[str, Cell] = {KEY: record.code, VERSION: record.version}
            for question in self.questions:
                if question.name in closed:
                    continue
                if question.kind == "record":
                    cells[question.name] = targets[question.name].get(record.pk, "")
                elif question.kind == "place":
                    cells[question.name] = self._labels.get(plain_answer(record, question.name), "")
                else:
                    cells[question.name] = cell_of(question, record, self.language)
            told = (name for name in self.fixed if name not in closed)
            yield cells | {f"{FIXED}{name}": self._read_only(record, name) for name in told}

    def _targets(self, question: Question, records: list[Any]) -> dict[Any, str]:
        """Return what stands for the records that a question names: the code, or the id of one that is not seen."""
        ids = self._linked(question, records)
        model = REGISTERS[question.register].model
        there = {one.pk: one for one in model._default_manager.filter(pk__in=set(ids.values()))}
        self.reader.look_at(there.values())
        return {
            pk: to_cell(f"{there[of].code}{SEPARATOR}{titled(there[of])}")
            if of in there and self.reader.sees(there[of])
            else str(of)
            for pk, of in ids.items()
        }

    def _linked(self, question: Question, records: list[Any]) -> dict[Any, Any]:
        if question.name in self.register.references:
            kind = self.register.references[question.name].kind
            links = Link.objects.filter(from_id__in=[record.pk for record in records], kind=kind)
            return dict(links.values_list("from_id", "to_id"))
        column: Any = self.register.model._meta.get_field(question.name)
        named = ((record.pk, getattr(record, column.attname)) for record in records)
        return {pk: of for pk, of in named if of is not None}

    def _look_at_places(self, records: list[Any]) -> None:
        """Find out the labels of the places that these records name, those that are not known yet."""
        names = [one.name for one in self.questions if one.kind == "place"]
        codes = {plain_answer(record, name) for record in records for name in names} - {""}
        for place in Place.objects.named().filter(pk__in=codes - self._labels.keys()):
            self._labels[place.pk] = to_cell(f"{place.pk}{SEPARATOR}{place.label}")

    def _read_only(self, record: Any, name: str) -> Cell:
        value = getattr(record, name)
        if value is None or isinstance(value, date | int):
            return value
        if isinstance(value, Record) and not self.reader.sees(value):
            return ""
        shown = getattr(record, f"get_{name}_display", None)
        return to_cell(str(shown() if shown else value)[:DERIVED_TEXT])


def cell_of(question: Question, thing: Any, language: str) -> Cell:
    """Return the answer of a record or row to a question as a cell."""
    column = thing._meta.get_field(question.name)
    if question.kind == "places":
        return " ".join(sorted(place.pk for place in getattr(thing, question.name).all()))
    value = getattr(thing, column.attname)
    if value is None or value == "":
        return None
    if question.kind in ("date", "integer", "decimal"):
        return value  # type: ignore[no-any-return]
    text = str(plain_answer(thing, question.name))
    if question.kind == "one":
        label = next((choice.label[language] for choice in question.choices if choice.name == text), "")
        return to_cell(f"{text}{SEPARATOR}{label}" if label else text)
    return to_cell(text)
