"""What is unusual in sessions, and kept all the same: numbers of people that look written and not counted."""

from collections import Counter
from typing import Any

from pamoja.activities.models import Attendance, Session
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers
from pamoja.records.unusual import own_of
from pamoja.records.warnings import Warn

ROUND = 10
JUMP = 3
"""How many times the session before a session may be without being looked at (domain, checks at entry)."""
FEW = 30
"""Up to how many people a session may be of any size beside the one before: small numbers jump by themselves."""

Counts = Counter[tuple[str, str, str]]


def attendance_looks_written(session: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of attendance in round numbers only, exactly as in the session before, or above three times it.

    The session before is the last earlier one of the same activity and kind, or without an activity of the same place,
    kind and organisation.
    """
    now = _counted(answers)
    if not now:
        return []
    found = []
    if len(now) > 1 and all(people % ROUND == 0 for people in now.values()):
        found.append(Problem("session.attendance_round", where="attendance", lines=len(now)))
    last = _last(session, by, before)
    if last and last == now:
        found.append(Problem("session.attendance_alike", where="attendance", people=now.total()))
    elif last and now.total() > max(FEW, JUMP * last.total()):
        told = {"people": now.total(), "before": last.total(), "times": JUMP}
        found.append(Problem("session.attendance_jumps", where="attendance", **told))
    return found


attendance = Warn(
    "session.attendance_round session.attendance_alike session.attendance_jumps", check=attendance_looks_written
)


def _counted(answers: Answers) -> Counts:
    found: Counts = Counter()
    for row in answers.get("attendance") or ():
        people = str(row.get("people") or "").strip()
        if people.isdecimal():
            line = (str(row.get("sex")), str(row.get("age") or "unknown"), str(row.get("category")))
            found[line] += int(people)
    return found


def _last(session: Any, by: By, before: Record | None) -> Counts:
    """Return who came to the session before, by one query."""
    earlier = Session.objects.filter(kind=session.kind, held_on__lt=session.held_on, owner=own_of(by, before))
    if session.activity_id:
        earlier = earlier.filter(activity=session.activity_id)
    else:
        earlier = earlier.filter(activity=None, place=session.place_id)
    if before is not None:
        earlier = earlier.exclude(pk=before.pk)
    one = earlier.order_by("-held_on", "-code").values("pk")[:1]
    found: Counts = Counter()
    for sex, age, category, people in Attendance.objects.filter(session__in=one).values_list(
        "sex", "age", "category", "people"
    ):
        found[sex, age, str(category).partition(":")[2]] += people
    return found
