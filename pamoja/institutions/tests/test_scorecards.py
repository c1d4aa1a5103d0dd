"""Scorecards hold both scores of each criterion with who gave them, and the meeting of both sides."""

from datetime import date
from typing import Any

import pytest

from pamoja.institutions.dues import scorecards_fall_due
from pamoja.institutions.models import Scorecard
from pamoja.institutions.tests.filed import SCORECARD, entity, scorecard
from pamoja.institutions.warnings import scores_are_all_alike
from pamoja.kit.problems import Problems
from tests.cast import Cast, by

SAME = {"criterion": "accueil  des femmes"}
ROW: dict[str, str] = SCORECARD["criteria"][0]
EVER = (date(2024, 1, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"criteria": []}, "scorecard.no_criterion", "criteria"),
        ({"criteria": [ROW, ROW | SAME]}, "scorecard.criterion_twice", "criteria[2].criterion"),
        ({"criteria": [ROW | {"citizens": "5.5"}]}, "form.rule", "criteria[1].citizens"),
        ({"criteria": [ROW | {"citizens": "0.5"}]}, "form.rule", "criteria[1].citizens"),
        ({"criteria": [ROW | {"own": "6"}]}, "form.rule", "criteria[1].own"),
        ({"criteria": [ROW | {"women": "0", "men": "0"}]}, "form.rule", "criteria[1].men"),
        ({"criteria": [ROW | {"women": ""}]}, "form.required", "criteria[1].women"),
        ({"interface_women": ""}, "form.required", "interface_women"),
        ({"interface_on": "2026-03-01"}, "form.rule", "interface_on"),
        ({"interface_on": "2026-03-11"}, "form.rule", "interface_on"),
        ({"next_on": "2026-03-10"}, "form.rule", "next_on"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(cast: Cast, changes: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(Problems) as found:
        scorecard(by(cast.field_agent), **changes)
    assert (code, where) in [(one.code, one.data.get("where", "")) for one in found.value.problems]


def test_the_next_one_is_due_until_the_service_is_scored_again(cast: Cast) -> None:
    def due() -> list[date]:
        return [one.on for one in scorecards_fall_due(Scorecard.objects.all(), *EVER)]

    scorecard(by(cast.field_agent), next_on="2026-09-10")
    other = entity(by(cast.field_agent))
    scorecard(by(cast.field_agent), entity=str(other.pk), next_on="2026-10-10")
    assert due() == [date(2026, 9, 10), date(2026, 10, 10)]
    scorecard(
        by(cast.field_agent), service="poste de police de jomba", held_on="2026-08-30", self_on="", interface_on=""
    )
    assert due() == [date(2026, 10, 10)]


def test_scores_that_are_all_alike_are_warned_of(cast: Cast) -> None:
    rows = [ROW | {"criterion": name} for name in ("Accueil", "Reçus", "Horaires")]
    for criteria, codes in (
        (rows, ["scorecard.all_alike"]),
        (rows[:2], []),
        ([*rows[:2], ROW | {"citizens": "3"}], []),
    ):
        found = scores_are_all_alike(None, {"criteria": criteria}, by(cast.field_agent), None)
        assert [one.code for one in found] == codes
