"""Public entities are scored by their contract: totals are computed, verified by others, and gaps are told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamoja.engine import performance
from pamoja.institutions.dues import contracts_fall_due
from pamoja.institutions.entities import entity_evaluations
from pamoja.institutions.models import PublicEntity
from pamoja.institutions.performance import gap_allowed, scored, usual_gap, weights
from pamoja.institutions.tests.filed import AGAIN, ENTITY, EVALUATION, entity, evaluation, scorecard
from pamoja.institutions.warnings import verifications_differ
from pamoja.kit.problems import Problems
from pamoja.records.drafts import Draft
from tests.cast import Cast, by

EVER = (date(2024, 1, 1), date(2028, 1, 1))


def dues() -> list[tuple[date, str]]:
    return [(due.on, due.code) for due in contracts_fall_due(PublicEntity.objects.all(), *EVER)]


def test_the_total_is_weighted_over_what_was_scored(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    rows = scored(evaluation(by(cast.field_agent), one), weights(one))
    assert performance.total(rows) == performance.Total(Decimal(70), 2, 3)
    assert performance.counter_total(rows).points is None


def test_the_gap_is_over_what_both_scored_and_flagged_above_the_threshold_of_the_contract(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    rows = scored(evaluation(by(cast.field_agent), one, **AGAIN), weights(one))
    assert (usual_gap(), gap_allowed(one)) == (Decimal(10), Decimal(10))
    assert performance.gap(rows, gap_allowed(one)) == performance.Gap(Decimal(20), 1, Decimal(10))
    assert performance.gap(rows, gap_allowed(one)).above
    assert not performance.gap(rows, Decimal(20)).above
    wide = entity(by(cast.field_agent), gap_allowed="25")
    assert gap_allowed(wide) == 25


def test_a_wide_gap_is_warned_of_and_kept(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    answers = EVALUATION | AGAIN | {"entity": str(one.pk)}
    draft = Draft(entity_evaluations, answers, by(cast.field_agent), None, shown=False)
    assert draft.problems == []
    found = verifications_differ(draft.record, answers, by(cast.field_agent), None)
    assert [(one.code, one.data["value"], one.data["most"]) for one in found] == [("evaluation.gap_above", "20", "10")]
    calm = answers | {"scores": [{"indicator": "patrols", "score": "80", "counter": "78"}]}
    assert verifications_differ(draft.record, calm, by(cast.field_agent), None) == []


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"from_on": "2025-12-01"}, "evaluation.before_contract", "from_on"),
        ({"scores": []}, "evaluation.no_points", "scores"),
        ({"scores": [{"indicator": "hearings", "score": "8"}]}, "evaluation.not_in_contract", "scores[1].indicator"),
        ({"scores": [{"indicator": "patrols", "score": "8"}] * 2}, "evaluation.indicator_twice", "scores[2].indicator"),
        ({"verified_by": "poste de  Police de Jomba"}, "evaluation.verified_by_itself", "verified_by"),
        (AGAIN | {"counter_by": "INSPECTION provinciale"}, "evaluation.verified_twice_by_one", "counter_by"),
        ({"scores": AGAIN["scores"]}, "evaluation.counter_unsaid", "counter_on"),
        (AGAIN | {"counter_by": ""}, "form.required", "counter_by"),
        ({"currency": ""}, "record.currency_missing", "currency"),
        ({"payment_paid": "501", "paid_on": "2026-05-01"}, "form.rule", "payment_paid"),
        ({"payment_paid": "500", "paid_on": ""}, "form.required", "paid_on"),
        ({"until_on": "2025-12-31"}, "form.rule", "until_on"),
        ({"scores": [{"indicator": "patrols", "score": "101"}]}, "form.rule", "scores[1].score"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(cast: Cast, changes: dict[str, Any], code: str, where: str) -> None:
    one = entity(by(cast.field_agent))
    with pytest.raises(Problems) as found:
        evaluation(by(cast.field_agent), one, **changes)
    assert (code, where) in [(one.code, one.data.get("where", "")) for one in found.value.problems]


def test_a_contract_has_indicators_each_once_with_a_weight(cast: Cast) -> None:
    for rows, code in (
        ([], "public_entity.no_indicator"),
        (ENTITY["indicators"][:1] * 2, "public_entity.indicator_twice"),
        ([{"indicator": "patrols", "weight": "0"}], "form.rule"),
    ):
        with pytest.raises(Problems) as found:
            entity(by(cast.field_agent), indicators=rows)
        assert [one.code for one in found.value.problems] == [code]


def test_a_period_is_evaluated_once(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    evaluation(by(cast.field_agent), one)
    with pytest.raises(Problems) as found:
        evaluation(by(cast.field_agent), one, from_on="2026-03-31", until_on="2026-04-05")
    assert [one.code for one in found.value.problems] == ["evaluation.period_taken"]
    evaluation(by(cast.field_agent), one, from_on="2026-04-01", until_on="2026-06-30", verified_on="2026-07-02")


def test_the_scorecard_is_one_of_the_entity(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    other = scorecard(by(cast.field_agent))
    with pytest.raises(Problems) as found:
        evaluation(by(cast.field_agent), one, scorecard=str(other.pk))
    assert [one.code for one in found.value.problems] == ["evaluation.other_scorecard"]
    own = scorecard(by(cast.field_agent), entity=str(one.pk))
    assert evaluation(by(cast.field_agent), one, scorecard=str(own.pk)).scorecard == own


def test_the_next_evaluation_is_due_after_its_period_and_the_contract_ends(cast: Cast) -> None:
    one = entity(by(cast.field_agent))
    assert dues() == [(date(2026, 4, 1), "evaluation"), (date(2026, 12, 31), "end")]
    evaluation(by(cast.field_agent), one)
    assert dues()[0] == (date(2026, 7, 1), "evaluation")
    entity(by(cast.field_agent), evaluated_every="")
    assert [code for _on, code in dues()] == ["evaluation", "end", "end"]
