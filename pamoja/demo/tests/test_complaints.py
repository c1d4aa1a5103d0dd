"""Complaints of every category come in by every way, most are answered; reports of abuse lie apart from the story."""

from collections import Counter
from datetime import date

import pytest

from pamoja.complaints.clocks import categories, clock_of
from pamoja.demo.content.voiced import focal_point, reports, spread, voices
from pamoja.demo.entries import Entry, Story
from pamoja.demo.records_of_complaints import PUBLIC
from pamoja.demo.story import WINDOW, tell
from pamoja.engine.complaint import Facts, Limit, standing


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


@pytest.fixture(scope="module")
def complaints(story: Story) -> dict[str, Entry]:
    """Return each complaint as it stands at the end of the story."""
    return {entry.key: entry for entry in story.entries if entry.register == "complaint"}


def day(entry: Entry, name: str) -> date | None:
    found = entry.answers.get(name)
    return date.fromisoformat(str(found)) if found else None


def answer_of(entry: Entry) -> Limit:
    received = day(entry, "received_on")
    assert received is not None
    told, over, closed = (day(entry, name) for name in ("acknowledged_on", "answered_on", "closed_on"))
    clock = clock_of(f"complaint_category:{entry.answers['category']}")
    return standing(Facts(received, told, bool(entry.answers.get("office")), over, closed), clock, WINDOW.last).answer


def test_there_are_as_many_as_the_plan_says_of_every_category(complaints: dict[str, Entry]) -> None:
    assert len(complaints) == spread().count
    told = Counter(str(entry.answers["category"]) for entry in complaints.values())
    assert set(told) == {voice.category for voice in voices()} == set(categories())


def test_some_come_by_the_public_page_which_has_no_author(story: Story) -> None:
    first = story.of("complaint")
    assert {entry.login == PUBLIC for entry in first} == {True, False}
    for entry in first:
        assert (entry.login == PUBLIC) == (entry.answers["channel"] == "public_page")
    assert all(entry.login for entry in story.of("complaint", True))
    assert len({entry.answers["channel"] for entry in first}) >= 6


def test_most_are_answered_in_time_and_some_are_late(complaints: dict[str, Entry]) -> None:
    timings = Counter(answer_of(entry).timing for entry in complaints.values())
    assert timings["on_time"] > len(complaints) / 2
    assert min(timings[name] for name in ("late", "overdue", "stopped")) >= 3


def test_only_who_wants_an_answer_gives_a_phone_and_it_is_nobodys(complaints: dict[str, Entry]) -> None:
    phones = [str(entry.answers["person_phone"]) for entry in complaints.values() if "person_phone" in entry.answers]
    assert phones
    assert all(phone.startswith("+243 000") for phone in phones)
    for entry in complaints.values():
        assert ("person_phone" in entry.answers) == (entry.answers["anonymous"] == "no")


def test_reports_of_abuse_are_few_invented_and_not_of_the_story(story: Story) -> None:
    assert 2 <= len(reports()) <= 3
    words = " ".join(str(entry.answers) for entry in story.entries)
    for one in reports():
        assert one.content["said"] not in words
    assert focal_point().endswith("@demo.invalid")
