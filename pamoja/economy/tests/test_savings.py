"""A savings group has one sheet a month, in its own currency, with figures that can be."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pamoja.economy.models import SavingsSheet
from pamoja.economy.savings import savings_groups, savings_sheets
from pamoja.economy.tests.filed import GROUP, SHEET, group, share_out, sheet
from pamoja.kit.problems import Problem, Problems
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import take_step
from tests.cast import Cast, by


def codes(error: pytest.ExceptionInfo[Problems]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_group_is_stored_as_it_was_entered_and_its_amounts_without_zeros_that_say_nothing(cast: Cast) -> None:
    one = group(by(cast.field_agent), share_value="1000.50")
    answers = stored_answers(savings_groups, one)
    assert (one.code, answers["share_value"]) == ("AVE-2026-0001", "1000.5")
    again = enter(savings_groups, answers, by(cast.field_agent), record=one, reason="relecture")
    assert stored_answers(savings_groups, again) == answers


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"started_on": "2099-01-01"}, ("record.date_in_the_future", "started_on")),
        ({"formed_on": "2026-01-06"}, ("form.rule", "started_on")),
        ({"ends_on": "2026-01-05"}, ("form.rule", "ends_on")),
        ({"ended_on": "2026-01-01"}, ("form.rule", "ended_on")),
        ({"people": "21"}, ("economy.people_differ", "people")),
        ({"people": "0", "members": []}, ("form.rule", "people")),
        ({"share_value": "-1"}, ("form.out_of_range", "share_value")),
        ({"currency": "zzz"}, ("form.invalid_choice", "currency")),
    ],
)
def test_a_group_that_cannot_be_is_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    with pytest.raises(Problems) as error:
        group(by(cast.field_agent), **changes)
    assert fault in codes(error)


def test_a_group_whose_members_nobody_listed_has_its_number(cast: Cast) -> None:
    assert group(by(cast.field_agent), people="33", members=[]).people == 33


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"closed_on": "2099-01-01"}, ("record.date_in_the_future", "closed_on")),
        ({"closed_on": "2024-01-31"}, ("savings_sheet.before_group", "closed_on")),
        ({"currency": "usd"}, ("savings.other_currency", "currency")),
        ({"late": "40001"}, ("form.rule", "late")),
        ({"women_active": "21"}, ("form.rule", "women_active")),
        ({"men_present": "31"}, ("savings_sheet.too_many_present", "men_present")),
        ({"savings": ""}, ("form.required", "savings")),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = group(by(cast.field_agent))
    with pytest.raises(Problems) as error:
        sheet(by(cast.field_agent), one, **changes)
    assert fault in codes(error)


def test_presences_are_all_members_at_every_meeting_at_most(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    assert sheet(by(cast.field_agent), one, women_present="56", men_present="24").men_present == 24


def test_a_sheet_tells_of_the_month_of_its_last_meeting_and_a_group_has_one_a_month(cast: Cast) -> None:
    one, other = group(by(cast.field_agent)), group(by(cast.field_agent), title="AVEC Amani")
    first = sheet(by(cast.field_agent), one)
    assert (first.month.isoformat(), str(first)) == ("2026-01-01", "01/2026")
    sheet(by(cast.field_agent), other)
    sheet(by(cast.field_agent), one, closed_on="2026-02-01")
    with pytest.raises(Problems) as error:
        sheet(by(cast.field_agent), one, closed_on="2026-01-31")
    assert codes(error) == {("savings_sheet.month_taken", "closed_on")}
    assert first.code in error.value.problems[0].sentence


def test_a_sheet_is_corrected_within_its_month_and_not_into_the_month_of_another(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    first = sheet(by(cast.field_agent), one)
    sheet(by(cast.field_agent), one, closed_on="2026-02-23")
    corrected = SHEET | {"group": str(one.pk), "closed_on": "2026-01-27"}
    enter(savings_sheets, corrected, by(cast.field_agent), record=first, reason="jour du carnet")
    moved = corrected | {"closed_on": "2026-02-27"}
    with pytest.raises(Problems) as error:
        enter(savings_sheets, moved, by(cast.field_agent), record=first, reason="mois")
    assert codes(error) == {("savings_sheet.month_taken", "closed_on")}


def test_a_deleted_sheet_leaves_its_month_free_and_is_not_restored_beside_another(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    first = sheet(by(cast.field_agent), one)
    take_step(savings_sheets, first.pk, "delete", by(cast.partner_me), reason="doublon")
    second = sheet(by(cast.field_agent), one)
    with pytest.raises(Problem) as error:
        take_step(savings_sheets, first.pk, "restore", by(cast.partner_me), reason="retour")
    assert error.value.code == "life.place_taken"
    assert SavingsSheet.objects.get(group=one) == second


def test_the_database_keeps_one_sheet_a_month(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    sheet(by(cast.field_agent), one)
    second = sheet(by(cast.field_agent), one, closed_on="2026-02-23")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavingsSheet.objects.filter(pk=second.pk).update(month="2026-01-01")


def test_the_currency_of_a_group_stays_once_there_are_sheets(cast: Cast) -> None:
    one = group(by(cast.field_agent))
    enter(savings_groups, GROUP | {"currency": "usd"}, by(cast.field_agent), record=one, reason="monnaie")
    enter(savings_groups, GROUP, by(cast.field_agent), record=one, reason="monnaie")
    sheet(by(cast.field_agent), one)
    with pytest.raises(Problems) as error:
        enter(savings_groups, GROUP | {"currency": "usd"}, by(cast.field_agent), record=one, reason="monnaie")
    assert codes(error) == {("savings_group.currency_stays", "currency")}


def test_no_sheet_comes_after_the_end_of_a_group(cast: Cast) -> None:
    one = group(by(cast.field_agent), ended_on="2026-06-30")
    with pytest.raises(Problems) as error:
        sheet(by(cast.field_agent), one, closed_on="2026-07-01")
    assert codes(error) == {("savings_sheet.after_end", "closed_on")}


def test_sheets_of_an_earlier_cycle_stay_when_a_new_one_begins(cast: Cast) -> None:
    one = group(by(cast.field_agent), formed_on="", started_on="2025-01-06")
    share_out(by(cast.field_agent), one)
    answers = GROUP | {"formed_on": "", "started_on": "2026-01-05"}
    enter(savings_groups, answers, by(cast.field_agent), record=one, reason="nouveau cycle")
    assert sheet(by(cast.field_agent), one, closed_on="2025-03-31").month.isoformat() == "2025-03-01"
    with pytest.raises(Problems) as error:
        sheet(by(cast.field_agent), one, closed_on="2024-12-31")
    assert codes(error) == {("savings_sheet.before_group", "closed_on")}


def test_a_new_cycle_does_not_begin_before_the_share_out_of_the_last(cast: Cast) -> None:
    one = group(by(cast.field_agent), started_on="2025-01-06")
    share_out(by(cast.field_agent), one)
    answers = GROUP | {"started_on": "2025-11-01"}
    with pytest.raises(Problems) as error:
        enter(savings_groups, answers, by(cast.field_agent), record=one, reason="nouveau cycle")
    assert codes(error) == {("savings_group.cycle_before_share_out", "started_on")}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"shared_on": "2025-01-06"}, ("form.rule", "shared_on")),
        ({"from_on": "2024-01-01"}, ("share_out.before_group", "from_on")),
        ({"women": "12"}, ("form.rule", "men")),
        ({"currency": "usd"}, ("savings.other_currency", "currency")),
        ({"shared_on": "2099-01-01"}, ("record.date_in_the_future", "shared_on")),
    ],
)
def test_a_share_out_that_cannot_be_is_refused_where_it_stands(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = group(by(cast.field_agent))
    with pytest.raises(Problems) as error:
        share_out(by(cast.field_agent), one, **changes)
    assert fault in codes(error)
