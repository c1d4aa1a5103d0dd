"""What must hold in activities and sessions beyond the rules of a single row."""

from datetime import date
from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers

DISTRIBUTED = "distribution"


def told_once(record: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a record is told to be the same as itself, or as one that is the same as a third."""
    del answers, by
    other = record.same_as
    if other is None:
        return []
    if other.pk == record.pk:
        return [Problem("joint.itself", where="same_as", value=other.code)]
    if other.same_as_id is not None:
        return [Problem("joint.chain", where="same_as", value=other.code, other=other.same_as.code)]
    if before is not None and (again := type(record).objects.filter(same_as=before).first()):
        return [Problem("joint.chain", where="same_as", value=again.code, other=record.code)]
    return []


def same_day(session: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a session is told to be the same as one that was held on other days."""
    del answers, by, before
    other = session.same_as
    if other is None or (_days(session)[0] <= _days(other)[1] and _days(other)[0] <= _days(session)[1]):
        return []
    return [Problem("joint.other_day", where="same_as", value=other.code, day=f"{other.held_on:%d/%m/%Y}")]


def _days(session: Any) -> tuple[date, date]:
    return session.held_on, session.ended_on or session.held_on


def things_only_when_distributed(session: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a session that is no distribution lists things given."""
    del by, before
    given = [row for row in answers.get("items") or () if any(row.values())]
    if given and session.kind != DISTRIBUTED:
        return [Problem("session.not_a_distribution", where="items[1].item")]
    return []


def partners_are_others(activity: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each partner that is named twice, or is the organisation whose record it is."""
    del activity
    own = before.owner_id if before else by.person.organisation_id if by.person else ""
    seen: set[str] = {own}
    found = []
    for number, row in enumerate(answers.get("partners") or (), 1):
        code = str(row.get("organisation") or "")
        if code and code in seen:
            found.append(Problem("activity.partner_twice", where=f"partners[{number}].organisation", value=code))
        seen.add(code)
    return found
