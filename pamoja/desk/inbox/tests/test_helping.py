"""A person helps a submission that could not become a record, from its page."""

from typing import Any

import pytest
from django.test import Client

from pamoja.activities.models import Session
from pamoja.desk.inbox.tests.conftest import UNKNOWN_PLACE
from pamoja.desk.inbox.tests.test_inbox import read, signed_in
from pamoja.dialogue.models import DialogueProcess
from pamoja.intake.models import FormVersion, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.reading import answers_of
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived
from tests.cast import Cast

Forms = dict[str, FormVersion]


def posted(answers: dict[str, Any], **other: str) -> dict[str, Any]:
    """Return answers as the page posts them."""
    rows = answers.get("attendance", [])
    flat = {f"attendance-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
    single = {name: value for name, value in answers.items() if name != "attendance"}
    return {**single, **flat, "attendance-TOTAL": str(len(rows)), **other}


def test_the_form_holds_what_arrived(cast: Cast, stopped: Submission) -> None:
    page = read(cast.partner_me, f"/inbox/{stopped.pk}")
    assert (
        'value="Comité de paix &amp; administration"' in page
        or "Comité de paix &amp; administration</textarea>" in page
    )
    assert 'name="attendance-1-people" value="3"' in page
    assert 'name="minutes"' not in page
    assert f"/inbox/{stopped.pk}/correct" in page


@pytest.mark.parametrize("name", ["field_agent", "coordinator", "administrator"])
def test_who_only_reads_is_offered_nothing(cast: Cast, stopped: Submission, name: str) -> None:
    person = cast.everybody()[name]
    page = read(person, f"/inbox/{stopped.pk}")
    for verb in ("again", "correct", "set-aside"):
        assert f"/inbox/{stopped.pk}/{verb}" not in page
        assert signed_in(person).post(f"/inbox/{stopped.pk}/{verb}", posted(SESSION, reason="why")).status_code == 403


@pytest.mark.parametrize("verb", ["again", "correct", "set-aside"])
def test_help_is_given_by_post_and_to_ones_own(cast: Cast, stopped: Submission, verb: str) -> None:
    address = f"/inbox/{stopped.pk}/{verb}"
    assert signed_in(cast.partner_me).get(address).status_code == 405
    assert signed_in(cast.stranger).post(address).status_code == 404
    assert Client().post(address).status_code == 302
    assert not Session.objects.exists()


def test_a_correction_makes_the_record_of_its_sender(cast: Cast, stopped: Submission) -> None:
    client = signed_in(cast.partner_me)
    answer = client.post(f"/inbox/{stopped.pk}/correct", posted(SESSION, reason="Village misspelt"), follow=True)
    assert answer.redirect_chain == [(f"/inbox/{stopped.pk}", 302)]
    page = answer.content.decode()
    record = Session.objects.get()
    assert (record.created_by, record.place_id) == (cast.field_agent, "CD6111-bwisha-jomba")
    assert record.code in page
    assert "Village misspelt" in page
    assert UNKNOWN_PLACE in page
    assert list(record.attendance.order_by("people").values_list("people", flat=True)) == [3, 12]


def test_without_a_reason_what_was_typed_stays_on_the_page(cast: Cast, stopped: Submission) -> None:
    typed = posted(SESSION | {"facilitators": "Le conseil des sages"}, reason=" ")
    answer = signed_in(cast.partner_me).post(f"/inbox/{stopped.pk}/correct", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_reason"' in page
    assert "Le conseil des sages" in page
    stopped.refresh_from_db()
    assert stopped.corrected is None


def test_more_lines_are_asked_for_without_saving(cast: Cast, stopped: Submission) -> None:
    answer = signed_in(cast.partner_me).post(f"/inbox/{stopped.pk}/correct", posted(SESSION, do="rows:attendance"))
    assert answer.status_code == 200
    assert 'name="attendance-4-people"' in answer.content.decode()


def test_a_correction_that_is_wrong_too_says_what_is_wrong_now(cast: Cast, stopped: Submission) -> None:
    odd = posted(SESSION | {"held_on": "2026-02-31", "attendance": [{"sex": "f", "people": "-1"}]}, reason="Try")
    page = signed_in(cast.partner_me).post(f"/inbox/{stopped.pk}/correct", odd, follow=True).content.decode()
    assert "2026-02-31" in page
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"reason": "x"},
        {"reason": "x" * 9000},
        {"attendance-TOTAL": "many", "reason": "x"},
        {"process": "ENG-2026-0001", "place": "CD99", "held_on": "yesterday", "reason": "x"},
        {"do": "rows:elsewhere"},
    ],
)
def test_odd_posts_never_break_the_page(cast: Cast, stopped: Submission, odd: dict[str, str]) -> None:
    client = signed_in(cast.partner_me)
    assert client.post(f"/inbox/{stopped.pk}/correct", odd).status_code in (200, 302, 422)
    assert client.get(f"/inbox/{stopped.pk}").status_code == 200
    assert client.post(f"/inbox/{stopped.pk}/set-aside", odd).status_code in (302, 400)


