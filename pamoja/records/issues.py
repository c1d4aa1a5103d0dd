"""Data-quality issues: opened and closed by the write that makes or takes away their cause, looked after by people."""

import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Issue, IssueState, Record
from pamoja.records.openness import Reader

FILE = Path(__file__).with_name("quality.toml")
LANGUAGES = ("en", "fr", "sw")
KIND = "issue"
LONGEST = 500


@dataclass(frozen=True)
class QualityRule:
    """Hold what the programme says of a rule that warns: its name, and within how many days somebody looks at it."""

    code: str
    days: int
    label: Mapping[str, str]


def read_rules(text: str) -> dict[str, QualityRule]:
    """Return the rules of a file by their code; raise ValueError with every fault of it."""
    entries = tomllib.loads(text).get("rule", [])
    if faults := list(_faults(entries)):
        raise ValueError("quality.toml: " + "; ".join(faults))
    return {entry["code"]: QualityRule(entry["code"], entry["days"], entry["label"]) for entry in entries}


def _faults(entries: list[dict[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        code = str(entry.get("code", ""))
        if not code or code in seen:
            yield f"“{code}”: every rule has a code of its own"
        seen.add(code)
        if not isinstance(entry.get("days"), int) or entry["days"] < 1:
            yield f"{code}: “days” is a whole number from 1"
        if any(not entry.get("label", {}).get(language, "").strip() for language in LANGUAGES):
            yield f"{code}: “label” is given in {', '.join(LANGUAGES)}"


RULES = read_rules(FILE.read_text(encoding="utf-8"))


def keep_issues(record: Record, warned: Iterable[Problem], by: By, *, new: bool) -> None:
    """Bring the issues of a record to what its write found, inside the write's transaction.

    What is found anew is opened, what was fixed and came back is opened again, and so is what was explained when the
    numbers were others. What is no longer found is fixed.
    """
    today = timezone.localdate(by.at)
    found = {(problem.code, _where(problem)): problem for problem in warned}
    if not new:
        for issue in Issue.objects.filter(record=record.pk):
            _bring(issue, found.pop((issue.rule, issue.where), None), today)
    Issue.objects.bulk_create(
        Issue(
            register=record.register_name,
            record=record.pk,
            rule=problem.code,
            where=where,
            data=_data(problem),
            owner_id=record.owner_id,
            seen_on=today,
            due_on=today + timedelta(days=RULES[problem.code].days),
        )
        for (_code, where), problem in found.items()
    )


def _bring(issue: Issue, problem: Problem | None, today: date) -> None:
    """Bring one issue of a corrected record to what is found now."""
    if problem is None:
        if issue.state != IssueState.FIXED:
            issue.state, issue.fixed_on = IssueState.FIXED, today
            issue.save(update_fields=["state", "fixed_on"])
        return
    data = _data(problem)
    if issue.state != IssueState.OPEN and (issue.state == IssueState.FIXED or data != issue.data):
        issue.state, issue.fixed_on, issue.seen_on = IssueState.OPEN, None, today
        issue.due_on = today + timedelta(days=RULES[issue.rule].days)
    issue.data = data
    issue.save(update_fields=["state", "fixed_on", "seen_on", "due_on", "data"])


def _where(problem: Problem) -> str:
    return str(problem.data.get("where", ""))


def _data(problem: Problem) -> dict[str, str]:
    return {name: str(value) for name, value in problem.data.items() if name != "where"}


def problem_of(issue: Issue) -> Problem:
    """Return what an issue says, as the problem that it was opened for."""
    return Problem(issue.rule, where=issue.where, **issue.data)


def issues_of(record: Record) -> list[Issue]:
    """Return the issues of a record that somebody sees, those due first on top; what is fixed is left out."""
    found = Issue.objects.filter(record=record.pk).exclude(state=IssueState.FIXED)
    return list(found.select_related("person", "explained_by").order_by("due_on", "rule", "where"))


def told(issue: Issue, register: Any, record: Record, reader: Reader) -> str:
    """Return the sentence of an issue; only the name of its rule for who may not read the answer that it is about."""
    question = issue.where.partition("[")[0]
    if question and not reader.opens(register, record, question):
        return named(issue.rule)
    return problem_of(issue).sentence


def named(rule: str) -> str:
    """Return the name of a rule in the active language, with a capital letter."""
    label = RULES[rule].label
    return capfirst(label.get((get_language() or "fr")[:2], label["fr"]))


def may_explain(person: User, record: Record) -> bool:
    """Tell whether a person may explain an issue of a record that they see: who may correct it may."""
    own = record.owner_id == person.organisation_id or can(person, "correct.others")
    return can(person, f"{record.register_name}.correct") and own


def may_assign(person: User, record: Record) -> bool:
    """Tell whether a person may say who looks after an issue of a record that they see, and until when."""
    own = record.owner_id == person.organisation_id or can(person, "correct.others")
    return can(person, "quality.assign") and own


@transaction.atomic
def explain(by: By, issue_id: uuid.UUID, words: str) -> Issue:
    """Explain why what is unusual is right, and return the issue.

    Raises Problem("record.not_found"), "rights.refused", "issue.over" for one that is not open or explained,
    "issue.explanation_missing".
    """
    issue, record = _found(by, issue_id)
    if not may_explain(by.person, record):
        raise Problem("rights.refused")
    if issue.state == IssueState.FIXED:
        raise Problem("issue.over")
    if not words.strip():
        raise Problem("issue.explanation_missing", where="explanation")
    issue.state, issue.explanation = IssueState.EXPLAINED, words.strip()[:LONGEST]
    issue.explained_by, issue.explained_at = by.person, by.at
    issue.save(update_fields=["state", "explanation", "explained_by", "explained_at"])
    note(by, "explain", KIND, issue.pk)
    return issue


@transaction.atomic
def assign(by: By, issue_id: uuid.UUID, login: str, due_on: date) -> Issue:
    """Say who looks after an open issue ("" for nobody in particular) and until when, and return it.

    Raises Problem("record.not_found"), "rights.refused", "issue.over", and "issue.person_unknown" for somebody who
    does not see the record or is of neither organisation.
    """
    issue, record = _found(by, issue_id)
    if not may_assign(by.person, record):
        raise Problem("rights.refused")
    if issue.state != IssueState.OPEN:
        raise Problem("issue.over")
    issue.person = _who(by, record, login) if login else None
    issue.due_on = due_on
    issue.save(update_fields=["person", "due_on"])
    note(by, "assign", KIND, issue.pk)
    return issue


def people_for(person: User, record: Record) -> list[User]:
    """Return who may be asked to look after an issue: people of both organisations who see the record."""
    of_both = {record.owner_id, person.organisation_id}
    found = User.objects.filter(organisation__in=of_both, is_active=True).select_related("organisation")
    model: Any = type(record)
    return [
        one
        for one in found.order_by("organisation", "login")
        if can(one, f"{record.register_name}.correct") and model.objects.visible_to(one).filter(pk=record.pk).exists()
    ]


def _who(by: By, record: Record, login: str) -> User:
    for one in people_for(by.person, record):
        if one.login == login:
            return one
    raise Problem("issue.person_unknown", where="person")


def _found(by: By, issue_id: uuid.UUID) -> tuple[Issue, Record]:
    """Return an issue of a record that the writer sees, locked, with its record; in a preview nothing is written."""
    if by.person is None:
        raise Problem("rights.refused")
    if by.person.previewed_by:
        raise Problem("preview.read_only")
    visible = Issue.objects.visible_to(by.person).filter(pk=issue_id)
    issue = Issue.objects.select_for_update().filter(pk__in=visible.values("pk")).first()
    if issue is None:
        raise Problem("record.not_found")
    return issue, record_of(issue)


def record_of(issue: Issue) -> Any:
    """Return the record of an issue that somebody sees."""
    model: Any = next(one for one in Record.__subclasses__() if one.register_name == issue.register)
    return model.objects.select_related("owner", "place__parent").get(pk=issue.record)
