"""Entering and correcting a record, whatever its register."""

import uuid
from datetime import UTC, datetime

import pytest

from pamoja.activities.models import Session
from pamoja.dialogue.models import Commitment, DialogueProcess
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.records.actions import enter, stored_answers
from pamoja.records.models import Change, Link
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast

DIALOGUE = {
    "title": "Taxes et sécurité sur l’axe Kiwanja–Rutshuru",
    "theme": "security",
    "level": "groupement",
    "place": "CD6111-bwisha-jomba",
    "pillar": "ISSSS-1",
    "opened_on": "2026-01-12",
    "sensitivity": "internal",
    "stages": [
        {"stage": "1", "reached_on": "2026-01-12", "evidence": "compte rendu"},
        {"stage": "2", "reached_on": "2026-02-01"},
    ],
}


def dialogue(by: By, **changes: object) -> DialogueProcess:
    """Enter a dialogue process."""
    found: DialogueProcess = enter(REGISTERS["dialogue"], DIALOGUE | changes, by)
    return found


def session(process: DialogueProcess, **changes: object) -> dict[str, object]:
    """Return the answers of a session of a process."""
    return {
        "kind": "dialogue",
        "held_on": "2026-02-03",
        "place": "CD6111-bwisha-jomba",
        "process": str(process.pk),
        "sensitivity": "internal",
        "attendance": [
            {"sex": "f", "age": "18-35", "category": "women", "people": "12"},
            {"sex": "m", "age": "unknown", "category": "police", "people": "3"},
        ],
    } | changes


def test_a_record_takes_the_id_from_the_phone_a_code_its_owner_and_its_door(cast: Cast) -> None:
    by, born = By(cast.field_agent, "phone", datetime(2026, 3, 1, tzinfo=UTC)), uuid.uuid4()
    record = enter(REGISTERS["dialogue"], DIALOGUE, by, record_id=born)
    assert (record.pk, record.code, record.owner_id, record.door) == (born, "DIA-2026-0001", "upendo", "phone")
    assert record.created_at == by.at
    assert [stage.stage for stage in record.stages.all()] == ["1", "2"]


def test_every_write_leaves_an_audit_line_and_tells_the_lake(cast: Cast) -> None:
    record = dialogue(By(cast.field_agent, "desk"))
    assert [line.verb for line in history("dialogue", record.pk)] == ["enter"]
    assert list(Change.objects.values_list("register", "record")) == [("dialogue", record.pk)]


def test_a_session_is_linked_to_its_process(cast: Cast) -> None:
    by = By(cast.field_agent, "desk")
    process = dialogue(by)
    held = enter(REGISTERS["session"], session(process), by)
    assert list(Link.objects.values_list("from_id", "kind", "to_id")) == [(held.pk, "held_in", process.pk)]
    assert sum(row.people for row in held.attendance.all()) == 15


def test_stored_answers_can_be_entered_again_unchanged(cast: Cast) -> None:
    by = By(cast.partner_me, "desk")
    process = dialogue(by)
    held = enter(REGISTERS["session"], session(process), by)
    answers = stored_answers(REGISTERS["session"], held)
    again = enter(REGISTERS["session"], answers, by, record=held, reason="relecture")
    assert stored_answers(REGISTERS["session"], again) == answers
    assert history("session", held.pk).last().changes == {}


@pytest.mark.parametrize(
    ("answers", "code", "where"),
    [
        ({"title": ""}, "form.required", "title"),
        ({"place": "CD9999"}, "form.unknown_place", "place"),
        ({"theme": "magie"}, "form.invalid_choice", "theme"),
        ({"opened_on": "12/01/2026"}, "form.invalid", "opened_on"),
        ({"opened_on": "2036-01-12"}, "record.date_in_the_future", "opened_on"),
        ({"title": "x" * 201}, "form.too_long", "title"),
        ({"title": "nul\x00"}, "form.unreadable_character", "title"),
        ({"do_no_harm": "stop"}, "form.required", "do_no_harm_on"),
        ({"restitution_on": "2025-01-01", "restitution_place": "CD6111"}, "form.rule", "restitution_on"),
        ({"parent": str(uuid.uuid4())}, "form.unknown_record", "parent"),
        ({"stages": [{"stage": "12", "reached_on": "2026-01-12"}]}, "form.invalid_choice", "stages[1].stage"),
    ],
)
def test_each_fault_is_named_with_its_question(cast: Cast, answers: dict[str, object], code: str, where: str) -> None:
    with pytest.raises(Problems) as found:
        dialogue(By(cast.field_agent, "desk"), **answers)
    assert (code, where) in [(problem.code, problem.data["where"]) for problem in found.value.problems]
    assert not DialogueProcess.objects.exists()


