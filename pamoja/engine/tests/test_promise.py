"""The state of a commitment, from what both sides said and what was verified.

Stories are written as words: who (P the side that promised, R the side that receives, V an observer), on which day,
what; after a verification, the answers of both sides (+ accepts, - refuses, . none), the promising side first.
"""

import itertools
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamoja.engine.promise import Judgement, Word, spans, state

DAY_0 = date(2026, 1, 1)
VOICES = {"P": "promiser", "R": "receiver", "V": "verification"}
ANSWERS = {"+": "accepts", "-": "refuses", ".": "none"}

STORIES = """
story                                        | state    | basis    | since | side
                                             | todo     | none     |       |
P3 kept                                      | kept     | one_side | 3     | promiser
R3 going                                     | going    | one_side | 3     | receiver
P3 going, P5 kept                            | kept     | one_side | 5     | promiser
P3 kept, P5 kept                             | kept     | one_side | 3     | promiser
P3 kept, R5 kept                             | kept     | agreed   | 5     |
P3 kept, R5 going                            | disputed | differ   | 5     |
P3 going, R5 broken, P7 kept                 | disputed | differ   | 5     |
P3 kept, R5 going, R7 kept                   | kept     | agreed   | 7     |
P3 kept, R5 going, R7 kept, R9 broken        | disputed | differ   | 9     |
P3 blocked, R4 blocked                       | blocked  | agreed   | 4     |
V4 kept ..                                   | todo     | none     |       |
V4 kept +.                                   | todo     | none     |       |
V4 kept +-                                   | todo     | none     |       |
V4 kept ++                                   | kept     | verified | 4     |
P3 kept, R4 broken, V6 part ++               | part     | verified | 6     |
P3 kept, R4 broken, V6 part +-               | disputed | differ   | 4     |
V6 part ++, P8 kept                          | disputed | differ   | 8     |
V6 part ++, P8 part                          | part     | agreed   | 6     |
V6 part ++, P8 kept, R9 kept                 | kept     | agreed   | 9     |
V6 part ++, V8 kept ..                       | part     | verified | 6     |
V6 part ++, V8 kept ++                       | kept     | verified | 8     |
V6 part ++, P7 kept, V8 part ++              | part     | verified | 8     |
P3 going, P5 dropped                         | going    | one_side | 3     | promiser
P5 dropped                                   | todo     | none     |       |
R5 dropped                                   | todo     | none     |       |
P3 going, R5 dropped                         | disputed | differ   | 5     |
P3 dropped, R5 dropped                       | dropped  | agreed   | 5     |
V5 dropped ++                                | dropped  | verified | 5     |
V5 kept ++, P7 dropped                       | disputed | differ   | 7     |
P4 going, P4 kept                            | kept     | one_side | 4     | promiser
P4 kept, R4 kept, V4 broken ++               | broken   | verified | 4     |
V4 broken ++, P4 kept, R4 kept               | kept     | agreed   | 4     |
"""


@dataclass(frozen=True)
class Due:
    """Is a commitment with its due date."""

    due_on: date | None


def day(number: int) -> date:
    """Return a day of the stories."""
    return DAY_0 + timedelta(days=number)


def told(story: str) -> list[Word]:
    """Return the words of a story."""
    words = []
    for order, text in enumerate(part.strip() for part in story.split(",") if part.strip()):
        who, number, says, answers = re.fullmatch(r"([PRV])(\d+) (\w+)(?: (..))?", text).groups()
        promiser, receiver = (ANSWERS[answer] for answer in answers or "..")
        words.append(Word(day(int(number)), VOICES[who], says, promiser, receiver, order))
    return words


def rows(text: str) -> list[list[str]]:
    """Return the rows of a table below its heading."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()[1:]]


@pytest.mark.parametrize(("story", "expected", "basis", "since", "side"), rows(STORIES))
def test_a_story_has_its_state(story: str, expected: str, basis: str, since: str, side: str) -> None:
    found = state(Due(None), told(story), day(20))
    assert (found.state, found.basis) == (expected, basis)
    assert (found.since, found.side) == (day(int(since)) if since else None, side or None)


LATE = """
story                       | due | today | late
                            | 10  | 9     | 0
                            | 10  | 10    | 0
                            | 10  | 12    | 2
