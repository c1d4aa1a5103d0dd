"""The ratios of a savings group have a numerator and a denominator, and months without a sheet are missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pamoja.engine.savings import Cycle, Ratio, Sheet, Standing, standing

CYCLE = Cycle(date(2026, 1, 12), members_start=20, women=14, men=6)
JANUARY = Sheet(
    date(2026, 1, 26), 20, Decimal(100), Decimal(60), Decimal(0), Decimal(0), Decimal(2), meetings=2, present=35
)
FEBRUARY = replace(
    JANUARY, on=date(2026, 2, 23), savings=Decimal(120), outstanding=Decimal(90), late=Decimal(30), interest=Decimal(6)
)
MARCH = replace(FEBRUARY, on=date(2026, 3, 30), members=18, women=13, meetings=3, present=40)
APRIL_1 = date(2026, 4, 1)


def ratios(found: Standing) -> dict[str, tuple[Decimal | None, Decimal | None, bool]]:
    return {one.code: (one.numerator, one.denominator, one.partial) for one in found.ratios}


def test_each_ratio_is_that_of_its_formula() -> None:
    found = standing(CYCLE, [MARCH, JANUARY, FEBRUARY], APRIL_1)
    assert found.missing == ()
    assert ratios(found) == {
        "per_member": (340, 18, False),
        "loan_use": (90, 352, False),
        "par30": (30, 90, False),
        "return": (18, 340, False),
        "attendance": (110, 134, False),
        "retention": (18, 20, False),
        "women": (13, 18, False),
    }


def test_a_month_without_a_sheet_is_missing_and_makes_sums_partial_not_lower() -> None:
    found = standing(CYCLE, [JANUARY, MARCH], APRIL_1)
    assert found.missing == (date(2026, 2, 1),)
    assert [month.sheet for month in found.months] == [JANUARY, None, MARCH]
    partial = {one.code for one in found.ratios if one.partial}
    assert partial == {"per_member", "loan_use", "return", "attendance"}
    assert ratios(found)["per_member"][0] == 220


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [
        (date(2026, 1, 31), []),
        (date(2026, 2, 1), [1]),
        (date(2026, 3, 31), [1, 2]),
    ],
)
def test_the_month_that_is_not_over_is_not_missing_yet(as_of: date, missing: list[int]) -> None:
    assert [month.month for month in standing(CYCLE, [], as_of).missing] == missing


def test_a_sheet_of_the_running_month_counts() -> None:
    found = standing(CYCLE, [JANUARY, FEBRUARY, MARCH], date(2026, 3, 31))
    assert found.latest == MARCH
    assert found.missing == ()


def test_without_a_sheet_nothing_is_known_and_nothing_is_nought() -> None:
    found = standing(CYCLE, [], APRIL_1)
    assert [one.code for one in found.ratios if one.value is not None] == ["women"]


def test_sheets_of_an_earlier_cycle_do_not_count() -> None:
    found = standing(CYCLE, [replace(JANUARY, on=date(2025, 12, 22)), JANUARY], date(2026, 2, 3))
    assert ratios(found)["per_member"][0] == 100


def test_a_cycle_that_is_over_expects_no_sheet_after_its_share_out() -> None:
    over = replace(CYCLE, ends_on=date(2026, 3, 12), members_end=17)
    found = standing(over, [JANUARY, FEBRUARY, replace(JANUARY, on=date(2026, 5, 4))], date(2026, 6, 15))
    assert found.missing == (date(2026, 3, 1),)
    assert ratios(found)["retention"] == (17, 20, False)
    assert found.latest == FEBRUARY


def test_nothing_outstanding_has_no_rate_of_late_loans() -> None:
    found = standing(CYCLE, [replace(JANUARY, outstanding=Decimal(0))], date(2026, 2, 1))
    assert next(one for one in found.ratios if one.code == "par30").value is None


def test_attendance_that_some_sheets_do_not_say_is_partial() -> None:
    found = standing(CYCLE, [JANUARY, replace(FEBRUARY, present=None)], date(2026, 3, 1))
    assert ratios(found)["attendance"] == (35, 40, True)


def test_a_year_turns_between_december_and_january() -> None:
    found = standing(replace(CYCLE, starts_on=date(2025, 11, 30)), [], date(2026, 2, 10))
    assert [str(month) for month in found.missing] == ["2025-11-01", "2025-12-01", "2026-01-01"]


def test_a_ratio_is_its_numerator_out_of_its_denominator() -> None:
    assert Ratio("women", Decimal(3), Decimal(4)).value == Decimal("0.75")
    assert Ratio("women", Decimal(3), None).value is None
