"""Months, quarters, half-years, years, and since the start."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamoja.engine import periods

TODAY = date(2026, 11, 24)

PERIODS = """
unit    | day        | key     | start      | end        | as of
month   | 2026-02-10 | 2026-02 | 2026-02-01 | 2026-02-28 | 2026-02-28
month   | 2024-02-29 | 2024-02 | 2024-02-01 | 2024-02-29 | 2024-02-29
month   | 2026-11-24 | 2026-11 | 2026-11-01 | 2026-11-30 | 2026-11-24
month   | 2025-12-31 | 2025-12 | 2025-12-01 | 2025-12-31 | 2025-12-31
quarter | 2026-01-01 | 2026-Q1 | 2026-01-01 | 2026-03-31 | 2026-03-31
quarter | 2026-12-31 | 2026-Q4 | 2026-10-01 | 2026-12-31 | 2026-11-24
half    | 2026-06-30 | 2026-H1 | 2026-01-01 | 2026-06-30 | 2026-06-30
half    | 2026-07-01 | 2026-H2 | 2026-07-01 | 2026-12-31 | 2026-11-24
year    | 2025-07-01 | 2025    | 2025-01-01 | 2025-12-31 | 2025-12-31
"""


def rows(text: str) -> list[list[str]]:
    """Return the rows of a table below its heading."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()[1:]]


@pytest.mark.parametrize(("unit", "day", "key", "start", "end", "as_of"), rows(PERIODS))
def test_a_day_lies_in_its_period(unit: str, day: str, key: str, start: str, end: str, as_of: str) -> None:
    found = periods.period(unit, date.fromisoformat(day), TODAY)
    assert (found.key, f"{found.start}", f"{found.end}", f"{found.as_of}") == (key, start, end, as_of)
    assert periods.parse(key, date(2023, 1, 1), TODAY) == found


@pytest.mark.parametrize(
    "key",
    ["", "2026-", "2026-Q5", "2026-Q0", "2026-13", "2026-3", "2026-H3", "26", "x", "2026-Q1-1", "２０２６", "0000"],
)
def test_what_names_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        periods.parse(key, TODAY, TODAY)


def test_since_the_start_ends_today() -> None:
    found = periods.parse("all", date(2023, 5, 3), TODAY)
    assert (found.start, found.end, found.as_of, found.key, found.running) == (
        date(2023, 5, 3), TODAY, TODAY, "all", False
    )  # fmt: skip


def test_a_series_runs_from_the_first_day_to_the_running_period() -> None:
    found = periods.series("quarter", date(2026, 2, 1), TODAY)
    assert [one.key for one in found] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert [one.running for one in found] == [False, False, False, True]


def test_the_latest_periods_end_with_the_running_one() -> None:
    assert [one.key for one in periods.latest("half", 3, TODAY)] == ["2025-H2", "2026-H1", "2026-H2"]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["month", "quarter", "half", "year"]))
def test_periods_follow_one_another_without_gap(day: date, unit: periods.Unit) -> None:
    one = periods.period(unit, day, date.max)
    after = periods.following(one, date.max)
    assert one.start <= day <= one.end
    assert after.start == one.end + timedelta(days=1)
    assert periods.previous(after, date.max) == one
    assert periods.parse(one.key, day, date.max) == one
