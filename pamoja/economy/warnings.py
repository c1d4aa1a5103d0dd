"""What is unusual in the records of the local economy, and kept all the same: somebody should look at it again.

Each is a check of a register (`records.register.Check`) that reads and never refuses.
"""

from decimal import Decimal
from typing import Any

from pamoja.economy.models import SavingsSheet
from pamoja.engine.works import Team, labour
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.amounts import plain_decimal
from pamoja.records.checks import Answers, rows_of, typed_number
from pamoja.records.models import Record

USUAL_SIZE = (15, 25)
"""Members of a savings group (domain: the textbook says 15 to 25; the mean of Lubero is 33)."""
JUMP = 3
"""How many times what it was before a value may be without being looked at (domain, checks at entry)."""
COMPARED = ("savings", "loans_given", "outstanding")


def size_is_unusual(group: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of a group that is smaller or larger than groups usually are."""
    del answers, by, before
    least, most = USUAL_SIZE
    if least <= group.people <= most:
        return []
    return [Problem("savings_group.size_unusual", where="people", value=group.people, least=least, most=most)]


def value_jumps(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of amounts that are more than three times those of the sheet before."""
    del answers, by
    last = _sheet_before(sheet, before)
    if last is None:
        return []
    return [
        Problem("savings_sheet.value_jumps", where=name, value=_said(value), before=_said(known), times=JUMP)
        for name in COMPARED
        if (known := getattr(last, name)) and (value := getattr(sheet, name)) > JUMP * known
    ]


def attendance_is_alike(sheet: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of attendance that is exactly what it was in the sheet before, or everybody at every meeting."""
    del answers, by
    told = (sheet.women_present, sheet.men_present)
    if None in told:
        return []
    if sum(told) and sum(told) == sheet.members_active * sheet.meetings:
        return [Problem("savings_sheet.all_present", where="men_present")]
    last = _sheet_before(sheet, before)
    if last is not None and told == (last.women_present, last.men_present):
        return [Problem("savings_sheet.attendance_alike", where="men_present", month=f"{last.month:%m/%Y}")]
    return []


def shares_come_to_another_total(share_out: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of a total that is not what the shares come to, by more than a coin for each share."""
    del answers, by, before
    if share_out.shares is None or share_out.per_share is None:
        return []
    come_to = share_out.shares * share_out.per_share
    if abs(come_to - share_out.total) <= share_out.shares:
        return []
    return [Problem("share_out.shares_differ", where="total", value=_said(share_out.total), sum=_said(come_to))]


def verified_above_done(works: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of works of which more is verified than was declared."""
    del answers, by, before
    if works.verified is None or works.done is None or works.verified <= works.done:
        return []
    return [Problem("works.verified_above_done", where="verified", value=_said(works.verified), done=_said(works.done))]


def wages_come_to_another_total(works: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of wages due that are not what days and wages of the lines come to."""
    del by, before
    come_to = labour(_team(row) for _number, row in rows_of(answers, "workers")).wages
    if come_to is None or works.wages_due is None or come_to == works.wages_due:
        return []
    return [Problem("works.wages_differ", where="wages_due", value=_said(works.wages_due), sum=_said(come_to))]


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
