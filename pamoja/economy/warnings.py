"""What is unusual in the records of the local economy, and kept all the same: somebody should look at it again."""

from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from pamoja.economy.models import SavingsSheet
from pamoja.engine.works import Team, labour
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.amounts import plain_decimal
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, rows_of, typed_number
from pamoja.records.warnings import Warn

USUAL_SIZE = (15, 25)
"""Members of a savings group (domain: the textbook says 15 to 25; the mean of Lubero is 33)."""
JUMP = 3
"""How many times what it was before a value may be without being looked at (domain, checks at entry)."""
COMPARED = ("savings", "loans_given", "outstanding")

size_is_unusual = Warn(
    "savings_group.size_unusual",
    Q(people__gte=USUAL_SIZE[0], people__lte=USUAL_SIZE[1]),
    "people",
    {"least": USUAL_SIZE[0], "most": USUAL_SIZE[1]},
)
everybody_is_present = Warn(
    "savings_sheet.all_present",
    Q(women_present__lt=F("members_active") * F("meetings") - F("men_present")) | Q(members_active=0) | Q(meetings=0),
    "men_present",
)
shares_come_to_another_total = Warn(
    "share_out.shares_differ",
    Q(total__gte=F("shares") * F("per_share") - F("shares"), total__lte=F("shares") * F("per_share") + F("shares")),
    "per_share",
)
"""The total may differ by a coin for each share."""
verified_above_done = Warn("works.verified_above_done", Q(verified__lte=F("done")), "verified")


def compared_with_last_month(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of amounts above three times those of the sheet before, and of presences that are exactly its own."""
    del answers, by
    last = _sheet_before(sheet, before)
    if last is None:
        return []
    found = [
        Problem("savings_sheet.value_jumps", where=name, value=_said(value), before=_said(known), times=JUMP)
        for name in COMPARED
        if (known := getattr(last, name)) and (value := getattr(sheet, name)) > JUMP * known
    ]
    told = (sheet.women_present, sheet.men_present)
    if None not in told and sum(told) and told == (last.women_present, last.men_present):
        found.append(Problem("savings_sheet.attendance_alike", where="women_present", month=f"{last.month:%m/%Y}"))
    return found


month_by_month = Warn("savings_sheet.value_jumps savings_sheet.attendance_alike", check=compared_with_last_month)


def wages_come_to_another_total(works: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of wages due that are not what days and wages of the lines come to."""
    del by, before
    come_to = labour(_team(row) for _number, row in rows_of(answers, "workers")).wages
    if come_to is None or works.wages_due is None or come_to == works.wages_due:
        return []
    return [Problem("works.wages_differ", where="wages_due", value=_said(works.wages_due), sum=_said(come_to))]


wages_differ = Warn("works.wages_differ", check=wages_come_to_another_total)


def _team(row: Any) -> Team:
    days = typed_number(row.get("days"))
    people = typed_number(row.get("people")) or 0
    return Team(str(row.get("sex")), int(people), None if days is None else int(days), typed_number(row.get("wage")))


def _sheet_before(sheet: SavingsSheet, before: Record | None) -> SavingsSheet | None:
    """Return the sheet of the group that comes before this one in time."""
    earlier = SavingsSheet.objects.filter(group=sheet.group_id, month__lt=sheet.closed_on.replace(day=1))
    return (earlier.exclude(pk=before.pk) if before else earlier).order_by("-month").first()


def _said(value: Decimal) -> str:
    return plain_decimal(value)
