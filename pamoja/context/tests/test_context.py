"""What the registers of the context refuse, deduce, hide and let fall due."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pamoja.context.analyses import analyses
from pamoja.context.models import Analysis, Incident, Risk
from pamoja.context.risks import risks
from pamoja.context.stories import stories
from pamoja.context.tests.filed import ANALYSIS, PLACE, QUOTE, RISK, STORY, analysis, incident, risk, story
from pamoja.kit.problems import Problem, Problems
from pamoja.lake.geography import read_geography
from pamoja.lake.reading import read_register
from pamoja.places.models import Kind, Level, Place
from pamoja.records.actions import enter
from pamoja.records.openness import Reader
from pamoja.registry.dues import falling_due
from tests.cast import Cast, by

TODAY = date(2026, 11, 1)
EVER = (date(2024, 1, 1), date(2030, 1, 1))
TWICE = [{"reviewed_on": "2025-06-03", "likelihood": "4", "impact": "4"}] * 2


@pytest.mark.parametrize(
    ("entered", "answers", "told"),
    [
        (analysis, {"held_until": "2025-04-02"}, "form.rule held_until"),
        (analysis, {"held_until": "2028-04-03"}, "analysis.held_too_long held_until"),
        (
            analysis,
            {"drivers": [{"dynamic": "regional"}, {"dynamic": "regional"}]},
            "analysis.driver_twice drivers[2].dynamic",
        ),
        (analysis, {"events": [{"year": "2026", "what": "Plus tard"}]}, "analysis.event_later events[1].year"),
        (analysis, {"events": [{"year": "93", "what": "Violences"}]}, "form.rule events[1].year"),
        (incident, {"sensitivity": "public"}, "form.invalid_choice sensitivity"),
        (incident, {"staff_concerned": "yes"}, "form.rule sensitivity"),
        (incident, {"victims_known": "unknown"}, "incident.victims_denied victims_known"),
        (incident, {"victims": [{"harm": "killed", "sex": "x", "people": "0"}]}, "form.rule victims[1].people"),
        (incident, {"victims": [{"harm": "killed", "sex": "x"}] * 2}, "incident.victims_twice victims[2].sex"),
        (incident, {"reliability": "G"}, "form.invalid_choice reliability"),
        (risk, {"likelihood": "6"}, "form.invalid_choice likelihood"),
        (risk, {"review_on": ""}, "form.required review_on"),
        (risk, {"review_on": "2025-02-02"}, "form.rule review_on"),
        (risk, {"reviews": TWICE}, "risk.review_twice reviews[2].reviewed_on"),
        (risk, {"reviews": [TWICE[0] | {"reviewed_on": "2025-02-02"}]}, "risk.review_too_early reviews[1].reviewed_on"),
        (risk, {"review_on": "2025-06-03", "reviews": TWICE[:1]}, "risk.review_not_ahead review_on"),
        (story, {"sources": []}, "story.source_missing sources"),
        (story, {"sources": STORY["sources"] * 2}, "story.source_twice sources[2].source"),
        (story, QUOTE | {"consent_on": ""}, "form.required consent_on"),
        (story, QUOTE | {"sensitivity": "public"}, "form.rule sensitivity"),
        (story, {"verified_on": "2025-07-02", "verified_by": "Bureau", "verified_how": "visit"}, "form.required grade"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, entered: Callable[..., Any], answers: dict[str, Any], told: str) -> None:
    with pytest.raises(Problems) as caught:
        entered(by(cast.partner_me), **answers)
    assert [f"{problem.code} {problem.data['where']}" for problem in caught.value.problems] == [told]


def test_victims_may_be_unknown_in_number_and_sex_and_that_is_not_zero(cast: Cast) -> None:
    one = incident(by(cast.field_agent))
    assert sorted((row.sex, row.people) for row in one.victims.all()) == [("f", 2), ("x", None)]


def test_an_incident_is_restricted_unless_somebody_says_otherwise(cast: Cast) -> None:
    assert incident(by(cast.field_agent), sensitivity="restricted").sensitivity == Incident().sensitivity
    assert set(Incident.objects.visible_to(cast.stranger)) == set()
    strict = incident(by(cast.field_agent), staff_concerned="yes", sensitivity="strict")
    assert strict not in Incident.objects.visible_to(cast.partner_me)


def test_only_who_may_read_them_sees_the_actors_of_an_analysis(cast: Cast) -> None:
    one = analysis(by(cast.field_agent))
    opens = {name: Reader(getattr(cast, name)).opens(analyses, one, "actors") for name in ("partner_me", "stranger")}
    assert opens == {"partner_me": True, "stranger": False}
    assert one in Analysis.objects.visible_to(cast.stranger)


def test_a_score_is_deduced_from_the_last_review_and_never_typed(cast: Cast) -> None:
    one = risk(by(cast.field_agent), score="25", band="low")
    assert (one.score, one.band) == (12, "high")
    reviews = [
        {"reviewed_on": "2026-01-03", "likelihood": "1", "impact": "4", "note": "Pont réparé"},
        {"reviewed_on": "2025-06-03", "likelihood": "5", "impact": "5"},
    ]
    later = enter(risks, RISK | {"reviews": reviews}, by(cast.partner_me), record=one, reason="revues")
    assert (later.likelihood_now, later.impact_now, later.score, later.band) == ("1", "4", 4, "low")
    assert [row.likelihood for row in later.reviews.all()] == ["5", "1"]
    assert (later.likelihood, later.impact) == ("3", "4")


def test_an_analysis_is_due_when_its_validity_ends_until_a_later_one_replaces_it(cast: Cast) -> None:
    one = analysis(by(cast.field_agent))
    assert [(due.record, due.on) for due in falling_due(cast.partner_me, *EVER, most=9)] == [(one, date(2026, 4, 2))]
    out_of_date = next(view for view in analyses.views if view.code == "out_of_date")
    assert list(Analysis.objects.filter(out_of_date.condition(TODAY))) == [one]
    newer = ANALYSIS | {"analysed_on": "2026-03-02", "held_until": "2028-03-02", "replaces": str(one.pk)}
    enter(analyses, newer, by(cast.field_agent))
    assert [due.on for due in falling_due(cast.partner_me, *EVER, most=9)] == [date(2028, 3, 2)]
    assert list(Analysis.objects.filter(out_of_date.condition(TODAY))) == []


def test_a_risk_is_due_for_review_as_long_as_it_is_open(cast: Cast) -> None:
    one = risk(by(cast.field_agent))
    assert [due.code for due in risks.dues(Risk.objects.all(), *EVER)] == ["review"]  # type: ignore[misc]
    closed = RISK | {"state": "closed", "ended_on": "2026-02-03"}
    saved = enter(risks, closed, by(cast.partner_me), record=one, reason="fini")
    assert (saved.review_on, list(risks.dues(Risk.objects.all(), *EVER))) == (None, [])  # type: ignore[misc]


def test_an_incident_lies_no_nearer_than_a_groupement(cast: Cast) -> None:
    Place.objects.create(code="x-village", name="Kabaya", level=Level.VILLAGE, kind=Kind.VILLAGE, parent_id=PLACE)
    with pytest.raises(Problems) as caught:
        incident(by(cast.consortium_me), place="x-village")
    assert [problem.code for problem in caught.value.problems] == ["incident.place_too_near"]


def test_who_takes_the_consent_back_is_quoted_no_more(cast: Cast) -> None:
    one = story(by(cast.field_agent), **QUOTE)
    later = enter(stories, STORY | QUOTE | {"quoted": "no"}, by(cast.field_agent), record=one, reason="retrait")
    assert (later.quote, later.consent_on) == ("", None)


def test_field_agents_enter_risks_and_do_not_correct_them(cast: Cast) -> None:
    one = risk(by(cast.field_agent))
    with pytest.raises(Problem):
        enter(risks, RISK, by(cast.field_agent), record=one, reason="essai")


def test_the_lake_holds_what_a_risk_comes_to_beside_what_was_typed(cast: Cast) -> None:
    risk(by(cast.field_agent), reviews=TWICE[:1])
    [row] = read_register(risks, read_geography()).to_pylist()
    assert (row["likelihood"], row["likelihood_now"], row["score"], row["band"]) == ("3", "4", 16, "high")
