"""The invented local economy is plausible: groups save unevenly, some months are missing, some grants fail."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from pamoja.demo.entries import Entry, Story
from pamoja.demo.story import WINDOW, tell
from pamoja.economy.grant_checks import ONE_PERSON
from pamoja.engine.savings import Cycle, Sheet, Standing, standing


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def number(entry: Entry, question: str) -> int:
    return round(float(str(entry.answers[question] or 0)))


def sheets_of(story: Story) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in story.of("savings_sheet"):
        found[entry.refs["group"]].append(entry)
    return found


def how_they_stand(story: Story) -> list[Standing]:
    sheets = sheets_of(story)
    found = []
    for entry in story.of("savings_group"):
        cycle = Cycle(date.fromisoformat(str(entry.answers["formed_on"])), members_start=number(entry, "people"))
        told = [
            Sheet(
                date.fromisoformat(str(one.answers["closed_on"])),
                number(one, "members_active"),
                *(number(one, name) for name in ("savings", "outstanding", "late", "interest", "penalties")),  # type: ignore[arg-type]
            )
            for one in sheets[entry.key]
        ]
        found.append(standing(cycle, told, WINDOW.last))
    return found


def test_about_thirty_groups_save_month_by_month_and_some_months_are_missing(story: Story) -> None:
    assert len(story.of("savings_group")) == 30
    assert 500 <= len(story.of("savings_sheet")) <= 720
    lacking = sum(len(one.missing) for one in how_they_stand(story))
    assert 30 < lacking < 120
    months = Counter((entry.refs["group"], str(entry.answers["closed_on"])[:7]) for entry in story.of("savings_sheet"))
    assert set(months.values()) == {1}


def test_amounts_differ_and_what_is_late_lies_within_what_is_outstanding(story: Story) -> None:
    for entries in sheets_of(story).values():
        if len(entries) > 4:
            assert len({entry.answers["savings"] for entry in entries}) > 3
    for entry in story.of("savings_sheet"):
        assert 0 <= number(entry, "late") <= number(entry, "outstanding")
        assert number(entry, "women_present") + number(entry, "men_present") <= number(
            entry, "members_active"
        ) * number(entry, "meetings")
    assert any(number(entry, "late") for entry in story.of("savings_sheet"))


def test_a_share_out_pays_what_the_shares_come_to_and_members_gain(story: Story) -> None:
    shares = {entry.key: number(entry, "share_value") for entry in story.of("savings_group")}
    assert len(story.of("share_out")) > 20
    for entry in story.of("share_out"):
        assert number(entry, "total") == number(entry, "shares") * number(entry, "per_share")
        assert number(entry, "per_share") >= shares[entry.refs["group"]]


def test_works_differ_in_what_is_done_verified_and_paid(story: Story) -> None:
    ended = story.of("works", True)
    assert (len(story.of("works")), len(ended) > 10) == (15, True)
    verified = [entry for entry in ended if "verified" in entry.answers]
    assert 0 < len(verified) < len(ended)
    assert any(float(str(entry.answers["verified"])) < float(str(entry.answers["done"])) for entry in verified)
    assert any(entry.answers["wages_paid"] != entry.answers["wages_due"] for entry in ended)
    assert all(entry.letters for entry in verified)
    conditions = Counter(entry.answers["condition"] for entry in story.of("works_visit"))
    assert set(conditions) == {"good", "damaged", "lost", "not_visited"}


def test_grants_are_visited_stop_or_are_not_visited_and_income_does_not_always_grow(story: Story) -> None:
    assert 36 <= len(story.of("grant")) <= 44
    found = Counter(entry.answers["finding"] for entry in story.of("grant_visit"))
    assert min(found[name] for name in ("active", "stopped", "not_visited")) > 1
    seen = [entry for entry in story.of("grant_visit") if "income_after" in entry.answers]
    changes = [number(entry, "income_after") - number(entry, "income_before") for entry in seen]
    assert min(changes) < 0 < max(changes)


def test_nobody_is_named_and_grants_to_people_are_never_public(story: Story) -> None:
    for entry in story.of("grant"):
        if entry.answers["kind"] in ONE_PERSON:
            assert (entry.answers["recipient"], entry.answers["sensitivity"]) == ("", "restricted")
            assert entry.refs["person"]


def test_what_is_told_of_a_record_comes_after_it(story: Story) -> None:
    known: set[tuple[str, str]] = set()
    parents = {"group": "savings_group", "works": "works", "grant": "grant", "savings_group": "savings_group"}
    for entry in story.entries:
        if entry.register in ("savings_sheet", "share_out", "works_visit", "grant_visit", "grant", "market"):
            for question, key in entry.refs.items():
                if question in parents:
                    assert (parents[question], key) in known, entry
        known.add((entry.register, entry.key))
