"""A case keeps its dates in order, its parties under codes, its claims side by side, and its outcome on paper."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pamoja.cases.models import Case
from pamoja.cases.register import cases
from pamoja.cases.tests.filed import CASE, RESOLVED, case
from pamoja.kit.problems import Problems
from pamoja.records.actions import default_answers, enter, stored_answers
from pamoja.records.models import SealedAnswer
from tests.cast import Cast, by


def faults(cast: Cast, **changes: Any) -> set[tuple[str, str]]:
    with pytest.raises(Problems) as error:
        case(by(cast.field_agent), **changes)
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_case_is_restricted_and_has_a_code(cast: Cast) -> None:
    assert default_answers(cases)["sensitivity"] == "restricted"
    one = enter(cases, CASE | default_answers(cases), by(cast.field_agent))
    assert (one.code, one.sensitivity, one.outcome) == ("CAS-2026-0001", "restricted", "open")


def test_claims_may_overlap_and_none_is_the_true_one(cast: Cast) -> None:
    unit = "toute la colline"
    rows = [{"party": party, "tenure": "customary", "unit": unit} for party in "AB"]
    one = case(by(cast.field_agent), claims=rows)
    assert [(claim.party, claim.unit) for claim in one.claims.all()] == [("A", unit), ("B", unit)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"opened_on": "2099-01-01"}, ("record.date_in_the_future", "opened_on")),
        (
            {"referred_on": "2026-01-01", "referred_to": "Parquet", "referral_answer": "none"},
            ("form.rule", "referred_on"),
        ),
        ({"agreement_on": "2026-01-01"}, ("form.rule", "agreement_on")),
        (RESOLVED | {"outcome_on": "2026-01-01", "agreement_on": ""}, ("form.rule", "outcome_on")),
        (RESOLVED | {"outcome_on": "2026-02-09"}, ("form.rule", "outcome_on")),
        ({"outcome": "resolved"}, ("form.required", "outcome_on")),
        ({"outcome": "resolved", "outcome_on": "2026-02-10"}, ("form.required", "outcome_reason")),
        ({"outcome": "closed", "outcome_on": "2026-02-10"}, ("form.required", "outcome_reason")),
        ({"referred_on": "2026-02-01"}, ("form.required", "referred_to")),
        ({"agreement_on": "2026-02-10", "endorsed": "yes"}, ("form.required", "endorsed_by")),
        (
            {"steps": [{"step": "contact", "done_on": "2025-12-31"}]},
            ("case.step_before_opening", "steps[1].done_on"),
        ),
        (
            {"steps": [{"step": "contact", "done_on": "2099-01-01"}]},
            ("record.date_in_the_future", "steps[1].done_on"),
        ),
        (
            RESOLVED | {"steps": [{"step": "joint_talks", "done_on": "2026-02-11"}]},
            ("case.step_after_outcome", "steps[1].done_on"),
        ),
        ({"parties": [CASE["parties"][0], CASE["parties"][0]]}, ("case.party_twice", "parties[2].party")),
        ({"parties": [CASE["parties"][0]]}, ("case.claim_without_party", "claims[2].party")),
        (
            {"claims": [CASE["claims"][0] | {"outline": "29.37 -1.19"}]},
            ("case.outline_unreadable", "claims[1].outline"),
        ),
        ({"claims": [CASE["claims"][0] | {"hectares": "-1"}]}, ("form.out_of_range", "claims[1].hectares")),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    assert fault in faults(cast, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        RESOLVED,
        {
            "outcome": "resolved",
            "outcome_on": "2026-02-10",
            "outcome_reason": "Les deux familles ont partagé le champ.",
        },
        RESOLVED | {"steps": [{"step": "post_mediation", "done_on": "2026-03-01"}]},
        {"outcome": "referred", "outcome_on": "2026-02-10", "outcome_reason": "Hors de la compétence du centre."},
    ],
)
def test_a_resolved_case_has_signed_minutes_or_a_reason(cast: Cast, changes: dict[str, Any]) -> None:
    one = case(by(cast.field_agent), **changes)
    assert (one.outcome, one.outcome_on is not None) == (changes["outcome"], True)


def test_the_database_itself_wants_paper_or_a_reason(cast: Cast) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=one.pk).update(agreement_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=one.pk).update(outcome_on=None)


def test_names_of_parties_lie_sealed_apart(cast: Cast) -> None:
    one = case(by(cast.field_agent), party_names="A: Stagiaire Alpha; B: famille Bravo")
    kept = SealedAnswer.objects.get(record=one.pk)
    assert (kept.question, b"Alpha" in bytes(kept.sealed)) == ("party_names", False)
    assert "party_names" not in stored_answers(cases, one)


def test_a_case_opened_again_as_it_was_stored_changes_nothing(cast: Cast) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    answers = stored_answers(cases, one)
    again = enter(cases, answers, by(cast.field_agent), record=one, reason="relecture")
    assert stored_answers(cases, again) == answers


def test_who_reads_another_organisations_case_reads_neither_parties_nor_claims_nor_changes_them(cast: Cast) -> None:
    one = case(by(cast.partner_me), sensitivity="internal")
    before = stored_answers(cases, one)
    answers = before | {"parties": [], "claims": [], "title": "Limites au bord de la rivière"}
    corrected = enter(cases, answers, by(cast.consortium_me), record=one, reason="titre")
    after = stored_answers(cases, corrected)
    assert after["title"] == "Limites au bord de la rivière"
    assert (after["parties"], after["claims"]) == (before["parties"], before["claims"])