def test_processing_again_says_what_came_of_it(cast: Cast, stopped: Submission) -> None:
    page = signed_in(cast.partner_me).post(f"/inbox/{stopped.pk}/again", follow=True).content.decode()
    assert "No record can be made of it yet" in page
    assert "Processed again." in page


def test_what_is_set_aside_can_be_taken_up_again(cast: Cast, stopped: Submission) -> None:
    client = signed_in(cast.partner_me)
    assert client.post(f"/inbox/{stopped.pk}/set-aside", {"reason": ""}).status_code == 400
    page = client.post(f"/inbox/{stopped.pk}/set-aside", {"reason": "A test"}, follow=True).content.decode()
    assert "It is set aside." in page
    assert "/set-aside" not in page
    client.post(f"/inbox/{stopped.pk}/correct", posted(SESSION, reason="It was none"))
    assert Session.objects.count() == 1


def test_answers_that_the_page_did_not_show_stay_as_they_were(cast: Cast, forms: Forms) -> None:
    secret = "Personne ne circule après quinze heures"
    note = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-20", "do_no_harm_note": secret}
    submission = arrived(cast.field_agent, forms["dialogue"], DIALOGUE | note | {"place": UNKNOWN_PLACE})
    process_waiting()
    client = signed_in(cast.consortium_me)
    assert 'name="do_no_harm_note"' not in client.get(f"/inbox/{submission.pk}").content.decode()
    given = DIALOGUE | note | {"do_no_harm_note": "overwritten", "reason": "Place", "stages-TOTAL": "0"}
    client.post(f"/inbox/{submission.pk}/correct", given)
    submission.refresh_from_db()
    assert submission.state == "recorded", submission.problems
    assert DialogueProcess.objects.get().do_no_harm_note == secret


def test_records_are_named_by_their_code(cast: Cast, forms: Forms) -> None:
    arrived(cast.field_agent, forms["dialogue"], DIALOGUE)
    process_waiting()
    dialogue = DialogueProcess.objects.get()
    submission = arrived(
        cast.field_agent, forms["session"], SESSION | {"process": str(dialogue.pk), "place": UNKNOWN_PLACE}
    )
    process_waiting()
    page = read(cast.partner_me, f"/inbox/{submission.pk}")
    assert f'value="{dialogue.code}"' in page
    answer = posted(SESSION | {"process": dialogue.code}, reason="Place")
    signed_in(cast.partner_me).post(f"/inbox/{submission.pk}/correct", answer)
    submission.refresh_from_db()
    assert submission.state == "recorded", submission.problems
    assert answers_of(submission)["process"] == dialogue.code


def test_an_unknown_version_is_entered_by_hand(cast: Cast, forms: Forms) -> None:
    submission = arrived(cast.field_agent, forms["session"], SESSION, version="1999")
    process_waiting()
    page = read(cast.partner_me, f"/inbox/{submission.pk}")
    assert "Comité de paix &amp;amp; administration" in page
    signed_in(cast.partner_me).post(f"/inbox/{submission.pk}/correct", posted(SESSION, reason="Read by eye"))
    assert Session.objects.count() == 1
