"""Works are verified by the service, with its report; grants are paid within their amount; people are never public."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pamoja.economy.grants import grants
from pamoja.economy.tests.filed import GRANT, WORKS, grant, grant_visit, market, piece_of_works, works_visit
from pamoja.economy.tests.test_savings import codes
from pamoja.economy.works import works
from pamoja.kit.problems import Problems
from pamoja.records.actions import enter, stored_answers
from tests.cast import Cast, by

VERIFIED = {"verified": "3.8", "verified_by": "OVDA, brigade de Rutshuru", "verified_on": "2025-08-02"}


def report() -> SimpleUploadedFile:
    return SimpleUploadedFile("pv.pdf", b"%PDF-1.4\nrapport\n%%EOF\n", "application/pdf")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"ended_on": "2025-02-01"}, ("form.rule", "ended_on")),
        ({"ended_on": "2099-01-01"}, ("record.date_in_the_future", "ended_on")),
        ({"wages_paid": "4501"}, ("form.rule", "wages_paid")),
        ({"wages_paid_on": ""}, ("form.required", "wages_paid_on")),
        ({"currency": ""}, ("record.currency_missing", "currency")),
        (
            {"currency": "", "wages_due": "", "wages_paid": "", "wages_paid_on": ""},
            ("record.currency_missing", "currency"),
        ),
        ({"outline": "du pont à l’école"}, ("works.outline_unreadable", "outline")),
        ({"provisional_on": "2025-06-01"}, ("form.required", "accepted_by")),
        (
            {"provisional_on": "2025-06-01", "final_on": "2025-05-31", "accepted_by": "OVDA"},
            ("form.rule", "final_on"),
        ),
        ({"planned": "-2"}, ("form.out_of_range", "planned")),
        ({"verified": "3.8"}, ("form.required", "verified_by")),
        (VERIFIED, ("works.report_missing", "report")),
        (VERIFIED | {"report": report(), "verified_by": " UPENDO"}, ("works.verified_by_itself", "verified_by")),
    ],
)
def test_works_that_cannot_be_are_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    with pytest.raises(Problems) as error:
        piece_of_works(by(cast.partner_me), **changes)
    assert fault in codes(error)


def test_works_are_verified_with_the_report_of_the_service_once(cast: Cast) -> None:
    one = piece_of_works(by(cast.partner_me), **VERIFIED, report=report())
    again = WORKS | VERIFIED | {"verified": "3.9"}
    corrected = enter(works, again, by(cast.partner_me), record=one, reason="relu dans le rapport")
    assert stored_answers(works, corrected)["verified"] == "3.9"


def test_works_without_wages_need_no_currency(cast: Cast) -> None:
    bare = {"wages_due": "", "wages_paid": "", "wages_paid_on": "", "currency": ""}
    teams = [{"sex": "f", "people": "30", "days": "900"}]
    assert piece_of_works(by(cast.field_agent), **bare, workers=teams).currency is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"visited_on": "2025-02-01"}, ("works_visit.before_works", "visited_on")),
        ({"condition": "not_visited"}, ("form.required", "why_not")),
    ],
)
def test_a_visit_to_works_that_cannot_be_is_refused(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = piece_of_works(by(cast.field_agent))
    with pytest.raises(Problems) as error:
        works_visit(by(cast.field_agent), one, **changes)
    assert fault in codes(error)


def test_a_visit_that_did_not_take_place_measures_nothing(cast: Cast) -> None:
    one = piece_of_works(by(cast.field_agent))
    visit = works_visit(by(cast.field_agent), one, condition="not_visited", why_not="Route coupée", in_use="4")
    assert visit.in_use is None


def test_the_state_visits_works_and_corrects_none(cast: Cast) -> None:
    one = piece_of_works(by(cast.field_agent))
    assert works_visit(by(cast.state), one).owner_id == cast.state.organisation_id
    with pytest.raises(Exception) as error:
        enter(works, WORKS, by(cast.state), record=one, reason="mesuré")
    assert getattr(error.value, "code", "") == "rights.refused"


TRANCHES: list[dict[str, str]] = GRANT["tranches"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"amount": "1199"}, ("grant.tranches_above_amount", "amount")),
        (
            {"tranches": [TRANCHES[0] | {"paid_on": "2025-02-01"}]},
            ("grant.paid_before_signing", "tranches[1].paid_on"),
        ),
        (
            {"tranches": [TRANCHES[0], TRANCHES[1] | {"paid_on": "2099-01-01"}]},
            ("record.date_in_the_future", "tranches[2].paid_on"),
        ),
        ({"women": "10"}, ("form.rule", "men")),
        ({"registered": "yes"}, ("form.required", "registration")),
        ({"kind": "person", "sensitivity": "public"}, ("grant.person_public", "sensitivity")),
        ({"ended_on": "2025-02-01"}, ("form.rule", "ended_on")),
    ],
)
def test_a_grant_that_cannot_be_is_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    with pytest.raises(Problems) as error:
        grant(by(cast.field_agent), **changes)
    assert fault in codes(error)


def test_less_than_the_grant_may_be_planned_in_tranches(cast: Cast) -> None:
    one = grant(by(cast.field_agent), tranches=TRANCHES[:1])
    assert stored_answers(grants, one)["tranches"][0]["amount"] == "800"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"visited_on": "2025-02-01"}, ("grant_visit.before_grant", "visited_on")),
        ({"finding": "stopped"}, ("form.required", "why_stopped")),
        ({"finding": "not_visited"}, ("form.required", "why_not")),
        ({"currency": ""}, ("record.currency_missing", "currency")),
        ({"sensitivity": "public"}, ("grant.person_public", "sensitivity")),
    ],
)
def test_a_visit_to_a_grant_that_cannot_be_is_refused(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = grant(by(cast.field_agent), kind="household")
    with pytest.raises(Problems) as error:
        grant_visit(by(cast.field_agent), one, **changes)
    assert fault in codes(error)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"stalls_used": "121"}, ("form.rule", "stalls_used")),
        ({"days": "8"}, ("form.rule", "days")),
        ({"posted": "yes"}, ("form.required", "posted_seen_on")),
    ],
)
def test_a_market_that_cannot_be_is_refused(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    with pytest.raises(Problems) as error:
        market(by(cast.field_agent), **changes)
    assert fault in codes(error)
