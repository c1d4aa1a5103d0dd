"""What must hold in a case and its visits beyond the rules of a single row."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pamoja.cases.models import Case, CaseOutcome, Visit
from pamoja.formats.wkt import read_outline
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record

AFTER_THE_OUTCOME = "case_step:post_mediation"

Answers = Mapping[str, Any]


def _rows(answers: Answers, child: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a child that say something, with their numbers as a person counts them."""
    yield from ((number, row) for number, row in enumerate(answers.get(child) or (), 1) if any(row.values()))


def parties_have_codes(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each party named twice, and for each claim of a party that is not named."""
    del case, by, before
    found, named = [], set()
    for number, row in _rows(answers, "parties"):
        code = str(row.get("party") or "").strip()
        if code in named:
            found.append(Problem("case.party_twice", where=f"parties[{number}].party", value=code))
        named.add(code)
    for number, row in _rows(answers, "claims"):
        code = str(row.get("party") or "").strip()
        if code and code not in named:
            found.append(Problem("case.claim_without_party", where=f"claims[{number}].party", value=code))
    return found


def outlines_are_shapes(case: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each outline that is neither a point, a line nor a polygon."""
    del case, by, before
    found = []
    for number, row in _rows(answers, "claims"):
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
    for number, row in _rows(answers, "steps"):
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
