"""A settlement holds only where a visit found that it holds."""

from datetime import date

import pytest

from pamoja.engine.durability import LATER_MILESTONES, Visit, months_later, standing

OUTCOME = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


VISITS = """
visits                                           | as of      | 3           | 6           | 12
                                                 | 2026-04-29 | not_due     | not_due     | not_due
                                                 | 2026-04-30 | not_visited | not_due     | not_due
3 2026-05-02 holds                               | 2026-05-02 | holds       | not_due     | not_due
3 2026-05-02 holds                               | 2026-05-01 | not_visited | not_due     | not_due
3 2026-05-02 holds                               | 2027-02-01 | holds       | not_visited | not_visited
3 2026-05-02 not_visited                         | 2026-05-02 | not_visited | not_due     | not_due
3 2026-05-02 not_visited, 3 2026-05-20 partly    | 2026-06-01 | partly      | not_due     | not_due
3 2026-05-02 relapsed, 3 2026-05-20 not_visited  | 2026-06-01 | relapsed    | not_due     | not_due
6 2026-08-01 relapsed                            | 2026-08-01 | not_visited | relapsed    | not_due
3 2026-01-30 holds                               | 2026-03-01 | not_due     | not_due     | not_due
3 2026-03-20 not_visited                         | 2026-03-20 | not_visited | not_due     | not_due
"""


@pytest.mark.parametrize("line", VISITS.strip().splitlines()[1:])
def test_each_milestone_stands_as_its_latest_visit_found(line: str) -> None:
    told, as_of, *wanted = [cell.strip() for cell in line.split("|")]
    visits = [_visit(*one.split()) for one in told.split(", ") if one]
    assert [due.standing for due in standing(OUTCOME, visits, date.fromisoformat(as_of))] == wanted


def _visit(milestone: str, on: str, found: str) -> Visit:
    return Visit(int(milestone), date.fromisoformat(on), found)


def test_works_and_grants_have_milestones_of_their_own() -> None:
    dues = standing(OUTCOME, [Visit(6, date(2026, 8, 3), "stopped")], date(2027, 2, 1), LATER_MILESTONES)
    assert [(due.milestone, due.standing) for due in dues] == [(6, "stopped"), (12, "not_visited")]
