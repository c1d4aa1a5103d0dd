"""The invented programme: its size, its spread, its dates, its places, and that it is the same every time."""

import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pamoja.demo import content
from pamoja.demo.entries import Entry, Story, Window
from pamoja.demo.story import WINDOW, tell
from pamoja.demo.words import _for
from pamoja.engine.promise import Judgement, Undated, Word, state
from pamoja.registry.registers import REGISTERS

PACKAGE = Path(content.__file__).parents[2]
LEVELS = ("village", "groupement", "chefferie", "territoire", "province")

AHEAD = ("due_on", "set_up_on", "ends_on", "founded_on", "until_on", "next_on", "review_on")
"""Days that need not lie within the story: ends that are agreed, and what was there before it."""
BEYOND = (("budget_line", "starts_on"), ("exchange_rate", "dated_on"))
"""Those of single registers: lines of the next year, and rates of before the first day."""


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def text(entry: Entry, question: str) -> str:
    answer = entry.answers[question]
    assert isinstance(answer, str)
    return answer


def rows(entry: Entry, question: str) -> list[dict[str, str]]:
    answer = entry.answers[question]
    assert isinstance(answer, list)
    return [row for row in answer if isinstance(row, dict)]


def judgements(story: Story, as_of: date) -> dict[str, Judgement]:
    """Return the states of the commitments made in dialogues, by the words on them."""
    threads: dict[str, list[Word]] = {entry.key: [] for entry in story.of("commitment") if "dialogue" in entry.refs}
    for order, entry in enumerate(story.of("followup")):
        if entry.refs["commitment"] not in threads:
            continue
        given = {name: entry.answers.get(f"{name}_answer", "none") for name in ("promiser", "receiver")}
        word = Word(
            date.fromisoformat(text(entry, "said_on")),
            entry.answers["voice"],
            entry.answers["says"],
            **given,
            order=order,
        )  # type: ignore[arg-type]
        threads[entry.refs["commitment"]].append(word)
    return {key: state(Undated(), words, as_of) for key, words in threads.items()}


def test_it_has_the_size_of_three_years_of_work(story: Story) -> None:
    assert 40 <= len(story.of("dialogue")) <= 46
    assert len([entry for entry in story.of("session") if "process" in entry.refs]) == 200
    assert len(story.of("activity")) > 90
    assert len([entry for entry in story.of("session") if "activity" in entry.refs]) > 250
    made_in = Counter(next(iter(entry.refs)) for entry in story.of("commitment"))
    assert (made_in["dialogue"], made_in["compact"]) == (300, 60)
    assert 1000 <= len(story.of("followup")) <= 1300
    assert len(story.of("person")) == 20
    assert len(story.of("structure")) >= 60
    assert len(story.of("case")) == 150
    assert len(story.of("visit")) > 100 < len(story.of("assessment"))


def test_it_is_told_the_same_way_every_time(story: Story) -> None:
    assert tell() == story
    assert tell(seed=7) != story


def test_nothing_happens_after_the_last_day(story: Story) -> None:
    said = [
        day
        for entry in story.entries
        for name, day in entry.answers.items()
        if day and name.endswith("_on") and name not in AHEAD and (entry.register, name) not in BEYOND
    ]
    reached = [
        row["reached_on"]
        for entry in story.of("dialogue") + story.of("dialogue", True)
        for row in rows(entry, "stages")
    ]
    days = [date.fromisoformat(str(day)) for day in [*said, *reached]] + [entry.on for entry in story.entries]
    assert max(days) <= WINDOW.last < date(2026, 11, 24)
    assert min(days) >= WINDOW.first


def test_a_shorter_window_tells_less_and_nothing_later() -> None:
    early = tell(Window(WINDOW.first, date(2025, 3, 1)))
    assert max(entry.on for entry in early.entries) <= date(2025, 3, 1)
    assert len(early.of("dialogue")) < len(tell().of("dialogue"))


PLANNED = ("activity", "budget_line")
"""The registers whose records are dated by a day that may lie ahead."""


def test_nothing_is_typed_before_it_happened(story: Story) -> None:
    for entry in story.entries:
        if entry.register not in PLANNED:
            assert entry.on.isoformat() >= text(entry, REGISTERS[entry.register].date_field), entry.key


