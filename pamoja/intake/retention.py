"""The job that keeps to the rules of retention: what is due is pseudonymised or erased, a few at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pamoja.intake.erasing import erase, pseudonymise
from pamoja.intake.forgetting import forget_submissions
from pamoja.intake.models import Rejected, Submission, SubmissionState
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.persons.models import Identity, Person
from pamoja.psea.actions import erase_report
from pamoja.psea.models import Report
from pamoja.records.models import KeptDraft
from pamoja.registry.retention import KEEP, RULES, Rule, due_before

STEP = 20


@dataclass(frozen=True)
class Due:
    """Hold a rule with what is due by it."""

    rule: Rule
    found: "QuerySet[Any]"


def due(today: date) -> Iterator[Due]:
    """Yield each rule that does something with what is due by it on a day, in the order of the file."""
    for rule in RULES:
        if rule.does != KEEP:
            found = WAITING[rule.of](rule)
            column = found.model._meta.get_field(rule.after)
            yield Due(rule, found.filter(**{f"{rule.after}__lte": due_before(rule, column, today)}).order_by("pk"))


def _persons(rule: Rule) -> "QuerySet[Any]":
    done = [Identity.ERASED] if rule.does == "erase" else [Identity.ERASED, Identity.PSEUDONYMISED]
    return Person.objects.filter(merged_into=None).exclude(identity__in=done)


WAITING: dict[str, Callable[[Rule], "QuerySet[Any]"]] = {
    "person": _persons,
    "refused": lambda _rule: Rejected.objects.all(),
    "set_aside": lambda _rule: Submission.objects.filter(state=SubmissionState.SET_ASIDE),
    "draft": lambda _rule: KeptDraft.objects.all(),
    "abuse_report": lambda _rule: Report.objects.all(),
}


def keep_to_rules(today: date, limit: int = STEP) -> int:
    """Do what is due for at most `limit` things, each durable for itself, and return how many were done.

    Stopped at any moment, it goes on with the rest when it is called again: what is done is no longer due.
    """
    done = 0
    for one in due(today):
        for thing in list(one.found[: limit - done]):
            DEEDS[one.rule.of](one.rule, thing)
            done += 1
        if done >= limit:
            break
    return done


def _do_person(rule: Rule, person: Person) -> None:
    deed = erase if rule.does == "erase" else pseudonymise
    deed(By(None, "command"), person, _reason(rule))


@transaction.atomic
def _drop_refused(rule: Rule, row: Rejected) -> None:
    note(By(None, "command"), "erase", "rejected", row.pk, reason=_reason(rule))
    row.delete()


@transaction.atomic
def _empty_submission(rule: Rule, submission: Submission) -> None:
    forget_submissions([submission])
    note(By(None, "command"), "erase", "submission", submission.pk, reason=_reason(rule))


@transaction.atomic
def _drop_draft(rule: Rule, draft: KeptDraft) -> None:
    note(By(None, "command"), "erase", "draft", draft.pk, reason=_reason(rule))
    draft.delete()


DEEDS: dict[str, Callable[[Rule, Any], None]] = {
    "person": _do_person,
    "refused": _drop_refused,
    "set_aside": _empty_submission,
    "draft": _drop_draft,
    "abuse_report": lambda rule, report: erase_report(By(None, "command"), report, _reason(rule)),
}


def _reason(rule: Rule) -> str:
    return f"{rule.of}: {rule.does}, {rule.span} after {rule.after}"
