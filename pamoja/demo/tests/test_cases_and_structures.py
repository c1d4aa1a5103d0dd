"""The invented cases end as often as published statistics say, and structures differ in how they work."""

from collections import Counter

import pytest

from pamoja.demo.content.bodies import bodies
from pamoja.demo.content.disputes import disputes, spread
from pamoja.demo.entries import Entry, Story
from pamoja.demo.records_of_structures import DIMENSIONS
from pamoja.demo.story import WINDOW, tell
from pamoja.engine.durability import MILESTONES, months_later


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


@pytest.fixture(scope="module")
def cases(story: Story) -> dict[str, Entry]:
    return {entry.key: entry for entry in story.entries if entry.register == "case"}


def is_customary(entry: Entry) -> bool:
    return str(entry.answers["type"]).startswith("customary")


@pytest.mark.parametrize("group", ["CD61", "CD54", "customary"])
def test_as_many_are_resolved_as_the_source_of_their_group_says(cases: dict[str, Entry], group: str) -> None:
    members = [
        entry
        for entry in cases.values()
        if (
            is_customary(entry)
            if group == "customary"
            else not is_customary(entry) and entry.answers["place"][:4] == group
        )  # type: ignore[index]
    ]
    resolved = sum(entry.answers["outcome"] == "resolved" for entry in members)
    assert abs(100 * resolved / len(members) - spread().resolved[group]) < 6


def test_all_kinds_and_outcomes_occur_and_land_is_most(cases: dict[str, Entry]) -> None:
    types = Counter(str(entry.answers["type"]) for entry in cases.values())
    assert set(types) == {kind.type for kind in disputes()}
    assert sum(number for name, number in types.items() if name.startswith("land")) > len(cases) / 2
    outcomes = Counter(entry.answers["outcome"] for entry in cases.values())
    assert min(outcomes[name] for name in ("open", "referred", "closed", "resolved")) >= 8
    assert len({entry.answers["title"] for entry in cases.values()}) == len(cases)


def test_visits_follow_resolved_cases_and_some_due_visits_never_took_place(
    story: Story, cases: dict[str, Entry]
) -> None:
    findings = Counter(str(entry.answers["finding"]) for entry in story.of("visit"))
    assert findings["holds"] > findings["relapsed"] > 0 < findings["not_visited"]
    due = 0
    for entry in cases.values():
        if entry.answers["outcome"] == "resolved":
            day = WINDOW.first.fromisoformat(str(entry.answers["outcome_on"]))
            due += sum(months_later(day, months) <= WINDOW.last for months in MILESTONES)
    assert {cases[entry.refs["case"]].answers["outcome"] for entry in story.of("visit")} == {"resolved"}
    assert len(story.of("visit")) - findings["not_visited"] < due


def test_structures_have_plans_and_members_or_say_that_they_have_none() -> None:
    found = bodies()
    assert {body.plan for body in found} >= {"", "none", "pls", "pld", "action"}
    assert any(body.women * 100 < 30 * (body.women + body.men) for body in found)
    assert any(body.women > body.men for body in found)
    assert len({body.key for body in found}) == len(found) == len({body.title for body in found})


def test_assessments_score_every_dimension_and_are_repeated(story: Story) -> None:
    repeated = Counter(entry.refs["structure"] for entry in story.of("assessment"))
    assert max(repeated.values()) == 3
    for entry in story.of("assessment"):
        rows = [row for row in entry.answers["scores"] if isinstance(row, dict)]
        assert [row["dimension"] for row in rows] == list(DIMENSIONS)
        assert {int(row["points"]) for row in rows} <= set(range(5))
