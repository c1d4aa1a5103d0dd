"""Submissions become records; those that cannot say why, and none is lost."""

import logging
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pamoja.activities.models import Session
from pamoja.dialogue.models import DialogueProcess
from pamoja.intake import processing
from pamoja.intake.evidence import attach_late_files
from pamoja.intake.models import Attachment, FormVersion, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived, filled
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.records.models import Change, Evidence
from tests.cast import Cast

Forms = dict[str, FormVersion]


def after(submission: Submission) -> Submission:
    """Return a submission as it is once the worker has looked at it."""
    process_waiting()
    submission.refresh_from_db()
    return submission


def codes(submission: Submission) -> list[str]:
    """Return the codes of the problems that a submission waits with."""
    return [problem["code"] for problem in submission.problems]


def test_a_submission_becomes_a_record_of_its_sender(cast: Cast, forms: Forms) -> None:
    submission = after(arrived(cast.field_agent, forms["session"], SESSION))
    record = Session.objects.get()
    assert (submission.state, submission.register, submission.record) == ("recorded", "session", record.pk)
    assert submission.processed_at is not None
    assert f"uuid:{record.pk}" == submission.instance_id
    assert (record.submission, record.door, record.created_by) == (submission.pk, "phone", cast.field_agent)
    assert record.owner_id == "upendo"
    assert record.created_at == submission.received_at
    assert sum(row.people for row in record.attendance.all()) == 15
    assert Change.objects.get().record == record.pk
    assert AuditLine.objects.filter(subject_kind="session", door="phone", person=cast.field_agent.pk).exists()


def test_an_id_that_is_no_uuid_gives_the_same_record_id_each_time(cast: Cast, forms: Forms) -> None:
    submission = after(arrived(cast.field_agent, forms["session"], SESSION, instance_id="kobo-2026/17"))
    assert submission.state == "recorded"
    assert submission.record == processing.record_id_of(submission)


@pytest.mark.parametrize(
    ("wrong", "code", "where"),
    [
        ({"place": "CD9999"}, "form.unknown_place", "place"),
        ({"place": "CD5405"}, "form.unknown_place", "place"),
        ({"kind": "wedding"}, "form.invalid_choice", "kind"),
        ({"held_on": "2026-02-31"}, "form.invalid", "held_on"),
        ({"held_on": ""}, "form.required", "held_on"),
        ({"held_on": "2026-12-01"}, "record.date_in_the_future", "held_on"),
        ({"process": str(uuid.uuid4())}, "form.unknown_record", "process"),
        ({"facilitators": "x" * 300}, "form.too_long", "facilitators"),
    ],
)
def test_what_cannot_be_a_record_waits_with_its_reason(
    cast: Cast, forms: Forms, wrong: dict[str, str], code: str, where: str
) -> None:
    submission = after(arrived(cast.field_agent, forms["session"], SESSION | wrong))
    assert (submission.state, submission.record) == ("problem", None)
    assert codes(submission) == [code]
    assert submission.problems[0]["data"]["where"] == where
    assert Problem.from_dict(submission.problems[0]).sentence
    assert not Session.objects.exists()
    assert not Change.objects.exists()


def test_all_that_is_wrong_is_said_at_once(cast: Cast, forms: Forms) -> None:
    rows = [{"sex": "f", "age": "18-35", "category": "women", "people": "-1"}, {"sex": "?", "people": "many"}]
    submission = after(arrived(cast.field_agent, forms["session"], SESSION | {"kind": "", "attendance": rows}))
    where = [problem["data"]["where"] for problem in submission.problems]
    assert {"kind", "attendance[1].people", "attendance[2].sex", "attendance[2].people"} <= set(where)


def test_an_unknown_version_waits_for_a_person(cast: Cast, forms: Forms) -> None:
    submission = after(arrived(cast.field_agent, forms["session"], SESSION, version="1999010101"))
    assert (submission.state, codes(submission)) == ("problem", ["intake.unknown_version"])
    assert "1999010101" in Problem.from_dict(submission.problems[0]).sentence


def test_an_earlier_version_is_read_as_it_was_published(cast: Cast, forms: Forms) -> None:
    earlier = FormVersion.objects.get(form_id="session")
    earlier.pk, earlier.version, earlier.current = None, "2025010101", False
    paths = earlier.reading["answers"]
    earlier.reading["answers"] = {path.replace("when/", "formerly/"): entry for path, entry in paths.items()}
    earlier.save()
    assert after(arrived(cast.field_agent, earlier, SESSION)).state == "recorded"


def test_answers_that_the_form_does_not_ask_are_not_lost_unseen(cast: Cast, forms: Forms) -> None:
    data = filled(forms["session"], SESSION).replace(b"<when>", b"<when><weather>rain</weather>")
    submission = after(arrived(cast.field_agent, forms["session"], {}, data=data))
    assert codes(submission) == ["intake.unknown_question"]
    assert "when/weather" in Problem.from_dict(submission.problems[0]).sentence


