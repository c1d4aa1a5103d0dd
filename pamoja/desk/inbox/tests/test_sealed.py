"""Sealed answers that come from phones: the record keeps them, the inbox shows them to nobody."""

import re

import pytest

from pamoja.desk.inbox.tests.test_inbox import signed_in
from pamoja.formats.questions import Form
from pamoja.formats.xform.sheets import sheets
from pamoja.intake.models import FormVersion, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.intake.tests.filling import DIALOGUE, arrived
from pamoja.kit.keyring import unseal
from pamoja.kit.models import AuditLine
from pamoja.records.models import SealedAnswer
from pamoja.records.register import Register
from pamoja.records.sealed import open_unwatched
from tests.cast import Cast, by
from tests.sealing import IDENTITY, NAME, PLANTED

ANSWERS = DIALOGUE | IDENTITY


@pytest.fixture
def form(cast: Cast, asked_sealed: Register) -> FormVersion:
    """Publish the form that asks sealed questions."""
    publish_forms(by(None, "command"))
    return FormVersion.objects.get(form_id="dialogue", current=True)


def processed(submission: Submission) -> Submission:
    """Return a submission after it was processed."""
    process_waiting()
    submission.refresh_from_db()
    return submission


def test_the_phone_asks_them_as_texts_and_lists_filled_forms_without_them(
    asked_sealed: Register, form: FormVersion
) -> None:
    declared: Form = asked_sealed.form()
    found = sheets(declared)
    rows = {row["name"]: row for row in found["survey"] if row.get("name") in IDENTITY}
    assert {row["type"] for row in rows.values()} == {"text"}
    assert rows["full_name"]["required"] == "yes"
    assert "string-length(.) <= 30" in rows["phone"]["constraint"]
    assert "full_name" not in found["settings"][0]["instance_name"]
    assert "full_name" in form.xml


def test_what_a_phone_sends_becomes_a_record_with_sealed_answers(cast: Cast, form: FormVersion) -> None:
    submission = processed(arrived(cast.field_agent, form, ANSWERS))
    assert submission.state == "recorded", submission.problems
    assert {one.question: open_unwatched(one) for one in SealedAnswer.objects.all()} == IDENTITY


def test_the_inbox_shows_them_to_nobody(cast: Cast, form: FormVersion) -> None:
    recorded = processed(arrived(cast.field_agent, form, ANSWERS))
    stopped = processed(arrived(cast.field_agent, form, ANSWERS | {"place": "nowhere"}))
    assert stopped.state == "problem"
    read = 0
    for person in cast.everybody().values():
        for address in ("/inbox", f"/inbox/{recorded.pk}", f"/inbox/{stopped.pk}", "/inbox?q=Kahindo"):
            answer = signed_in(person).get(address)
            read += answer.status_code == 200
            words = [word for word in PLANTED if word in answer.content.decode()]
            assert set(words) <= ({"Kahindo"} if "=" in address else set()), (person, address)
    assert read >= 12
    page = signed_in(cast.partner_me).get(f"/inbox/{stopped.pk}").content.decode()
    assert DIALOGUE["title"] in page
    assert "Full name of the caller" in page
    assert "•••" in page


def test_a_faulty_sealed_answer_is_named_and_not_quoted(cast: Cast, form: FormVersion) -> None:
    submission = processed(arrived(cast.field_agent, form, ANSWERS | {"phone": "0600 123 456 " * 9}))
    assert [(one["code"], one["data"]["where"]) for one in submission.problems] == [("form.too_long", "phone")]
    assert "997" not in str(submission.problems)


def test_a_correction_keeps_them_unless_they_are_typed_anew(cast: Cast, form: FormVersion) -> None:
    submission = processed(arrived(cast.field_agent, form, ANSWERS | {"place": "nowhere"}))
    client, address = signed_in(cast.partner_me), f"/inbox/{submission.pk}"
    page = client.get(address).content.decode()
    asked = set(re.findall(r'name="([\w-]+)"', page))
    assert {"full_name", "phone", "phone-clear"} <= asked
    assert "address" not in asked, "its level is not open"
    again = client.post(f"{address}/correct", DIALOGUE | {"phone": "0812345678", "full_name": "", "reason": ""})
    assert again.status_code == 422
    assert [word for word in (*PLANTED, "0812345678") if word in again.content.decode()] == []
    carried = dict(re.findall(r'name="(\w+-typed)" value="([^"]+)"', again.content.decode()))
    assert set(carried) == {"phone-typed"}
    done = client.post(f"{address}/correct", DIALOGUE | carried | {"full_name": "", "reason": "asked the sender"})
    assert done.status_code == 302
    submission.refresh_from_db()
    assert submission.state == "recorded", submission.problems
    wanted = IDENTITY | {"phone": "0812345678"}
    assert {one.question: open_unwatched(one) for one in SealedAnswer.objects.all()} == wanted
    assert NAME.encode() in unseal("intake", bytes(submission.corrected or b""))
    told = str(list(AuditLine.objects.values_list("changes", "reason")))
    assert [word for word in (*PLANTED, "0812345678") if word in told] == []


def test_a_sealed_answer_can_be_taken_away_in_a_correction(cast: Cast, form: FormVersion) -> None:
    submission = processed(arrived(cast.field_agent, form, ANSWERS | {"place": "nowhere"}))
    posted = DIALOGUE | {"phone-clear": "on", "reason": "not his phone"}
    assert signed_in(cast.partner_me).post(f"/inbox/{submission.pk}/correct", posted).status_code == 302
    assert set(SealedAnswer.objects.values_list("question", flat=True)) == {"full_name", "address"}
