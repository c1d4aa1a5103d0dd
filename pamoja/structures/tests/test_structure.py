"""A structure holds its members as numbers and its plans by date; assessments are repeated, each dimension once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pamoja.kit.problems import Problems
from pamoja.records.actions import enter, stored_answers
from pamoja.structures.models import Score
from pamoja.structures.register import structures
from pamoja.structures.tests.standing import STRUCTURE, assessment, structure
from tests.cast import Cast, by


def codes(error: pytest.ExceptionInfo[Problems]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_structure_is_stored_as_it_was_entered(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    answers = stored_answers(structures, one)
    assert one.code == "STR-2024-0001"
    again = enter(structures, answers, by(cast.field_agent), record=one, reason="relecture")
    assert stored_answers(structures, again) == answers


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"set_up_on": "2099-01-01"}, ("record.date_in_the_future", "set_up_on")),
        ({"ended_on": "2024-02-01"}, ("form.rule", "ended_on")),
        (
            {"plans": [{"kind": "pls", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}]},
            ("form.rule", "plans[1].ends_on"),
        ),
        ({"members": [STRUCTURE["members"][0] | {"people": "0"}]}, ("form.rule", "members[1].people")),
        (
            {"trainings": [{"subject": "Médiation", "held_on": "2099-01-01"}]},
            ("record.date_in_the_future", "trainings[1].held_on"),
        ),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    with pytest.raises(Problems) as error:
        structure(by(cast.field_agent), **changes)
    assert fault in codes(error)


def test_a_plan_may_begin_later(cast: Cast) -> None:
    plans = [{"kind": "pls", "starts_on": "2098-01-01", "ends_on": "2099-01-01"}]
    assert structure(by(cast.field_agent), plans=plans).plans.count() == 1


def test_assessments_are_repeated_over_time(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    assessment(by(cast.field_agent), one)
    assessment(by(cast.field_agent), one, assessed_on="2026-09-01")
    points = Score.objects.filter(assessment__structure=one, dimension="capacity_dimension:governance")
    assert list(points.values_list("points", flat=True)) == [2, 2]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"assessed_on": "2024-02-01"}, ("assessment.before_set_up", "assessed_on")),
        ({"scores": [{"dimension": "trust", "points": "5"}]}, ("form.rule", "scores[1].points")),
        (
            {"scores": [{"dimension": "trust", "points": "1"}, {"dimension": "trust", "points": "2"}]},
            ("assessment.dimension_twice", "scores[2].dimension"),
        ),
    ],
)
def test_an_assessment_scores_each_dimension_once_from_nought_to_four(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = structure(by(cast.field_agent))
    with pytest.raises(Problems) as error:
        assessment(by(cast.field_agent), one, **changes)
    assert fault in codes(error)


def test_the_database_keeps_the_scale(cast: Cast) -> None:
    kept = assessment(by(cast.field_agent), structure(by(cast.field_agent)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(assessment=kept).update(points=5)
