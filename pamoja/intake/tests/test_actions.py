"""A person helps a submission that could not become a record."""

import pytest

from pamoja.activities.models import Session
from pamoja.intake.actions import correct, process_again, set_aside
from pamoja.intake.models import FormVersion, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.reading import ShownAnswer, masked_answers
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived
from pamoja.kit.by import By
from pamoja.kit.keyring import unseal
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from tests.cast import Cast

Forms = dict[str, FormVersion]


@pytest.fixture
def stopped(cast: Cast, forms: Forms) -> Submission:
    """Return a submission of the field agent that names a place nobody knows."""
    submission = arrived(cast.field_agent, forms["session"], SESSION | {"place": "CD6111-bwisha-jomba-kabaya"})
    process_waiting()
    submission.refresh_from_db()
    assert submission.state == "problem"
    return submission


def test_once_the_place_is_there_it_is_processed_again(cast: Cast, stopped: Submission) -> None:
    jomba = Place.objects.get(pk="CD6111-bwisha-jomba")
    Place.objects.create(
        code="CD6111-bwisha-jomba-kabaya",
        name="Kabaya",
        level=5,
        kind="village",
        parent=jomba,
        path=f"{jomba.path}CD6111-bwisha-jomba-kabaya/",
        source="local",
    )
    done = process_again(By(cast.partner_me, "desk"), stopped)
    assert (done.state, done.problems) == ("recorded", [])
    record = Session.objects.get()
    assert (record.created_by, record.created_at, record.door) == (cast.field_agent, stopped.received_at, "phone")
    assert AuditLine.objects.filter(verb="process_again", person=cast.partner_me.pk, subject_id=stopped.pk).exists()


def test_processing_again_without_change_keeps_the_reason(cast: Cast, stopped: Submission) -> None:
    assert process_again(By(cast.partner_me, "desk"), stopped).problems == stopped.problems


def test_corrected_answers_stand_beside_what_arrived(cast: Cast, stopped: Submission) -> None:
    before = bytes(stopped.sealed)
    done = correct(By(cast.partner_me, "desk"), stopped, SESSION, "Village misspelt")
    assert done.state == "recorded"
    kept = Submission.objects.get()
    assert bytes(kept.sealed) == before
    assert kept.corrected is not None
    assert b"jomba" not in bytes(kept.corrected)
    assert b"CD6111-bwisha-jomba" in unseal("intake", bytes(kept.corrected))
    line = AuditLine.objects.get(verb="correct", subject_kind="submission")
    assert (line.person, line.reason) == (cast.partner_me.pk, "Village misspelt")
    assert Session.objects.get().place_id == "CD6111-bwisha-jomba"


def test_a_correction_that_is_wrong_too_says_what_is_wrong_now(cast: Cast, stopped: Submission) -> None:
    done = correct(By(cast.partner_me, "desk"), stopped, SESSION | {"kind": "wedding"}, "Try")
    assert done.state == "problem"
    assert [problem["code"] for problem in done.problems] == ["form.invalid_choice"]


def test_a_submission_of_an_unknown_version_can_be_corrected(cast: Cast, forms: Forms) -> None:
    submission = arrived(cast.field_agent, forms["session"], SESSION, version="1999")
    process_waiting()
    assert correct(By(cast.partner_me, "desk"), submission, SESSION, "Read by eye").state == "recorded"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(cast: Cast, stopped: Submission, reason: str) -> None:
    by = By(cast.partner_me, "desk")
    with pytest.raises(Problem) as correcting:
        correct(by, stopped, SESSION, reason)
    with pytest.raises(Problem) as setting_aside:
        set_aside(by, stopped, reason)
    assert {correcting.value.code, setting_aside.value.code} == {"record.reason_missing"}
    stopped.refresh_from_db()
    assert (stopped.state, stopped.corrected) == ("problem", None)


def test_what_is_set_aside_is_kept_and_can_be_taken_up_again(cast: Cast, stopped: Submission) -> None:
    by = By(cast.partner_me, "desk")
    assert set_aside(by, stopped, "A test of the phone").state == "set_aside"
    assert process_waiting() == 0
    assert correct(by, stopped, SESSION, "It was none").state == "recorded"


def test_what_became_a_record_is_corrected_there(cast: Cast, forms: Forms) -> None:
    submission = arrived(cast.field_agent, forms["session"], SESSION)
    process_waiting()
    for action in (lambda by: process_again(by, submission), lambda by: set_aside(by, submission, "why")):
        with pytest.raises(Problem) as error:
            action(By(cast.partner_me, "desk"))
        assert error.value.code == "intake.not_waiting"


def test_only_who_may_and_whose_it_is(cast: Cast, stopped: Submission) -> None:
    refused = {}
    for name, person in cast.everybody().items():
        try:
            process_again(By(person, "desk"), stopped)
        except Problem as problem:
            refused[name] = problem.code
    assert set(cast.everybody()) - set(refused) == {"partner_me", "consortium_me"}
    assert refused["stranger"] == "record.not_found"
    assert set(refused.values()) == {"record.not_found", "rights.refused"}


def test_who_sees_what_in_the_inbox(cast: Cast, stopped: Submission) -> None:
    seen = {name for name, one in cast.everybody().items() if Submission.objects.visible_to(one).exists()}
    assert seen == {"field_agent", "partner_me", "consortium_me", "coordinator", "administrator"}


def test_answers_above_the_readers_level_are_masked(cast: Cast, forms: Forms) -> None:
    answers = DIALOGUE | {
        "do_no_harm": "adapt",
        "do_no_harm_on": "2026-01-20",
        "do_no_harm_note": "Nobody travels after three",
        "stages": [{"stage": "1", "reached_on": "2026-01-12"}],
    }
    submission = arrived(cast.field_agent, forms["dialogue"], answers)
    note = "Nobody travels after three"
    for person, value in ((cast.partner_me, note), (cast.consortium_me, None), (cast.administrator, None)):
        shown = masked_answers(submission, person)
        flat = {one.name: one.value for one in shown if isinstance(one, ShownAnswer)}
        assert flat["do_no_harm_note"] == value
        assert flat["title"] == DIALOGUE["title"]
        assert [[cell.value for cell in row] for row in shown if isinstance(row, list)] == [["1", "2026-01-12"]]


def test_a_submission_that_calls_itself_restricted_is_closed_to_other_organisations(cast: Cast, forms: Forms) -> None:
    submission = arrived(cast.field_agent, forms["session"], SESSION | {"sensitivity": "restricted"})
    for person, is_open in ((cast.partner_me, True), (cast.consortium_me, False)):
        flat = [one for one in masked_answers(submission, person) if isinstance(one, ShownAnswer)]
        assert flat
        assert {one.value is not None for one in flat} == {is_open}


def test_bytes_that_cannot_be_read_show_no_answers(cast: Cast, forms: Forms) -> None:
    assert masked_answers(arrived(cast.field_agent, forms["session"], {}, data=b"<data"), cast.partner_me) == []