def test_every_record_comes_after_those_that_it_names(story: Story) -> None:
    seen: set[tuple[str, str]] = set()
    for entry in story.entries:
        assert set(entry.refs.values()) <= {key for _register, key in seen}, entry.key
        assert ((entry.register, entry.key) in seen) == bool(entry.reason)
        seen.add((entry.register, entry.key))


def test_the_states_are_well_spread(story: Story) -> None:
    found = judgements(story, date(2026, 11, 24))
    states = Counter(judgement.state for judgement in found.values())
    reasons = Counter((judgement.state, judgement.basis) for judgement in found.values())
    assert 15 <= states["disputed"] <= 20
    assert states["dropped"] == 8
    assert reasons["kept", "verified"] >= 35
    assert reasons["kept", "agreed"] >= 25
    assert min(states[name] for name in ("going", "part", "todo", "broken", "blocked")) >= 15
    assert sum(judgement.basis == "one_side" for judgement in found.values()) >= 30


def test_each_arc_ends_in_the_state_that_it_says(story: Story) -> None:
    kept = sum(
        judgement.state == "kept" and judgement.basis != "one_side"
        for judgement in judgements(story, WINDOW.last).values()
    )
    assert kept == 76


def test_some_commitments_are_late_and_some_are_due_later(story: Story) -> None:
    found = judgements(story, date(2026, 11, 24))
    dues = {entry.key: text(entry, "due_on") for entry in story.of("commitment") if "due_on" in entry.answers}
    late = [
        key
        for key, due in dues.items()
        if key in found and due < "2026-11-24" and found[key].state in ("todo", "going", "part", "blocked", "disputed")
    ]
    assert len(late) >= 40
    assert {due[:4] for due in dues.values()} == {"2024", "2025", "2026", "2027"}
    assert 5 <= len(story.of("commitment")) - len(dues) <= 40


def test_no_two_commitments_read_the_same(story: Story) -> None:
    words = [text(entry, "words") for entry in story.of("commitment")]
    assert len(set(words)) == len(words)
    assert all(len(sentence) <= 300 and "{" not in sentence for sentence in words)
    assert sum(len(kind.sentences) for kind in content.kinds()) >= 60


def test_nobody_says_the_same_thing_twice_of_one_commitment(story: Story) -> None:
    said = Counter((entry.refs["commitment"], text(entry, "words")) for entry in story.of("followup"))
    assert max(said.values()) == 1


def test_words_seldom_repeat_from_one_commitment_to_the_next(story: Story) -> None:
    words = [text(entry, "words") for entry in story.of("followup")]
    assert len(set(words)) / len(words) > 0.8


def test_every_sentence_has_words_for_everything_that_can_be_said_of_it() -> None:
    sides = ("todo", "going", "part", "kept", "blocked", "broken")
    needed = {"promiser": sides, "receiver": sides, "verification": ("kept", "part", "blocked", "broken")}
    lacking = [
        (kind.kind, sentence.tag, voice, says)
        for kind in content.kinds()
        for sentence in kind.sentences
        for voice, all_says in needed.items()
        for says in all_says
        if not any(_for(pattern, sentence.tag) for pattern in kind.pools[voice][says])
    ]
    assert lacking == []


def test_all_sides_and_types_promise(story: Story) -> None:
    sides = Counter(text(entry, "side") for entry in story.of("commitment"))
    assert set(sides) == {"state", "population", "partner", "donor", "actor"}
    assert sides["state"] > 180
    assert sides["population"] > 40
    types = {text(entry, "type") for entry in story.of("commitment")}
    assert types == {"financial", "legislative", "political", "security", "social", "technical"}


def test_every_place_exists(story: Story) -> None:
    with (PACKAGE / "places" / "data" / "places.csv").open(encoding="utf-8") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    used = {text(entry, "place") for entry in story.entries} | {
        place for person in content.cast().people for place in person.places
    }
    assert used <= known
    for dialogue in content.dialogues():
        assert set(dialogue.places) <= known


def test_every_territoire_has_a_dialogue() -> None:
    places = [dialogue.place for dialogue in content.dialogues()]
    for territoire in (
        "CD5402",
        "CD5403",
        "CD5405",
        "CD5407",
        "CD5409",
        "CD6102",
        "CD6103",
        "CD6104",
        "CD6105",
        "CD6107",
        "CD6111",
    ):
        assert any(place.startswith(territoire) for place in places), territoire


