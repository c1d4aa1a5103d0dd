"""The invented context is plausible: some analyses are out of date, not every number is known, some stories fail."""

from collections import Counter

import pytest

from pamoja.demo.entries import Story
from pamoja.demo.story import WINDOW, tell
from pamoja.engine.risk import band_of


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def test_there_are_as_many_records_as_a_programme_of_this_size_has(story: Story) -> None:
    counts = {name: len(story.of(name)) for name in ("analysis", "incident", "risk", "story")}
    assert (28 <= counts["analysis"] <= 32, counts["risk"]) == (True, 40)
    assert 110 <= counts["incident"] <= 120
    assert 50 <= counts["story"] <= 60


def test_some_analyses_are_out_of_date_and_some_were_made_again(story: Story) -> None:
    told = story.of("analysis")
    replaced = {entry.refs["replaces"] for entry in told if "replaces" in entry.refs}
    ended = {entry.key for entry in told if str(entry.answers["held_until"]) < WINDOW.last.isoformat()}
    assert replaced
    assert ended - replaced
    assert {entry.key for entry in told} - ended


def test_incidents_know_their_victims_only_in_part_and_those_of_staff_are_strict(story: Story) -> None:
    told = story.of("incident")
    assert set(Counter(entry.answers["victims_known"] for entry in told)) == {"yes", "no", "unknown"}
    lines = [line for entry in told for line in entry.answers["victims"] if isinstance(line, dict)]
    assert {line["sex"] for line in lines} == {"f", "m", "x"}
    assert any(line["people"] == "" for line in lines)
    assert all(line["people"] != "0" for line in lines)
    staff = {str(entry.answers["sensitivity"]) for entry in told if entry.answers["staff_concerned"] == "yes"}
    assert staff == {"strict"}


def test_risks_rise_and_fall_over_their_reviews(story: Story) -> None:
    bands, moves = set(), set()
    for entry in story.of("risk", True):
        judged = [int(entry.answers["likelihood"]) * int(entry.answers["impact"])]  # type: ignore[arg-type]
        judged += [int(row["likelihood"]) * int(row["impact"]) for row in entry.answers["reviews"]]  # type: ignore[index,arg-type]
        bands |= {band_of(judged[-1])}
        moves |= {(judged[-1] > judged[0]) - (judged[-1] < judged[0])}
    assert bands == {"low", "moderate", "high", "very_high"}
    assert {-1} < moves
    assert {str(entry.answers["state"]) for entry in story.of("risk", True)} == {"open", "happened", "closed"}


def test_stories_are_graded_once_verified_and_public_only_with_consent(story: Story) -> None:
    verified = story.of("story", True)
    assert 0 < len(verified) < len(story.of("story"))
    assert {str(entry.answers["grade"]) for entry in verified} == {"strong", "fair", "weak", "none"}
    for entry in verified:
        if entry.answers["sensitivity"] == "public" and entry.answers["quoted"] == "yes":
            assert entry.answers["consent_public"] == "yes"
