"""Compacts are followed up on their days, and their meetings come after their signature."""

from datetime import date
from typing import Any

import pytest

from pamoja.institutions.dues import compacts_fall_due
from pamoja.institutions.models import Compact
from pamoja.institutions.tests.filed import compact, review
from pamoja.kit.problems import Problems
from tests.cast import Cast, by

EVER = (date(2024, 1, 1), date(2028, 1, 1))


def dues() -> list[tuple[date, str]]:
    return [(due.on, due.code) for due in compacts_fall_due(Compact.objects.all(), *EVER)]


def problems_of(found: pytest.ExceptionInfo[Problems]) -> list[tuple[str, str]]:
    return [(one.code, str(one.data.get("where", ""))) for one in found.value.problems]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"until_on": "2025-12-31"}, "until_on"),
        ({"signed_on": ""}, "signed_on"),
        ({"signed_on": "2026-12-31", "until_on": "2026-06-30"}, "until_on"),
        ({"review_every": "0"}, "review_every"),
        ({"pillars": [{"concerns": "ISSSS-3"}, {"concerns": "ISSSS-3"}]}, "pillars[2].concerns"),
    ],
)
def test_dates_are_in_order_and_pillars_named_once(cast: Cast, changes: dict[str, Any], where: str) -> None:
    with pytest.raises(Problems) as found:
        compact(by(cast.field_agent), **changes)
    assert where in {place for _code, place in problems_of(found)}


def test_one_that_is_being_prepared_has_no_signature_and_nothing_falls_due(cast: Cast) -> None:
    one = compact(by(cast.field_agent), state="preparing", signed_on="2026-01-10")
    assert (one.signed_on, dues()) == (None, [])
    with pytest.raises(Problems) as found:
        review(by(cast.field_agent), one)
    assert problems_of(found) == [("compact_review.not_signed", "compact")]


def test_the_next_meeting_follows_the_rhythm_until_a_meeting_says_another_day(cast: Cast) -> None:
    one = compact(by(cast.field_agent))
    assert dues() == [(date(2026, 4, 10), "review"), (date(2026, 12, 31), "end")]
    review(by(cast.field_agent), one, held_on="2026-04-15")
    assert dues()[0] == (date(2026, 7, 15), "review")
    review(by(cast.field_agent), one, held_on="2026-07-20", next_on="2026-09-01")
    assert dues()[0] == (date(2026, 9, 1), "review")


def test_no_meeting_is_due_after_the_end(cast: Cast) -> None:
    one = compact(by(cast.field_agent), until_on="2026-06-30")
    review(by(cast.field_agent), one, held_on="2026-04-15")
    assert dues() == [(date(2026, 6, 30), "end")]


def test_a_meeting_comes_after_the_signature_and_before_the_next(cast: Cast) -> None:
    one = compact(by(cast.field_agent))
    with pytest.raises(Problems) as found:
        review(by(cast.field_agent), one, held_on="2026-01-02")
    assert problems_of(found) == [("compact_review.before_signing", "held_on")]
    with pytest.raises(Problems) as found:
        review(by(cast.field_agent), one, next_on="2026-04-02")
    assert problems_of(found)[0][1] == "next_on"
