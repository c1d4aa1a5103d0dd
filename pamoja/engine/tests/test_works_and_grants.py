"""Person-days, wages, days to payment; what is paid of a grant, and what became of income."""

from datetime import date
from decimal import Decimal

import pytest

from pamoja.engine.grants import Tranche, income_change, payment
from pamoja.engine.works import Team, days_to_payment, days_waiting, labour

END, PAID_ON = date(2025, 5, 30), date(2025, 6, 19)


def test_person_days_and_womens_share_count_what_is_known() -> None:
    found = labour(
        [Team("f", 30, 900, Decimal(3)), Team("m", 20, 600, Decimal(3)), Team("x", 5, 100, Decimal(2)), Team("f", 4)]
    )
    assert (found.people, found.days, found.women_days, found.known_days) == (59, 1600, 900, 1500)
    assert found.womens_share == Decimal("0.6")
    assert (found.lines_without_days, found.wages) == (1, None)


def test_wages_come_to_days_times_wage_when_every_line_tells_both() -> None:
    assert labour([Team("f", 30, 900, Decimal(3)), Team("m", 20, 600, Decimal("2.5"))]).wages == Decimal(4200)
    assert labour([]).wages is None
    assert labour([Team("x", 9, 90)]).womens_share is None


PAYMENTS = """
ended      | paid on    | due  | paid | to payment | waiting on 2025-07-09
2025-05-30 | 2025-06-19 | 4500 | 4500 | 20         | None
2025-05-30 | 2025-05-20 | 4500 | 4500 | 0          | None
2025-05-30 | 2025-06-19 | 4500 | 3000 | None       | 40
2025-05-30 |            | 4500 |      | None       | 40
2025-05-30 |            |      |      | None       | None
           | 2025-06-19 | 4500 | 4500 | None       | None
2025-07-30 |            | 4500 |      | None       | None
"""


@pytest.mark.parametrize("line", PAYMENTS.strip().splitlines()[1:])
def test_days_run_from_the_end_of_the_work_until_all_wages_are_paid(line: str) -> None:
    ended, paid_on, due, paid, to_payment, waiting = [cell.strip() for cell in line.split("|")]
    facts = (
        date.fromisoformat(ended) if ended else None,
        date.fromisoformat(paid_on) if paid_on else None,
        Decimal(due) if due else None,
        Decimal(paid) if paid else None,
    )
    assert str(days_to_payment(*facts)) == to_payment
    assert str(days_waiting(*facts, date(2025, 7, 9))) == waiting


TRANCHES = [
    Tranche(date(2025, 8, 10), Decimal(400)),
    Tranche(date(2025, 2, 10), Decimal(800), date(2025, 2, 20)),
    Tranche(date(2025, 10, 10), Decimal(300), date(2025, 12, 1)),
]


def test_what_is_paid_and_what_is_late_is_told_for_a_day() -> None:
    found = payment(TRANCHES, date(2025, 11, 1))
    assert (found.paid, found.planned, found.first_paid_on) == (800, 1500, date(2025, 2, 20))
    assert [one.due_on for one in found.late] == [date(2025, 8, 10), date(2025, 10, 10)]
    assert payment(TRANCHES, date(2025, 8, 10)).late == ()


def test_a_grant_without_tranches_is_not_paid() -> None:
    found = payment([], date(2025, 11, 1))
    assert (found.paid, found.late, found.first_paid_on) == (0, (), None)


def test_income_changes_by_its_share_of_what_it_was() -> None:
    assert income_change(Decimal(40), Decimal(60)) == Decimal("0.5")
    assert income_change(Decimal(40), Decimal(30)) == Decimal("-0.25")
    assert income_change(Decimal(0), Decimal(60)) is None
    assert income_change(None, Decimal(60)) is None
