"""Rows of a template become records by the same checks as the form, and once only."""

import json

import pytest
from django.test import Client
from django.utils.translation import override

from pamoja.activities.models import Session
from pamoja.excel import bringing, running
from pamoja.excel.bringing import decide, give_up
from pamoja.excel.models import Import
from pamoja.excel.report import opened_report
from pamoja.excel.tests.books import brought, counts, filled, told, warned, written
from pamoja.excel.working import Importer
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import stored_path
from pamoja.persons.models import Person
from pamoja.records.life import take_step
from pamoja.records.models import Issue, SealedAnswer
from pamoja.records.sealed import open_unwatched
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by, table

GOOD = {"kind": "meeting", "held_on": "2026-02-01", "place": "CD6111-bwisha-jomba", "facilitators": "Comité"}
CAME = {"sex": "f", "age": "18-35", "category": "women", "people": 7}


def test_rows_with_their_repeats_become_records(cast: Cast) -> None:
    content = filled(
        cast.field_agent,
        "session",
        [
            GOOD | {"code": 1, "kind": "meeting | Réunion", "place": "CD6111-bwisha-jomba | Jomba, Bwisha"},
            GOOD | {"code": 2, "held_on": "03/02/2026", "note": "sans participants comptés"},
            GOOD | {"held_on": "2026-02-04"},
        ],
        attendance=[CAME | {"code": 1}, CAME | {"code": "1", "sex": "m", "people": "3"}],
    )
    found = brought(cast.field_agent, "session", content)
    assert (found.state, counts(found), told(found)) == ("checked", {"new": 3}, [])
    assert Session.objects.count() == 0
    found = written(found)
    assert (found.state, counts(found)) == ("done", {"new": 3})
    held = Session.objects.order_by("held_on")
    assert [str(one.held_on) for one in held] == ["2026-02-01", "2026-02-03", "2026-02-04"]
    assert sorted((row.sex, row.people) for row in held[0].attendance.all()) == [("f", 7), ("m", 3)]
    assert {(one.owner_id, one.door, one.created_by_id, one.sensitivity) for one in held} == {
        ("upendo", "excel", cast.field_agent.pk, "internal")
    }
    assert [line.verb for line in history("session", held[0].pk)] == ["enter"]
    assert not stored_path(Import.objects.get().stored_as or "x").exists()


def test_what_is_unusual_is_named_before_and_after_and_written_all_the_same(cast: Cast) -> None:
    round_numbers = [CAME | {"code": 2, "people": 20}, CAME | {"code": 2, "sex": "m", "people": 30}]
    rows = [GOOD | {"code": 1}, GOOD | {"code": 2, "held_on": "2026-02-03"}]
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", rows, attendance=round_numbers))
    assert (found.state, counts(found), found.warned, told(found)) == ("checked", {"new": 2}, 1, [])
    assert [(row, code) for _sheet, row, _column, code in warned(found)] == [(4, "session.attendance_round")]
    assert not Issue.objects.exists()
    client = Client()
    client.force_login(cast.field_agent)
    assert "Ce qui est inhabituel" in client.get(f"/excel/{found.pk}").content.decode()
    found = written(found)
    assert (found.state, found.warned) == ("done", 1)
    assert Issue.objects.get().rule == "session.attendance_round"


def test_the_same_rows_brought_twice_are_there_once(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [GOOD, GOOD | {"note": "autre"}, GOOD])
    assert counts(written(brought(cast.field_agent, "session", content))) == {"new": 3}
    assert counts(brought(cast.field_agent, "session", content)) == {"there": 3}
    other_order = filled(cast.partner_me, "session", [GOOD | {"note": "autre"}, GOOD | {"code": "7"}, GOOD])
    assert counts(brought(cast.partner_me, "session", other_order)) == {"there": 3}
    assert Session.objects.count() == 3


def test_what_was_deleted_is_not_made_again_by_the_same_file(cast: Cast) -> None:
    content = filled(cast.partner_me, "session", [GOOD])
    written(brought(cast.partner_me, "session", content))
    take_step(REGISTERS["session"], Session.objects.get().pk, "delete", by(None, "command"), reason="doublon")
    assert counts(brought(cast.partner_me, "session", content)) == {"there": 1}
    assert Session.objects.count() == 0


def test_only_so_many_workbooks_of_one_person_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "MOST_WAITING", 1)
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [GOOD]))
    with pytest.raises(Problem) as refused:
        brought(cast.field_agent, "session", filled(cast.field_agent, "session", [GOOD]))
    assert refused.value.code == "excel.too_many_waiting"
    give_up(by(cast.field_agent), found)
    assert brought(cast.field_agent, "session", filled(cast.field_agent, "session", [GOOD])).state == "checked"


FAULTS = """
the row                      | column | code
{"held_on": ""}              | C      | form.required
{"held_on": "hier"}          | C      | form.invalid
{"held_on": "2999-01-01"}    | C      | record.date_in_the_future
{"kind": "fête"}             | B      | form.invalid_choice
{"place": "CD5405"}          | E      | form.unknown_place
{"process": "DIA-2026-9999"} | G      | excel.unknown_record
{"code": "SEA-2026-9999"}    | A      | excel.code_unknown
{"note": "#REF!"}            | T      | excel.cell_error
"""