def test_a_process_feeds_a_wider_one_that_was_opened_before_it() -> None:
    by_key = {dialogue.key: dialogue for dialogue in content.dialogues()}
    for dialogue in by_key.values():
        if dialogue.parent:
            parent = by_key[dialogue.parent]
            assert LEVELS.index(parent.level) > LEVELS.index(dialogue.level), dialogue.key
            assert parent.opened < dialogue.opened


def test_terms_come_from_the_lists(story: Story) -> None:
    codes = {}
    for path in (PACKAGE / "records" / "lists").glob("*.toml"):
        name = path.stem
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data["list"] == name
        codes[name] = {term["code"] for term in data["term"]}
        assert len(codes[name]) == len(data["term"])
        assert all(term["fr"] and term["en"] and term["sw"] and term["source"] for term in data["term"])
    assert {text(entry, "theme") for entry in story.of("dialogue")} <= codes["theme"]
    assert {text(entry, "language") for entry in story.of("session")} <= codes["language"]
    assert {row["category"] for entry in story.of("session") for row in rows(entry, "attendance")} <= codes["category"]
    assert {text(entry, "outcome") for entry in story.of("dialogue", True) if "outcome" in entry.answers} <= codes[
        "outcome"
    ]


def test_women_are_about_a_third_and_some_sheets_lack_sex_or_never_came(story: Story) -> None:
    people: Counter[str] = Counter()
    for entry in story.of("session"):
        for row in rows(entry, "attendance"):
            people[row["sex"]] += int(row["people"])
    assert 0.3 < people["f"] / (people["f"] + people["m"]) < 0.4
    assert people["x"] > 0
    assert any(row["age"] == "unknown" for entry in story.of("session") for row in rows(entry, "attendance"))
    assert any(not rows(entry, "attendance") for entry in story.of("session"))


def test_a_restitution_counts_those_who_came_to_its_session(story: Story) -> None:
    sheets = {
        (entry.refs["process"], text(entry, "held_on")): rows(entry, "attendance")
        for entry in story.of("session")
        if entry.answers["kind"] == "restitution"
    }
    counted = 0
    for entry in story.of("dialogue", True):
        if "restitution_women" in entry.answers:
            sheet = sheets[entry.key, text(entry, "restitution_on")]
            assert text(entry, "restitution_women") == str(
                sum(int(row["people"]) for row in sheet if row["sex"] == "f")
            )
            counted += 1
    assert counted > 25


def test_nobody_enters_both_sides_nor_verifies_what_they_said(story: Story) -> None:
    voices: dict[tuple[str, str], set[str]] = {}
    for entry in story.of("followup"):
        voices.setdefault((entry.refs["commitment"], entry.login), set()).add(text(entry, "voice"))
    assert all(len(found) == 1 for found in voices.values())


def test_each_word_is_entered_by_someone_whose_office_it_is(story: Story) -> None:
    roles = {person.login: person.role for person in content.cast().people}
    sides = {
        entry.key: {"promiser": entry.answers["side"], "receiver": entry.answers["towards"]}
        for entry in story.of("commitment")
    }
    for entry in story.of("followup"):
        role, side = roles[entry.login], sides[entry.refs["commitment"]].get(text(entry, "voice"), "observer")
        if side == "observer":
            assert role in ("partner_me", "consortium_me")
        elif side == "state":
            assert role == "state"
        elif side == "population":
            assert role in ("field_agent", "structure")
            assert int(text(entry, "women")) + int(text(entry, "men")) > 0
        else:
            assert role == "partner_me"
            assert entry.letters


def test_the_cast_is_invented_and_has_every_role() -> None:
    cast = content.cast()
    assert {person.role for person in cast.people} == {
        "field_agent",
        "partner_me",
        "consortium_me",
        "protection",
        "coordinator",
        "state",
        "structure",
        "donor",
        "administrator",
    }
    assert all(
        person.login.endswith("@demo.invalid") and person.phone.startswith("+243 000 ") for person in cast.people
    )
    organisations = {organisation.code for organisation in cast.organisations}
    assert {person.organisation for person in cast.people} <= organisations
    assert {project.organisation for project in cast.projects} <= organisations