def test_an_answer_that_stands_twice_is_not_guessed(cast: Cast, forms: Forms) -> None:
    data = filled(forms["session"], SESSION).replace(b"<when>", b"<when><kind>meeting</kind>")
    assert codes(after(arrived(cast.field_agent, forms["session"], {}, data=data))) == ["intake.unreadable_answer"]


def test_a_role_that_may_not_enter_waits_for_a_person(cast: Cast, forms: Forms) -> None:
    assert codes(after(arrived(cast.donor, forms["session"], SESSION))) == ["rights.refused"]


def test_a_record_that_is_there_already_is_not_overwritten(cast: Cast, forms: Forms) -> None:
    first = after(arrived(cast.field_agent, forms["session"], SESSION))
    other = arrived(cast.field_agent, forms["session"], SESSION, instance_id=str(first.record))
    assert codes(after(other)) == ["record.already_there"]


def test_something_unexpected_stops_one_and_not_the_others(
    cast: Cast, forms: Forms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = processing.enter

    def failing(register: Any, answers: Any, *args: Any, **kwargs: Any) -> Any:
        if answers["facilitators"] == "Madame Furaha":
            real(register, answers, *args, **kwargs)
            raise RuntimeError("Madame Furaha")
        return real(register, answers, *args, **kwargs)

    monkeypatch.setattr(processing, "enter", failing)
    strange = arrived(cast.field_agent, forms["session"], SESSION | {"facilitators": "Madame Furaha"})
    plain = [arrived(cast.field_agent, forms["session"], SESSION) for _number in range(3)]
    with caplog.at_level(logging.ERROR):
        assert process_waiting() == 4
    strange.refresh_from_db()
    assert (strange.state, codes(strange)) == ("problem", ["intake.unexpected"])
    assert str(strange.pk) in caplog.text
    assert "Furaha" not in caplog.text
    assert "Furaha" not in str(strange.problems)
    assert Session.objects.count() == 3
    assert {Submission.objects.get(pk=one.pk).state for one in plain} == {"recorded"}


def test_the_bytes_of_another_key_stop_at_a_problem(cast: Cast, forms: Forms) -> None:
    assert codes(after(arrived(cast.field_agent, forms["session"], SESSION, sealed=b"x" * 100))) == ["seal.unreadable"]


def test_bad_bytes_kept_long_ago_stop_at_a_problem(cast: Cast, forms: Forms) -> None:
    assert codes(after(arrived(cast.field_agent, forms["session"], {}, data=b"<data"))) == ["intake.not_xml"]


def test_when_many_wait_the_latest_and_the_longest_waiting_come_first(cast: Cast, forms: Forms) -> None:
    start = datetime.now(UTC)
    waiting = [
        arrived(cast.field_agent, forms["dialogue"], DIALOGUE, received_at=start + timedelta(seconds=number))
        for number in range(40)
    ]
    assert process_waiting(8) == 8
    done = [number for number, one in enumerate(waiting) if Submission.objects.get(pk=one.pk).state == "recorded"]
    assert done == [0, 1, 2, 3, 36, 37, 38, 39]
    while process_waiting():
        pass
    assert DialogueProcess.objects.count() == 40


def test_files_become_evidence_of_the_record(cast: Cast, forms: Forms) -> None:
    submission = arrived(cast.field_agent, forms["session"], SESSION | {"minutes": "pv.jpg"})
    for name in ("pv.jpg", "other.jpg"):
        file_of(submission, name)
    after(submission)
    kept = {(one.question, one.name, one.stored_as) for one in Evidence.objects.filter(record=submission.record)}
    assert kept == {("minutes", "pv.jpg", "aa/pv.jpg.sealed"), ("", "other.jpg", "aa/other.jpg.sealed")}
    assert not Attachment.objects.filter(evidence=None).exists()


def test_files_that_come_after_the_record_become_evidence_too(cast: Cast, forms: Forms) -> None:
    submission = after(arrived(cast.field_agent, forms["session"], SESSION | {"minutes": "pv.jpg"}))
    waiting = arrived(cast.field_agent, forms["session"], SESSION | {"kind": ""})
    file_of(submission, "pv.jpg")
    file_of(after(waiting), "of-a-problem.jpg")
    assert attach_late_files() == 1
    assert attach_late_files() == 0
    assert Evidence.objects.get().question == "minutes"


def file_of(submission: Submission, name: str) -> None:
    """Keep a file of a submission."""
    Attachment.objects.create(
        submission_instance=submission.instance_id,
        name=name,
        media_type="image/jpeg",
        size=3,
        sha256="0" * 64,
        stored_as=f"aa/{name}.sealed",
        received_at=submission.received_at,
    )
