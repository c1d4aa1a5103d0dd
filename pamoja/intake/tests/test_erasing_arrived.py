"""Erasing reaches what phones sent: bytes, corrections, what waits in the inbox, and copies of what was refused."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from pamoja.intake.actions import correct, process_again
from pamoja.intake.erasing import erase
from pamoja.intake.files import keep, receive
from pamoja.intake.models import Attachment, FormVersion, Rejected, Submission, SubmissionState
from pamoja.intake.processing import process
from pamoja.intake.reading import answers_of
from pamoja.intake.rejected import keep_rejected
from pamoja.intake.store import Arrival, store
from pamoja.intake.tests.filling import arrived, filled
from pamoja.intake.traces import traces_of
from pamoja.kit.audit import history
from pamoja.kit.keyring import unseal
from pamoja.kit.problems import Problem
from pamoja.persons.models import Person
from pamoja.persons.tests.people import PERSON
from tests.cast import Cast, by

SERVER = by(None, "command")
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
SENT = PERSON | {"phone": "0600 000 201"}


def person_of(submission: Submission) -> Person:
    submission.refresh_from_db()
    return Person.objects.get(submission=submission.pk)


def test_received_bytes_go_and_the_identity_stays(cast: Cast, forms: dict[str, FormVersion]) -> None:
    submission = arrived(cast.field_agent, forms["person"], SENT)
    process(submission)
    erase(SERVER, person_of(submission), "demande")
    submission.refresh_from_db()
    assert submission.state == SubmissionState.ERASED
    assert unseal("intake", submission.sealed) == b""
    with pytest.raises(Problem) as error:
        answers_of(submission)
    assert error.value.code == "intake.erased"
    with pytest.raises(Problem) as again:
        process_again(SERVER, submission)
    assert again.value.code == "intake.erased"


@pytest.mark.django_db(transaction=True)
def test_a_phone_that_sends_it_again_is_answered_and_nothing_is_kept(
    cast: Cast, forms: dict[str, FormVersion], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    submission = arrived(cast.field_agent, forms["person"], SENT)
    process(submission)
    erase(SERVER, person_of(submission), "demande")
    for answers in (SENT, SENT | {"sex": "m"}):
        data = filled(forms["person"], answers, submission.instance_id)
        arrival = Arrival(
            submission.instance_id, "person", forms["person"].version, cast.field_agent.pk, "upendo", None, AT, data
        )
        assert store(arrival) == "known"
    file = receive("visage.jpg", [b"\xff\xd8\xff visage"], "upendo")
    assert keep(submission.instance_id, file, AT) is False
    assert not Attachment.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert Person.objects.count() == 1


def test_a_correction_made_in_the_inbox_goes_too(cast: Cast, forms: dict[str, FormVersion]) -> None:
    submission = arrived(cast.field_agent, forms["person"], SENT | {"place": "CD9999"})
    process(submission)
    correct(by(cast.partner_me), submission, SENT, "le lieu de Stagiaire Alpha")
    erase(SERVER, person_of(submission), "demande")
    submission.refresh_from_db()
    assert (submission.corrected, submission.problems) == (None, [])
    assert "Alpha" not in str(list(history("submission", submission.pk).values()))


@pytest.mark.parametrize(
    ("waiting", "goes"),
    [
        ({}, True),
        ({"full_name": "ALPHA stagiaire", "phone": ""}, True),
        ({"full_name": "Stagiaire Bravo"}, True),
        ({"full_name": "Stagiaire Bravo", "phone": ""}, False),
        ({"sex": "m", "phone": ""}, False),
    ],
)
def test_what_waits_in_the_inbox_of_the_same_person_goes(
    cast: Cast, forms: dict[str, FormVersion], waiting: dict[str, str], goes: bool
) -> None:
    submission = arrived(cast.field_agent, forms["person"], SENT)
    process(submission)
    other = arrived(cast.field_agent, forms["person"], SENT | waiting | {"place": "CD9999"})
    process(other)
    erase(SERVER, person_of(submission), "demande")
    other.refresh_from_db()
    assert other.state == (SubmissionState.ERASED if goes else SubmissionState.PROBLEM)


def test_what_another_partner_sent_stays(cast: Cast, forms: dict[str, FormVersion]) -> None:
    submission = arrived(cast.field_agent, forms["person"], SENT)
    process(submission)
    other = arrived(cast.other_agent, forms["person"], SENT | {"place": "CD9999"})
    process(other)
    erase(SERVER, person_of(submission), "demande")
    other.refresh_from_db()
    assert other.state == SubmissionState.PROBLEM


def test_copies_of_what_was_refused_go_when_they_tell_of_the_person(cast: Cast, forms: dict[str, FormVersion]) -> None:
    submission = arrived(cast.field_agent, forms["person"], SENT)
    process(submission)
    about = [
        b"<full_name>Stagiaire &#65;lpha</full_name>",
        "téléphone +243 600 000 201 sans balise".encode("latin-1"),
        "<nom>alpha STAGIAIRE</nom>".encode("utf-16"),
        f"<orx:instanceID>{submission.instance_id}</orx:instanceID>".encode(),
    ]
    others = [b"<full_name>Stagiaire Bravo</full_name>", b"Alpha", b"+243 600 000 999", b""]
    for data in about + others:
        keep_rejected(Problem("intake.not_xml", detail=""), cast.field_agent, AT, data, len(data))
    erase(SERVER, person_of(submission), "demande")
    left = {bytes(row.sha256) for row in Rejected.objects.all()}
    assert left == {hashlib.sha256(data).digest() for data in others}


def test_a_name_of_one_word_is_not_looked_for() -> None:
    traces = traces_of(["Alpha"], ["12"], [])
    assert not traces.are_in(b"Alpha 12")
