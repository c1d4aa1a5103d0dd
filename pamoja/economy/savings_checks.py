"""What must hold in savings groups, their sheets and share-outs beyond the rules of a single row."""

from datetime import date
from typing import Any

from pamoja.economy.models import SavingsGroup, SavingsSheet
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers


def one_sheet_a_month(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the group has a sheet of the same month already."""
    del answers, by
    month = sheet.closed_on.replace(day=1)
    others = SavingsSheet.objects.filter(group=sheet.group, month=month)
    there = others.exclude(pk=before.pk).first() if before else others.first()
    if there is None:
        return []
    return [Problem("savings_sheet.month_taken", where="closed_on", month=f"{month:%m/%Y}", value=there.code)]


def sheet_within_the_group(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the sheet is older than the group, or later than its end."""
    del answers, by, before
    first, last = _first_day(sheet.group), sheet.group.ended_on
    if sheet.closed_on < first.replace(day=1):
        return [Problem("savings_sheet.before_group", where="closed_on", value=first.isoformat())]
    if last is not None and sheet.closed_on > last:
        return [Problem("savings_sheet.after_end", where="closed_on", value=last.isoformat())]
    return []


def _first_day(group: SavingsGroup) -> date:
    """Return the day on which a group was formed, otherwise the first day of the cycles that are known of it."""
    return group.formed_on or min([group.started_on, *group.share_outs.values_list("from_on", flat=True)])


def currency_of_the_group(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when amounts are told in another currency than the group's."""
    del answers, by, before
    own = record.group.currency
    if record.currency_id == own.pk:
        return []
    return [Problem("savings.other_currency", where="currency", value=own.code.upper())]


def presences_are_possible(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when more people were present than members times meetings."""
    del answers, by, before
    present = (sheet.women_present or 0) + (sheet.men_present or 0)
    possible = sheet.members_active * sheet.meetings
    if present <= possible:
        return []
    return [Problem("savings_sheet.too_many_present", where="men_present", value=present, most=possible)]


def cycle_precedes_share_outs(group: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a correction has a new cycle begin before the last share-out of an earlier one."""
    del answers, by
    if not isinstance(before, SavingsGroup) or group.started_on == before.started_on:
        return []
    last = before.share_outs.exclude(from_on=group.started_on).order_by("-shared_on").first()
    if last is None or group.started_on >= last.shared_on:
        return []
    return [Problem("savings_group.cycle_before_share_out", where="started_on", value=last.shared_on.isoformat())]


def currency_stays(group: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a correction changes the currency of a group whose sheets are kept in it."""
    del answers, by
    if not isinstance(before, SavingsGroup) or group.currency_id == before.currency_id or not before.sheets.exists():
        return []
    return [Problem("savings_group.currency_stays", where="currency", value=before.currency.code.upper())]
