"""A complaint keeps its dates in order, names nobody who stays anonymous, and is closed by an answer or a referral."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pamoja.complaints.models import Complaint
from pamoja.complaints.register import complaints
from pamoja.complaints.tests.told import ANSWERED, COMPLAINT, complaint
from pamoja.kit.problems import Problems
from pamoja.records.actions import default_answers, enter, stored_answers
from pamoja.records.models import SealedAnswer
from pamoja.records.sealed import CLEAR
from tests.cast import Cast, by

TODAY = date(2026, 3, 10)


def faults(cast: Cast, **changes: Any) -> set[tuple[str, str]]:
    with pytest.raises(Problems) as error:
        complaint(by(cast.field_agent), **changes)
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_complaint_is_restricted_and_has_a_code(cast: Cast) -> None:
    assert default_answers(complaints)["sensitivity"] == "restricted"
    one = complaint(by(cast.field_agent))
    assert (one.code, one.sensitivity, one.owner_id) == ("PLA-2026-0001", "restricted", "upendo")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"received_on": "2099-01-01"}, ("record.date_in_the_future", "received_on")),
        ({"acknowledged_on": "2026-03-01"}, ("form.rule", "acknowledged_on")),
        ({"referred_on": "2026-03-01", "referred_to": "Parquet"}, ("form.rule", "referred_on")),
        ({"answered_on": "2026-03-01", "answer": "Oui", "answer_way": "phone"}, ("form.rule", "answered_on")),
        (ANSWERED | {"closed_on": "2026-03-19"}, ("form.rule", "closed_on")),
        ({"closed_on": "2026-03-04"}, ("form.rule", "closed_on")),
        ({"answered_on": "2026-03-04", "answer_way": "phone"}, ("form.required", "answer")),
        ({"answered_on": "2026-03-04", "answer": "Oui"}, ("form.required", "answer_way")),
        ({"referred_on": "2026-03-04"}, ("form.required", "referred_to")),
        ({"person_name": "Nom inventé"}, ("complaint.anonymous_with_contact", "person_name")),
        ({"person_phone": "+243 000 000 001"}, ("complaint.anonymous_with_contact", "person_phone")),
        ({"category": "abuse"}, ("form.invalid_choice", "category")),
        ({"said": ""}, ("form.required", "said")),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert fault in faults(cast, **changes)


def test_it_is_closed_by_an_answer_or_by_a_referral(cast: Cast) -> None:
    answered = complaint(by(cast.field_agent), **ANSWERED)
    referred = complaint(
        by(cast.field_agent), referred_on="2026-03-04", referred_to="Service social", closed_on="2026-03-04"
    )
    assert [one.standing(TODAY).stage for one in (answered, referred)] == ["answered", "in_hand"]


def test_the_database_keeps_what_an_answer_and_a_referral_need(cast: Cast) -> None:
    one = complaint(by(cast.field_agent))
    for changes in ({"answered_on": TODAY}, {"referred_on": TODAY}, {"closed_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=one.pk).update(**changes)


def test_name_and_phone_are_sealed_and_a_person_may_become_anonymous(cast: Cast) -> None:
    one = complaint(by(cast.field_agent), anonymous="no", person_name="Nom inventé", person_phone="+243 000 000 001")
    assert set(SealedAnswer.objects.filter(record=one.pk).values_list("question", flat=True)) == {
        "person_name",
        "person_phone",
    }
    hidden = stored_answers(complaints, one) | {"anonymous": "yes"}
    with pytest.raises(Problems):
        enter(complaints, hidden, by(cast.partner_me), record=one, reason="Elle le demande.")
    cleared = hidden | {"person_name": CLEAR, "person_phone": CLEAR}
    enter(complaints, cleared, by(cast.partner_me), record=one, reason="Elle le demande.")
    assert not SealedAnswer.objects.filter(record=one.pk).exists()


def test_the_clock_is_that_of_the_category(cast: Cast) -> None:
    author = by(cast.field_agent)
    days = {
        category: complaint(author, category=category).standing(TODAY).answer.due_on
        for category in ("safety", "question", "money")
    }
    assert days == {"safety": date(2026, 3, 5), "question": date(2026, 3, 16), "money": date(2026, 4, 1)}


def test_views_tell_what_waits_what_is_late_and_what_is_answered(cast: Cast) -> None:
    author = by(cast.field_agent)
    made = {
        "untold": complaint(author, received_on="2026-03-09"),
        "untold too long": complaint(author, received_on="2026-03-07"),
        "told": complaint(author, received_on="2026-03-01", acknowledged_on="2026-03-02"),
        "unanswered too long": complaint(author, category="safety", acknowledged_on="2026-03-03"),
        "answered": complaint(author, **{**ANSWERED, "answered_on": "2026-03-04", "closed_on": "2026-03-04"}),
        "handed on": complaint(
            author, received_on="2026-01-02", referred_on="2026-01-03", referred_to="Parquet", closed_on="2026-01-03"
        ),
    }
    found = {
        view.code: {
            name for name, one in made.items() if Complaint.objects.filter(view.condition(TODAY), pk=one.pk).exists()
        }
        for view in complaints.views
    }
    assert found == {
        "to_acknowledge": {"untold", "untold too long"},
        "behind_the_clock": {"untold too long", "unanswered too long"},
        "answered": {"answered"},
    }
    late = {
        name for name, one in made.items() if "overdue" in (_timing(one, "acknowledgement"), _timing(one, "answer"))
    }
    assert late == found["behind_the_clock"]


def _timing(one: Complaint, step: str) -> str:
    return str(getattr(one.standing(TODAY), step).timing)


def test_the_calendar_has_what_falls_due_until_it_is_done(cast: Cast) -> None:
    author = by(cast.field_agent)
    untold, told = complaint(author), complaint(author, acknowledged_on="2026-03-03")
    complaint(author, **ANSWERED)
    assert complaints.dues is not None
    dues = complaints.dues(Complaint.objects.all(), date(2026, 3, 1), date(2026, 4, 30))
    assert [(due.record.pk, due.on.isoformat(), due.code) for due in dues] == [
        (untold.pk, "2026-03-04", "acknowledge"),
        (untold.pk, "2026-04-01", "answer"),
        (told.pk, "2026-04-01", "answer"),
    ]
    assert not list(complaints.dues(Complaint.objects.all(), date(2026, 4, 2), date(2026, 4, 30)))
    assert COMPLAINT["category"] == "money"
