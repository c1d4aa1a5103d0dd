"""Every register comes back from a workbook as it went into it."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from pamoja.cases.tests.filed import case
from pamoja.excel.tests.books import brought, counts, download_of, fill, opened, rows, saved, sheet, told, written
from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.models import AuditLine
from pamoja.records.actions import enter, stored_answers
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.walls.planting import Garden


@pytest.fixture
def planted(cast: Cast) -> Garden:
    """Plant records of every register, owner, place and level."""
    publish_forms(by(None, "command"))
    forms = {form.form_id: form for form in FormVersion.objects.filter(current=True)}
    garden = Garden(cast, forms, Path(settings.MEDIA_ROOT))
    garden.plant_all()
    return garden


CAME = {"sex": "f", "age": "18-35", "category": "women", "people": "7"}


def held(cast: Cast) -> Any:
    """Enter a session of Upendo."""
    answers = {"kind": "meeting", "held_on": "2026-02-01", "place": "CD6111", "sensitivity": "internal"}
    return enter(REGISTERS["session"], answers | {"attendance": [CAME]}, by(cast.partner_me))


def corrected(cast: Cast) -> Any:
    """Download the sessions and correct the first one in the workbook."""
    book = opened(download_of(cast.partner_me, "session"))
    fill(sheet(book, "session"), [{"facilitators": "Comité de paix"}])
    return book


def test_brought_back_unchanged_nothing_changes(cast: Cast, planted: Garden) -> None:
    lines = AuditLine.objects.count()
    for register, language in zip(REGISTERS, cycle(["fr", "sw", "en"]), strict=False):
        person = cast.entering(register)
        found = brought(person, register, download_of(person, register, language))
        assert told(found) == []
        assert counts(found) == {"same": REGISTERS[register].objects.visible_to(person).count()}, register
    assert AuditLine.objects.count() == lines


def test_a_corrected_row_is_a_correction_and_the_same_file_again_changes_nothing(cast: Cast) -> None:
    record = held(cast)
    held(cast)
    before = stored_answers(REGISTERS["session"], record)
    book = corrected(cast)
    found = brought(cast.partner_me, "session", saved(book))
    assert (counts(found), told(found)) == ({"changed": 1, "same": 1}, [])
    assert stored_answers(REGISTERS["session"], record) == before
    found = written(found, reason="erreur de saisie")
    assert (found.state, found.changed) == ("done", 1)
    after = stored_answers(REGISTERS["session"], REGISTERS["session"].objects.get(pk=record.pk))
    assert after == before | {"facilitators": "Comité de paix"}
    line = AuditLine.objects.get(verb="correct")
    assert (line.door, line.reason, list(line.changes)) == ("excel", "erreur de saisie", ["facilitators"])
    assert "changed" not in counts(brought(cast.partner_me, "session", saved(book)))


def test_a_record_that_changed_since_the_download_is_not_overwritten(cast: Cast) -> None:
    record = held(cast)
    book = corrected(cast)
    answers = stored_answers(REGISTERS["session"], record) | {"note": "entre-temps"}
    enter(REGISTERS["session"], answers, by(cast.partner_me), record=record, reason="autre")
    found = brought(cast.partner_me, "session", saved(book))
    assert told(found) == [("Séances", 3, "", "excel.changed_meanwhile")]


def test_rows_of_repeats_are_corrected_too(cast: Cast) -> None:
    record = held(cast)
    book = opened(download_of(cast.partner_me, "session"))
    page = sheet(book, "session/attendance")
    assert [row["people"] for row in rows(page)] == [7]
    fill(page, [{"people": 9}, CAME | {"code": record.code, "sex": "m"}])
    written(brought(cast.partner_me, "session", saved(book)), reason="recompté")
    assert sorted((one.sex, one.people) for one in record.attendance.all()) == [("f", 9), ("m", 7)]


def test_rows_that_the_reader_may_not_read_stay_out_and_are_not_lost(cast: Cast) -> None:
    one = case(by(cast.field_agent), sensitivity="internal")
    book = opened(download_of(cast.consortium_me, "case"))
    assert [row["code"] for row in rows(sheet(book, "case"))] == [one.code]
    assert rows(sheet(book, "case/parties")) == []
    assert counts(brought(cast.consortium_me, "case", saved(book))) == {"same": 1}
    own = opened(download_of(cast.partner_me, "case"))
    assert {row["code"] for row in rows(sheet(own, "case/parties"))} == {one.code}


def test_texts_like_formulas_lie_defused_and_come_back(cast: Cast) -> None:
    texts = ["=1+1", "+243 000 000 000", "-5", "@SUM(A1)", "\tx", "'=x", "''-y", "l’eau\r\nla terre"]
    session = REGISTERS["session"]
    answers = {"kind": "meeting", "held_on": "2026-02-01", "place": "CD6111", "sensitivity": "internal"}
    for text in texts:
        enter(session, answers | {"note": text, "facilitators": text[:100]}, by(cast.partner_me))
    content = download_of(cast.partner_me, "session")
    for page in opened(content).worksheets:
        for cells in page.iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert counts(brought(cast.partner_me, "session", content)) == {"same": len(texts)}
