"""The life of a record: who may take which step, what each leaves behind, and what is deleted is nowhere."""

import pytest

from pamoja.dialogue.models import Commitment, DialogueProcess, FollowUp
from pamoja.dialogue.register import commitments, dialogues, followups
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from pamoja.lake.refresh import refresh
from pamoja.lake.tests.test_columns import rows
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import STEPS, obstacle, steps_for, take_step
from pamoja.records.models import Change, Life
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue(cast: Cast) -> DialogueProcess:
    """Give a dialogue that an agent of a partner entered."""
    found: DialogueProcess = process(by(cast.field_agent))
    return found


def refused(cast: Cast, dialogue: DialogueProcess, name: str, step: str) -> str:
    """Return the code of what keeps a person of the cast from a step, "" when nothing does."""
    found = obstacle(dialogues, dialogue, STEPS[step], getattr(cast, name))
    return found.code if found else ""


def test_a_new_record_waits_to_be_verified(dialogue: DialogueProcess) -> None:
    assert dialogue.life == Life.SUBMITTED


def test_it_is_verified_within_the_organisation_and_approved_by_the_consortium(
    cast: Cast, dialogue: DialogueProcess
) -> None:
    assert refused(cast, dialogue, "consortium_me", "verify") == "life.verified_within"
    assert refused(cast, dialogue, "consortium_me", "approve") == "life.other_status"
    take_step(dialogues, dialogue.pk, "verify", by(cast.partner_me))
    dialogue.refresh_from_db()
    assert dialogue.life == Life.VERIFIED
    assert refused(cast, dialogue, "partner_me", "approve") == "rights.refused"
    take_step(dialogues, dialogue.pk, "approve", by(cast.coordinator))
    dialogue.refresh_from_db()
    assert dialogue.life == Life.APPROVED
    told = [(line.verb, line.changes.get("life")) for line in history("dialogue", dialogue.pk)]
    assert told == [("enter", None), ("verify", ["submitted", "verified"]), ("approve", ["verified", "approved"])]


@pytest.mark.parametrize("name", ["field_agent", "state", "structure", "donor", "administrator", "coordinator"])
def test_others_verify_nothing(cast: Cast, dialogue: DialogueProcess, name: str) -> None:
    assert refused(cast, dialogue, name, "verify") == "rights.refused"


def test_nobody_verifies_what_they_wrote_last(cast: Cast) -> None:
    own = process(by(cast.partner_me))
    assert refused(cast, own, "partner_me", "verify") == "life.own_work"
    answers = stored_answers(dialogues, own) | {"title": "Corrigé par l’agent"}
    enter(dialogues, answers, by(cast.field_agent), record=own, reason="erreur")
    assert refused(cast, own, "partner_me", "verify") == ""


def test_a_restricted_record_stays_verified(cast: Cast) -> None:
    closed = process(by(cast.field_agent), sensitivity="restricted")
    take_step(dialogues, closed.pk, "verify", by(cast.partner_me))
    closed.refresh_from_db()
    with pytest.raises(Problem) as raised:
        take_step(dialogues, closed.pk, "approve", by(cast.coordinator))
    assert raised.value.code == "record.not_found", "who does not see it is not told that it is there"
    assert obstacle(dialogues, closed, STEPS["approve"], cast.coordinator).code == "life.not_approved"  # type: ignore[union-attr]


def test_it_is_returned_with_a_comment_and_a_correction_brings_it_back(cast: Cast, dialogue: DialogueProcess) -> None:
    with pytest.raises(Problem) as raised:
        take_step(dialogues, dialogue.pk, "return", by(cast.partner_me), reason=" ")
    assert raised.value.code == "life.reason_missing"
    take_step(dialogues, dialogue.pk, "return", by(cast.partner_me), reason="La date manque.")
    dialogue.refresh_from_db()
    assert dialogue.life == Life.RETURNED
    corrected = enter(
        dialogues, stored_answers(dialogues, dialogue), by(cast.field_agent), record=dialogue, reason="complété"
    )
    assert corrected.life == Life.SUBMITTED
    assert history("dialogue", dialogue.pk).last().changes["life"] == ["returned", "submitted"]  # type: ignore[union-attr]


def test_a_correction_takes_back_what_was_verified(cast: Cast, dialogue: DialogueProcess) -> None:
    take_step(dialogues, dialogue.pk, "verify", by(cast.partner_me))
    answers = stored_answers(dialogues, dialogue) | {"title": "Autre titre"}
    assert enter(dialogues, answers, by(cast.field_agent), record=dialogue, reason="x").life == Life.SUBMITTED


