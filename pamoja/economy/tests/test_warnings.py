"""What is unusual is told with its numbers, and what is usual is not."""

from typing import Any

import pytest

from pamoja.economy import warnings
from pamoja.economy.savings import savings_groups
from pamoja.economy.tests.filed import group, piece_of_works, share_out, sheet
from pamoja.formats.xform import make_xform
from pamoja.records.actions import stored_answers
from pamoja.records.warnings import Warn
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by


def told(warn: Warn, record: Any) -> list[tuple[str, str]]:
    """Return what a rule says of a record that is kept already."""
    answers = stored_answers(REGISTERS[record.register_name], record)
    found = warn.found(record, answers, by(None), record)
    return [(problem.code, str(problem.data["where"])) for problem in found]


@pytest.mark.parametrize(
    ("people", "unusual"), [("14", True), ("15", False), ("25", False), ("26", True), ("33", True)]
)
def test_a_group_of_fifteen_to_twenty_five_is_usual(cast: Cast, people: str, unusual: bool) -> None:
    one = group(by(cast.field_agent), people=people, members=[])
    expected = [("savings_group.size_unusual", "people")] if unusual else []
    assert told(warnings.size_is_unusual, one) == expected


def test_more_than_three_times_the_sheet_before_is_unusual(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    first = sheet(by(cast.field_agent), one)
    assert told(warnings.month_by_month, first) == []
    jumps = sheet(by(cast.field_agent), one, closed_on="2026-02-23", savings="300001", women_present="51")
    assert told(warnings.month_by_month, jumps) == [("savings_sheet.value_jumps", "savings")]
    follows = sheet(by(cast.field_agent), one, closed_on="2026-03-30", savings="1000000")
    found = warnings.compared_with_last_month(follows, {}, by(None), None)
    assert [problem.data["before"] for problem in found] == ["300001"]


def test_attendance_of_everybody_or_exactly_as_before_is_unusual(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    sheet(by(cast.field_agent), one)
    same = sheet(by(cast.field_agent), one, closed_on="2026-02-23")
    assert told(warnings.month_by_month, same) == [("savings_sheet.attendance_alike", "women_present")]
    full = sheet(by(cast.field_agent), one, closed_on="2026-03-30", women_present="56", men_present="24")
    assert told(warnings.everybody_is_present, full) == [("savings_sheet.all_present", "men_present")]
    usual = sheet(by(cast.field_agent), one, closed_on="2026-04-27", women_present="51")
    assert told(warnings.month_by_month, usual) == []
    silent = sheet(by(cast.field_agent), one, closed_on="2026-05-25", women_present="")
    assert told(warnings.month_by_month, silent) == []


@pytest.mark.parametrize(("total", "unusual"), [("2400000", False), ("2401999", False), ("2600000", True)])
def test_shares_that_come_to_another_total_are_unusual(cast: Cast, total: str, unusual: bool) -> None:
    one = share_out(by(cast.field_agent), group(by(cast.field_agent)), total=total)
    expected = [("share_out.shares_differ", "per_share")] if unusual else []
    assert told(warnings.shares_come_to_another_total, one) == expected


def test_wages_that_are_not_those_of_the_days_are_unusual(cast: Cast) -> None:
    right, other = piece_of_works(by(cast.field_agent)), piece_of_works(by(cast.field_agent), wages_due="4600")
    assert told(warnings.wages_differ, right) == []
    assert told(warnings.wages_differ, other) == [("works.wages_differ", "wages_due")]
    unknown = piece_of_works(by(cast.field_agent), wages_due="4600", workers=[{"sex": "f", "people": "9"}])
    assert told(warnings.wages_differ, unknown) == []


def test_more_verified_than_declared_is_unusual(cast: Cast) -> None:
    one = piece_of_works(by(cast.field_agent))
    assert told(warnings.verified_above_done, one) == []
    one.verified = one.done + 1
    assert told(warnings.verified_above_done, one) == [("works.verified_above_done", "verified")]


def test_the_phone_shows_what_is_unusual_and_stops_nobody(cast: Cast) -> None:
    xml = make_xform(savings_groups.form()).xml
    binds = (part.partition("/>")[0] for part in xml.split("<bind ")[1:])
    bind = next(one for one in binds if "/data/who/warns-savings_group-size_unusual" in one)
    assert "/data/who/people" in bind
    assert "constraint" not in bind
    assert "Groups mostly have 15 to 25 members." in xml
