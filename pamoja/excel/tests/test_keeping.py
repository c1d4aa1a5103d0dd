"""Workbooks on their way and reports are kept for a while, sealed, and reached by whatever gives things up."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from pamoja.config.resealing import reseal
from pamoja.emergency.area import area_called
from pamoja.emergency.reach import reach_of
from pamoja.excel.bringing import give_up
from pamoja.excel.exporting import FOLDER, sweep_unfinished_books
from pamoja.excel.models import Import
from pamoja.excel.tests.books import brought, filled, template_of, told, written
from pamoja.excel.workbook import Workbook
from pamoja.excel.working import REPORT_KEPT, UNDECIDED, sweep_imports
from pamoja.intake.erasing import erase
from pamoja.intake.sweeping import sweep_orphans
from pamoja.kit.rotation import rotate
from pamoja.kit.stored_files import stored_path
from pamoja.persons.models import Person
from tests.cast import Cast, by

SESSION = {"kind": "fête", "held_on": "2026-02-01", "place": "CD6111-bwisha-jomba"}
PERSON = {"registered_on": "2026-02-01", "full_name": "Zawadi Kesho", "sex": "f", "place": "CD6111"}


def test_a_file_that_waits_is_no_orphan(cast: Cast) -> None:
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    sweep_orphans(int(found.stored_as[:2], 16), older_than=-1)
    assert stored_path(found.stored_as).exists()


def test_nothing_of_it_lies_in_clear(cast: Cast) -> None:
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    assert found.found is not None
    assert "fête".encode() not in bytes(found.found)
    assert not stored_path(found.stored_as).read_bytes().startswith(b"PK")


def test_what_nobody_decides_on_goes_and_so_do_old_reports(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    path = stored_path(found.stored_as)
    assert sweep_imports() == 0
    Import.objects.update(received_at=timezone.now() - UNDECIDED - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_imports() == 1
    found.refresh_from_db()
    assert (found.state, path.exists()) == ("stopped", False)
    Import.objects.update(ended_at=timezone.now() - REPORT_KEPT - timedelta(minutes=1))
    sweep_imports()
    assert not Import.objects.exists()


def test_who_is_erased_goes_from_workbooks_on_their_way(cast: Cast) -> None:
    content = filled(cast.partner_me, "person", [PERSON, PERSON | {"sex": "?"}])
    written(brought(cast.partner_me, "person", content), all_or_nothing=False)
    other = brought(cast.partner_me, "person", filled(cast.partner_me, "person", [PERSON | {"full_name": "Rehema B"}]))
    again = brought(cast.partner_me, "person", content)
    erase(by(None, "command"), Person.objects.get(), "demande")
    assert not Import.objects.filter(pk=again.pk).exists()
    assert Import.objects.filter(pk=other.pk).exists()


def test_the_closing_of_an_area_reaches_what_names_it(cast: Cast) -> None:
    here = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    there = brought(cast.other_agent, "session", template_of(cast.other_agent, "session"))
    ended = brought(cast.other_agent, "session", filled(cast.other_agent, "session", [SESSION]))
    give_up(by(cast.other_agent), ended)
    reach = reach_of(area_called("CD6111", timezone.localdate()))
    assert here.pk in reach.rows[Import]
    assert there.pk not in reach.rows[Import]
    assert ended.pk in reach.rows[Import]
    assert here.stored_as in reach.files


def test_reports_are_sealed_anew_with_new_keys(cast: Cast) -> None:
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    before = bytes(Import.objects.get(pk=found.pk).found)
    rotate(by(None, "command"), "upendo")
    reseal(["upendo"], lambda _name, _count: None)
    after = bytes(Import.objects.get(pk=found.pk).found)
    assert before[:17] != after[:17]


def test_a_workbook_at_which_the_program_fails_stops_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_any: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Workbook, "lines", fail)
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [SESSION]))
    assert (found.state, told(found)) == ("refused", [("", 0, "", "excel.unexpected_file")])


def test_what_a_killed_process_left_of_a_workbook_is_swept(cast: Cast) -> None:
    template_of(cast.field_agent, "session")
    assert sweep_unfinished_books(older_than=-1) == 0
    left = Path(settings.HOME, f"{FOLDER}left")
    left.mkdir()
    (left / "book.xlsx").write_bytes(b"PK")
    assert sweep_unfinished_books() == 0
    assert sweep_unfinished_books(older_than=-1) == 1
    assert not left.exists()