@pytest.mark.parametrize("line", table(FAULTS), ids=lambda line: line["code"])
def test_what_is_wrong_is_named_by_sheet_row_and_column(cast: Cast, line: dict[str, str]) -> None:
    rows = [GOOD | json.loads(line["the row"]), GOOD]
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", rows))
    assert counts(found) == {"new": 1, "faulty": 1}
    [fault] = opened_report(found.found)
    assert (fault.sheet, fault.row, fault.column[:1]) == ("Séances", 3, line["column"])
    assert fault.problem.code == line["code"]
    for language in ("fr", "sw", "en"):
        with override(language):
            assert fault.problem.sentence


def test_rows_of_repeats_are_named_too(cast: Cast) -> None:
    rows = [CAME | {"code": 1}, CAME | {"code": 1, "people": -4}, CAME | {"code": 8}]
    content = filled(cast.field_agent, "session", [GOOD | {"code": 1}, GOOD | {"code": 1}], attendance=rows)
    found = brought(cast.field_agent, "session", content)
    sheet = opened_report(found.found)[0].sheet
    assert [(row, code) for _sheet, row, _column, code in told(found)] == [
        (4, "form.out_of_range"),
        (4, "excel.key_twice"),
        (5, "excel.row_without_record"),
    ]
    assert [one[0] for one in told(found)] == [sheet, "Séances", sheet]


def test_good_rows_only_or_all_or_nothing(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [GOOD, GOOD | {"kind": "?"}, GOOD | {"note": "x"}])
    found = brought(cast.field_agent, "session", content)
    with pytest.raises(Problem) as refused:
        decide(by(cast.field_agent), found, all_or_nothing=True, reason="")
    assert refused.value.code == "excel.not_all_good"
    found = written(found, all_or_nothing=False)
    assert (found.state, counts(found), Session.objects.count()) == ("done", {"new": 2, "faulty": 1}, 2)
    assert [code for *_where, code in told(found)] == ["form.invalid_choice"]


def test_all_or_nothing_writes_nothing_when_a_row_fails_meanwhile(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [GOOD, GOOD | {"note": "x"}])
    found = brought(cast.field_agent, "session", content)
    cast.field_agent.places.set(["CD5405"])
    found = written(found)
    assert (found.state, counts(found), Session.objects.count()) == ("checked", {"faulty": 2}, 0)


def test_an_import_goes_on_where_a_worker_stopped(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [GOOD | {"note": str(number)} for number in range(9)] + [GOOD, GOOD])
    found = brought(cast.field_agent, "session", content)
    decide(by(cast.field_agent), found, all_or_nothing=False, reason="")
    steps = 0
    while Importer().work(seconds=0.0001):
        steps += 1
    found.refresh_from_db()
    assert (found.state, counts(found), Session.objects.count()) == ("done", {"new": 11}, 11)
    assert steps > 1


def test_where_it_stopped_does_not_change_what_equal_rows_become(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    content = filled(cast.field_agent, "session", [GOOD | {"code": 1}, GOOD | {"code": 1}, GOOD, GOOD])
    found = brought(cast.field_agent, "session", content)
    assert counts(found) == {"new": 3, "faulty": 1}
    decide(by(cast.field_agent), found, all_or_nothing=False, reason="")
    monkeypatch.setattr(running, "MOMENT", 0)
    while Importer().work(seconds=0.0001):
        pass
    assert Session.objects.count() == 3
    assert counts(brought(cast.field_agent, "session", content)) == {"there": 3, "faulty": 1}


def test_who_may_not_enter_writes_nothing(cast: Cast) -> None:
    content = filled(cast.field_agent, "session", [GOOD])
    with pytest.raises(Problem) as refused:
        brought(cast.donor, "session", content)
    assert refused.value.code == "rights.refused"
    found = brought(cast.field_agent, "session", content)
    cast.field_agent.is_active = False
    cast.field_agent.save()
    assert counts(written(found, all_or_nothing=False)) == {"faulty": 1}
    assert Session.objects.count() == 0


def test_others_never_see_it_and_giving_up_removes_the_file(cast: Cast, client: Client) -> None:
    found = brought(cast.field_agent, "session", filled(cast.field_agent, "session", [GOOD]))
    path = stored_path(found.stored_as)
    assert path.exists()
    client.force_login(cast.partner_me)
    assert client.get(f"/excel/{found.pk}").status_code == 404
    give_up(by(cast.field_agent), found)
    found.refresh_from_db()
    assert (found.state, found.stored_as) == ("stopped", "")


def test_names_are_sealed_as_by_the_form_and_stand_nowhere_else(cast: Cast) -> None:
    row = {"registered_on": "2026-02-01", "full_name": "Zawadi Kesho", "phone": "0600 000 001", "sex": "f"}
    row |= {"place": "CD6111", "sensitivity": "restricted"}
    content = filled(cast.partner_me, "person", [row, row | {"full_name": ""}])
    found = brought(cast.partner_me, "person", content)
    assert [code for *_where, code in told(found)] == ["form.required"]
    assert found.name == "excel.xlsx"
    written(found, all_or_nothing=False)
    person = Person.objects.get()
    kept = {one.question: open_unwatched(one) for one in SealedAnswer.objects.filter(record=person.pk)}
    assert kept == {"full_name": "Zawadi Kesho", "phone": "0600 000 001"}
    assert counts(brought(cast.partner_me, "person", content)) == {"there": 1, "faulty": 1}
