"""What must hold in a case and its visits beyond the rules of a single row."""

from datetime import date
from typing import Any

from pamoja.cases.models import Case, CaseOutcome, Visit
from pamoja.formats.wkt import read_outline
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, alike, rows_of

AFTER_THE_OUTCOME = "case_step:post_mediation"


def claims_name_parties(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each claim of a party that is not named."""
    del case, by, before
    named = {alike(row.get("party") or "") for _number, row in rows_of(answers, "parties")}
    said = ((number, str(row.get("party") or "").strip()) for number, row in rows_of(answers, "claims"))
    return [
        Problem("case.claim_without_party", where=f"claims[{number}].party", value=code)
        for number, code in said
        if code and alike(code) not in named
    ]


def outlines_are_shapes(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each outline that is neither a point, a line nor a polygon."""
    del case, by, before
    found = []
    for number, row in rows_of(answers, "claims"):
        outline = str(row.get("outline") or "").strip()
        try:
            if outline:
                read_outline(outline)
        except ValueError:
            found.append(Problem("case.outline_unreadable", where=f"claims[{number}].outline", value=outline[:80]))
    return found


def steps_lie_within(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each step before the case was opened, or after its outcome when it does not follow it."""
    del by, before
    found = []
    for number, row in rows_of(answers, "steps"):
        day, where = str(row.get("done_on") or ""), f"steps[{number}].done_on"
        if not day:
            continue
        follows = f"case_step:{row.get('step')}" == AFTER_THE_OUTCOME
        if day < case.opened_on.isoformat():
            found.append(Problem("case.step_before_opening", where=where, value=day))
        elif case.outcome_on and day > case.outcome_on.isoformat() and not follows and _is_over(case):
            found.append(Problem("case.step_after_outcome", where=where, value=day))
    return found


def _is_over(case: Case) -> bool:
    return case.outcome in (CaseOutcome.RESOLVED, CaseOutcome.CLOSED)


def outcome_precedes_visits(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when a correction takes the outcome away from under a visit, or moves it behind one."""
    del answers, by
    if before is None:
        return []
    first = Visit.objects.filter(case=before.pk).order_by("visited_on").first()
    if first is None:
        return []
    if case.outcome != CaseOutcome.RESOLVED:
        return [Problem("case.visited", where="outcome")]
    if case.outcome_on and case.outcome_on > first.visited_on:
        return [Problem("case.outcome_after_visit", where="outcome_on", value=_said(first.visited_on))]
    return []


def visit_follows_outcome(visit: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the case visited is not resolved, or was resolved after the visit."""
    del answers, by, before
    case = visit.case
    if case.outcome != CaseOutcome.RESOLVED or case.outcome_on is None:
        return [Problem("visit.case_not_resolved", where="case")]
    if visit.visited_on < case.outcome_on:
        return [Problem("visit.before_outcome", where="visited_on", value=_said(case.outcome_on))]
    return []


def _said(day: date) -> str:
    return day.isoformat()