def test_a_step_with_another_version_than_the_one_read_is_refused(cast: Cast, dialogue: DialogueProcess) -> None:
    read = dialogue.version
    answers = stored_answers(dialogues, dialogue) | {"title": "Autre titre"}
    enter(dialogues, answers, by(cast.field_agent), record=dialogue, reason="x")
    with pytest.raises(Problem) as raised:
        take_step(dialogues, dialogue.pk, "verify", by(cast.partner_me), version=read)
    assert raised.value.code == "record.changed_meanwhile"


def test_what_is_deleted_is_seen_by_nobody_until_it_is_restored(cast: Cast, dialogue: DialogueProcess) -> None:
    take_step(dialogues, dialogue.pk, "delete", by(cast.partner_me), reason="saisi deux fois")
    for person in cast.everybody().values():
        assert not dialogues.objects.visible_to(person).filter(pk=dialogue.pk).exists()
    assert not DialogueProcess.objects.exists()
    with pytest.raises(Problem) as raised:
        take_step(dialogues, dialogue.pk, "verify", by(cast.partner_me))
    assert raised.value.code == "record.not_found"
    take_step(dialogues, dialogue.pk, "restore", by(cast.partner_me), reason="ce n’était pas le même")
    assert DialogueProcess.objects.get().life == Life.SUBMITTED


def test_its_id_is_not_given_again(cast: Cast, dialogue: DialogueProcess) -> None:
    answers = stored_answers(dialogues, dialogue)
    take_step(dialogues, dialogue.pk, "delete", by(cast.partner_me), reason="x")
    with pytest.raises(Problem) as raised:
        enter(dialogues, answers, by(cast.field_agent), record_id=dialogue.pk)
    assert raised.value.code == "record.already_there"


def test_a_record_on_which_others_stand_is_not_deleted(cast: Cast, dialogue: DialogueProcess) -> None:
    promise = commitment(by(cast.field_agent), dialogue)
    with pytest.raises(Problem) as raised:
        take_step(dialogues, dialogue.pk, "delete", by(cast.partner_me), reason="x")
    assert raised.value.code == "life.stood_on"
    take_step(commitments, promise.pk, "delete", by(cast.partner_me), reason="x")
    take_step(dialogues, dialogue.pk, "delete", by(cast.partner_me), reason="x")
    with pytest.raises(Problem) as raised:
        take_step(commitments, promise.pk, "restore", by(cast.partner_me), reason="x")
    assert raised.value.code == "life.stands_on_deleted"


def test_a_deleted_word_changes_the_state_of_its_commitment(cast: Cast, dialogue: DialogueProcess) -> None:
    promise = commitment(by(cast.field_agent), dialogue)
    agreed = {"promiser_answer": "accepts", "receiver_answer": "accepts"}
    said = word(by(cast.partner_me), promise, "verification", "kept", "2026-03-01", gathered="visit", **agreed)
    assert Commitment.objects.get(pk=promise.pk).state == "kept"
    take_step(followups, said.pk, "delete", by(cast.partner_me), reason="x")
    assert Commitment.objects.get(pk=promise.pk).state == "todo"
    assert not FollowUp.objects.exists()
    take_step(followups, said.pk, "restore", by(cast.partner_me), reason="x")
    assert Commitment.objects.get(pk=promise.pk).state == "kept"


def test_a_deleted_record_leaves_the_figures(cast: Cast, dialogue: DialogueProcess) -> None:
    promise = commitment(by(cast.field_agent), dialogue)
    refresh()
    assert len(rows("commitments")) == 1
    take_step(commitments, promise.pk, "delete", by(cast.partner_me), reason="x")
    assert Change.objects.filter(record=promise.pk).exists()
    refresh()
    assert rows("commitments") == rows("commitment_spans") == []


def test_only_who_may_delete_does(cast: Cast, dialogue: DialogueProcess) -> None:
    codes = {name: refused(cast, dialogue, name, "delete") for name in cast.everybody()}
    assert {name for name, code in codes.items() if not code} == {"partner_me", "consortium_me"}


def test_the_steps_offered_are_those_that_may_be_taken(cast: Cast, dialogue: DialogueProcess) -> None:
    assert [step.code for step in steps_for(dialogues, dialogue, cast.partner_me)] == ["verify", "return", "delete"]
    assert steps_for(dialogues, dialogue, cast.donor) == []
