"""The story of mutual accountability is plausible: some meetings, payments and points are missing."""

from collections import Counter
from datetime import date

import pytest

from pamoja.demo.entries import Story
from pamoja.demo.story import WINDOW, tell


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def test_it_has_compacts_with_engagements_entities_and_scorecards(story: Story) -> None:
    sizes = {name: len(story.of(name)) for name in ("compact", "public_entity", "scorecard")}
    assert sizes == {"compact": 6, "public_entity": 25, "scorecard": 40}
    engaged = Counter(entry.refs["compact"] for entry in story.of("commitment") if "compact" in entry.refs)
    assert (len(engaged), engaged.total()) == (6, 60)
    sides = Counter(entry.answers["side"] for entry in story.of("commitment") if "compact" in entry.refs)
    assert {"state", "population", "partner"} <= set(sides)
    assert sum("scorecard" in entry.refs for entry in story.of("commitment")) > 30


def test_some_meetings_were_not_held_and_some_compacts_ended(story: Story) -> None:
    held = Counter(entry.refs["compact"] for entry in story.of("compact_review"))
    signed = {entry.key: date.fromisoformat(str(entry.answers["signed_on"])) for entry in story.of("compact")}
    quarters = {key: (WINDOW.last - on).days // 91 for key, on in signed.items()}
    assert set(held) == set(signed)
    assert any(held[key] < quarters[key] for key in signed)
    assert [entry.answers["state"] for entry in story.of("compact", True)].count("ended") >= 1


def test_evaluations_have_gaps_points_that_lack_and_payments_that_wait(story: Story) -> None:
    found = story.of("entity_evaluation")
    again = [entry for entry in found if "counter_on" in entry.answers]
    assert 150 < len(found) < 240
    assert 0 < len(again) < len(found)
    assert 0 < sum("paid_on" not in entry.answers for entry in found) < len(found)
    rows = [row for entry in found for row in entry.answers["scores"] if isinstance(row, dict)]
    assert any(not row["score"] for row in rows)
    gaps = [float(row["score"]) - float(row["counter"]) for row in rows if row["score"] and row["counter"]]
    assert min(gaps) < 0 < 15 < max(gaps)
    assert any("scorecard" in entry.refs for entry in found)


def test_an_evaluation_is_typed_after_all_that_it_tells(story: Story) -> None:
    for entry in story.of("entity_evaluation"):
        for name in ("until_on", "verified_on", "counter_on", "paid_on"):
            assert str(entry.answers.get(name, "")) <= entry.on.isoformat()