P3 going                    | 10  | 12    | 2
P3 part, R3 part            | 10  | 12    | 2
P3 kept, R4 broken          | 10  | 12    | 2
P3 blocked, R3 blocked      | 10  | 12    | 2
P3 kept, R3 kept            | 10  | 12    | 0
P3 broken, R3 broken        | 10  | 12    | 0
V3 dropped ++               | 10  | 12    | 0
P11 kept                    | 10  | 12    | 0
P3 going                    |     | 12    | 0
"""


@pytest.mark.parametrize(("story", "due", "today", "late"), rows(LATE))
def test_late_is_counted_from_the_due_date_while_open(story: str, due: str, today: str, late: str) -> None:
    found = state(Due(day(int(due)) if due else None), told(story), day(int(today)))
    assert found.days_late == int(late)


DECLARED = """
story                           | declared | verified
                                |          |
P3 kept                         | kept     |
R3 kept                         |          |
P3 kept, V5 part ..             | kept     | part
V4 kept ++                      |          | kept
P3 kept, P6 broken, V5 kept ++  | broken   | kept
V4 kept ++, V6 part --          |          | part
"""


@pytest.mark.parametrize(("story", "declared", "verified"), rows(DECLARED))
def test_what_was_declared_and_what_was_verified_stand_beside_the_state(
    story: str, declared: str, verified: str
) -> None:
    found = state(Due(None), told(story), day(20))
    assert (found.declared, found.verified) == (declared or None, verified or None)


SAYS = st.sampled_from(["todo", "going", "part", "kept", "blocked", "broken", "dropped"])
ANSWER = st.sampled_from(["accepts", "accepts", "refuses", "none"])


@st.composite
def some_words(draw: st.DrawFn) -> list[Word]:
    """Draw words on days 0 to 15, each with its place in the order of entry."""
    number = draw(st.integers(0, 9))
    return [
        Word(
            day(draw(st.integers(0, 15))),
            draw(st.sampled_from(["promiser", "receiver", "verification"])),
            draw(SAYS),
            draw(ANSWER),
            draw(ANSWER),
            order,
        )
        for order in range(number)
    ]


@given(some_words(), st.integers(0, 15))
def test_spans_agree_with_the_state_on_every_day(words: list[Word], made: int) -> None:
    found = spans(day(made), words)
    assert found[0].start == day(made)
    assert found[-1].end is None
    assert [span.end for span in found[:-1]] == [span.start for span in found[1:]]
    for number in range(made, 20):
        [span] = [one for one in found if one.start <= day(number) and (one.end is None or one.end > day(number))]
        assert span.judgement == state(Due(None), words, day(number))


@given(some_words())
def test_two_spans_in_a_row_differ(words: list[Word]) -> None:
    found = spans(DAY_0, words)
    assert all(one.judgement != other.judgement for one, other in itertools.pairwise(found))


@given(some_words(), some_words(), st.integers(0, 15))
def test_a_later_word_never_changes_an_earlier_day(words: list[Word], more: list[Word], number: int) -> None:
    later = [word for word in more if word.on > day(number)]
    assert state(Due(day(3)), words + later, day(number)) == state(Due(day(3)), words, day(number))


@given(some_words(), st.randoms())
def test_the_order_of_reading_does_not_matter(words: list[Word], random: object) -> None:
    shuffled = list(words)
    random.shuffle(shuffled)
    assert state(Due(None), shuffled, day(15)) == state(Due(None), words, day(15))


@given(some_words())
def test_a_dispute_has_lasted_every_evening_since_it_began(words: list[Word]) -> None:
    found = state(Due(None), words, day(15))
    if found.state == "disputed":
        assert all(state(Due(None), words, day(number)).state == "disputed" for number in days_between(found, 15))


@given(some_words())
def test_only_common_accord_drops(words: list[Word]) -> None:
    if state(Due(None), words, day(15)).state == "dropped":
        said = {word.voice for word in words if word.says == "dropped"}
        assert {"promiser", "receiver"} <= said or any(word.accepted for word in words if word.says == "dropped")


def days_between(found: Judgement, last: int) -> range:
    """Return the days from the beginning of a state to a day."""
    return range((found.since - DAY_0).days, last + 1)
