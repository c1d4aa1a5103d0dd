"""Workbooks: what is written is read back, and bytes that are no workbook are refused with a reason."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pamoja.formats.questions import Choice, Kind, Question
from pamoja.formats.sheet.answers import Answering
from pamoja.formats.sheet.plan import Column, Sheet
from pamoja.formats.sheet.reading import SheetRead, UnreadableBook, open_book
from pamoja.formats.sheet.texts import LONGEST, from_cell, is_cut, to_cell
from pamoja.formats.sheet.writing import Book

PLAN = Sheet("market", "Marchés: [2026]", (Column("code", "Code"), Column("kind", "Type", choices="kind"),
    Column("held_on", "Date", "date", note="Une date"), Column("people", "Gens", "integer")))  # fmt: skip
NOTHING = {"fr": "", "sw": "", "en": ""}


def written(folder: Path, rows: list[dict[str, object]]) -> bytes:
    """Return a workbook with rows."""
    path = folder / "book.xlsx"
    with Book(path, {"kind": ["a | Petit", "b | Grand"], "none": []}) as book:
        book.add_page("Mode d’emploi", [["Titre"], ["a", "b"]], [10, 20])
        sheet = book.add_sheet(PLAN)
        for row in rows:
            sheet.add(row)  # type: ignore[arg-type]
    return path.read_bytes()


def only_sheet(content: bytes) -> SheetRead:
    """Return the one sheet of a workbook that bears a mark."""
    [found] = open_book(io.BytesIO(content))
    return found


def test_rows_come_back_with_their_numbers_and_kinds(tmp_path: Path) -> None:
    rows = [{"code": "1", "kind": "a | Petit", "held_on": date(2026, 2, 1), "people": 7}, {}, {"code": "3"}]
    sheet = only_sheet(written(tmp_path, rows))
    assert (sheet.name, sheet.names) == ("market", ("code", "kind", "held_on", "people"))
    nothing = {"kind": None, "held_on": None, "people": None}
    assert list(sheet.rows()) == [(3, rows[0]), (5, {"code": "3"} | nothing)]
    assert list(tmp_path.iterdir()) == [tmp_path / "book.xlsx"]


def test_names_are_hidden_and_lists_are_offered(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(written(tmp_path, [])))
    page = book["Marchés   2026"]
    assert page.row_dimensions[1].hidden
    assert [cell.value for cell in page[2]] == ["Code", "Type", "Date", "Gens"]
    assert [(str(one.sqref), one.formula1) for one in page.data_validations.dataValidation if one.formula1] == [
        ("B3:B100002", "lists!$A$1:$A$2")
    ]
    assert (book["lists"].sheet_state, book["lists"]["A2"].value) == ("hidden", "b | Grand")


def test_sheets_of_one_title_are_told_apart(tmp_path: Path) -> None:
    with Book(tmp_path / "book.xlsx", {}) as book:
        for title in ("Étapes", "étapes", "lists", "x" * 40, "x" * 40):
            book.add_page(title, [], [])
    names = load_workbook(tmp_path / "book.xlsx").sheetnames
    assert names == ["Étapes", "étapes 2", "lists 2", "x" * 31, "x" * 29 + " 2"]


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx", "'=x", "''+x", "plain", "'quoted", "a\nb"])
def test_texts_are_defused_and_come_back(text: str) -> None:
    assert from_cell(to_cell(text)) == text
    assert not to_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_text_that_is_too_long_is_known_again_by_its_beginning() -> None:
    whole = "mot " * LONGEST
    assert is_cut(to_cell(whole).strip(), whole)
    assert not is_cut("mot", whole)


def question(kind: Kind) -> Question:
    """Return a question of a kind."""
    choices = (Choice("f", {"fr": "femme", "sw": "mwanamke", "en": "woman"}),)
    return Question("asked", kind, NOTHING, NOTHING, choices=choices if kind == "one" else ())


ANSWERS = [
    ("one", "f | femme", "f"),
    ("one", "Mwanamke", "f"),
    ("one", "x", "x"),
    ("place", "CD61 | Nord-Kivu", "CD61"),
    ("places", "CD61, CD54;CD62\nCD61", "CD54 CD61 CD62"),
    ("date", date(2026, 1, 31), "2026-01-31"),
    ("date", "31/1/2026", "2026-01-31"),
    ("date", "demain", "demain"),
    ("integer", 7.0, "7"),
    ("integer", "1 200", "1200"),
    ("decimal", "12,50", "12.5"),
    ("integer", "NaN", "NaN"),
    ("text", 243000, "243000"),
    ("text", None, ""),
    ("sealed", " Zawadi ", "Zawadi"),
]


@pytest.mark.parametrize(("kind", "cell", "answer"), ANSWERS, ids=[f"{kind}-{cell}" for kind, cell, _ in ANSWERS])
def test_cells_give_answers_as_the_form_takes_them(kind: Kind, cell: object, answer: str) -> None:
    assert Answering([question(kind)]).answer("asked", cell) == answer  # type: ignore[arg-type]


def zipped(**parts: bytes) -> bytes:
    """Return an archive of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def altered(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with something else in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            piece = before.read(name)
            after.writestr(name, piece.replace(old, new) if name.startswith(part) else piece)
    return stream.getvalue()


def refusal(content: bytes) -> str:
    """Return why bytes are refused, "" when they are read to their end."""
    try:
        for sheet in open_book(io.BytesIO(content)):
            list(sheet.rows())
    except UnreadableBook as error:
        return error.code
    return ""


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    good = written(tmp_path, [{"code": "1"}])
    assert refusal(good) == ""
    assert refusal(b"") == refusal(b"code;kind\n1;a\n") == refusal(b"PK\x03\x04 and no more") == "not_a_workbook"
    assert refusal(zipped(word=b"<document/>")) == "not_a_workbook"
    assert refusal(b"\xd0\xcf\x11\xe0" + bytes(600)) == "old_or_locked"
    assert {refusal(good[:length]) for length in range(0, len(good), 997)} == {"not_a_workbook"}


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(zipped(**{"xl/sharedStrings.xml": bytes(61_000_000)})) == "too_large"
    assert refusal(zipped(**{f"part{number}": b"" for number in range(600)})) == "too_large"


def test_entities_and_far_cells_do_no_harm(tmp_path: Path) -> None:
    good = written(tmp_path, [{"code": "1"}])
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    assert refusal(altered(good, "xl/worksheets/sheet2", b"<worksheet", entities)) == "not_a_workbook"
    far = altered(good, "xl/worksheets/sheet2", b'<row r="3"', b'<row r="99999999"')
    assert refusal(far) == "too_many_rows"