def test_all_faults_are_told_at_once(cast: Cast) -> None:
    with pytest.raises(Problems) as found:
        dialogue(By(cast.field_agent, "desk"), title="", place="CD9999", theme="magie")
    assert len(found.value.problems) == 3


def test_an_agent_writes_only_about_places_of_the_own_scope(cast: Cast) -> None:
    with pytest.raises(Problems) as found:
        dialogue(By(cast.field_agent, "desk"), place="CD5405")
    assert found.value.problems[0].code == "form.unknown_place"


def test_an_answer_that_is_not_asked_is_blanked(cast: Cast) -> None:
    record = dialogue(By(cast.field_agent, "desk"), restitution_women="12", closing="relapse")
    assert (record.restitution_women, record.closing) == (None, "")


def test_a_correction_needs_a_reason_and_keeps_what_changed(cast: Cast) -> None:
    by = By(cast.partner_me, "desk")
    record = dialogue(by)
    with pytest.raises(Problem) as refused:
        enter(REGISTERS["dialogue"], DIALOGUE, by, record=record)
    assert refused.value.code == "record.reason_missing"
    changed = enter(
        REGISTERS["dialogue"], DIALOGUE | {"level": "chefferie"}, by, record=record, reason="erreur", version=1
    )
    line = history("dialogue", record.pk).last()
    assert (changed.version, line.reason, line.changes) == (2, "erreur", {"level": ["groupement", "chefferie"]})


def test_a_correction_of_an_old_version_is_refused(cast: Cast) -> None:
    by = By(cast.partner_me, "desk")
    record = dialogue(by)
    enter(REGISTERS["dialogue"], DIALOGUE | {"level": "chefferie"}, by, record=record, reason="erreur", version=1)
    with pytest.raises(Problem) as found:
        enter(REGISTERS["dialogue"], DIALOGUE, by, record=record, reason="encore", version=1)
    assert found.value.code == "record.changed_meanwhile"


@pytest.mark.parametrize(
    ("who", "code"), [("stranger", "record.not_yours"), ("donor", "rights.refused"), ("state", "rights.refused")]
)
def test_others_do_not_correct_it(cast: Cast, who: str, code: str) -> None:
    record = dialogue(By(cast.partner_me, "desk"))
    with pytest.raises(Problem) as found:
        enter(REGISTERS["dialogue"], DIALOGUE, By(getattr(cast, who), "desk"), record=record, reason="non")
    assert found.value.code == code


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("field_agent", {"public", "internal", "restricted"}),
        ("partner_me", {"public", "internal", "restricted", "strict"}),
        ("stranger", {"public", "internal"}),
        ("other_agent", set()),
        ("consortium_me", {"public", "internal"}),
        ("protection", {"public", "internal"}),
        ("state", set()),
        ("structure", {"public", "internal"}),
        ("donor", {"public"}),
        ("administrator", {"public", "internal"}),
    ],
)
def test_each_role_sees_the_levels_and_places_of_its_own_and_an_author_the_strict_ones(
    cast: Cast, who: str, sees: set[str]
) -> None:
    by = By(cast.partner_me, "desk")
    for level in ("public", "internal", "restricted", "strict"):
        dialogue(by, sensitivity=level)
    found = DialogueProcess.objects.visible_to(getattr(cast, who))
    assert set(found.values_list("sensitivity", flat=True)) == sees
    assert not Commitment.objects.exists()
    assert not Session.objects.exists()
