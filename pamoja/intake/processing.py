"""Making records of submissions, by the same action as the web form; what cannot become one waits for a person."""

import logging
from time import monotonic
from traceback import extract_tb
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pamoja.intake.evidence import attach
from pamoja.intake.models import Submission, SubmissionState
from pamoja.intake.reading import answers_of, record_id_of, register_of
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.kit.sqlite.base import others_wait
from pamoja.records.actions import enter

BATCH = 6
MOMENT = 0.05

log = logging.getLogger(__name__)


def process_waiting(limit: int = BATCH) -> int:
    """Make records of at most `limit` waiting submissions, and return how many were looked at.

    They are committed together every MOMENT seconds, or sooner when others wait to write.
    """
    turns = _next(limit)
    done = 0
    while done < len(turns):
        done += _process_some(turns[done:])
    return done


def _next(limit: int) -> list[UUID]:
    """Return the submissions to look at now: half of them those that wait longest, half those that came last.

    When many wait, a new one does not wait for all of them, and none waits for ever.
    """
    waiting = Submission.objects.waiting().values_list("pk", flat=True)
    oldest = list(waiting.order_by("received_at")[:limit])
    if len(oldest) < limit:
        return oldest
    latest = list(waiting.order_by("-received_at")[: limit // 2])
    return list(dict.fromkeys([*latest, *oldest]))[:limit]


def _process_some(turns: list[UUID]) -> int:
    end = monotonic() + MOMENT
    done = 0
    with transaction.atomic():
        for submission in turns:
            found = _locked(submission)
            if found is not None:
                process(found)
            done += 1
            if monotonic() > end or others_wait():
                break
    return done


def _locked(submission: UUID) -> Submission | None:
    """Return a submission for this transaction alone, unless somebody else has taken it up."""
    waiting = Submission.objects.waiting().select_for_update(skip_locked=True, of=("self",))
    found: Submission | None = waiting.select_related("person").filter(pk=submission).first()
    return found


def process(submission: Submission) -> None:
    """Make a record of one submission, or say on it why that cannot be; call it inside a transaction.

    A lost connection to the database is raised; the submission then waits as before.
    """
    try:
        with transaction.atomic():
            _make_record(submission)
    except Problem as problem:
        _stop(submission, [problem])
    except Problems as error:
        _stop(submission, error.problems)
    except Exception as error:  # one strange submission must not stop all others
        if not connection.is_usable():
            raise
        place = extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        log.error("submission %s: %s at %s:%s", submission.pk, kind, place.filename, place.lineno)
        _stop(submission, [Problem("intake.unexpected", kind=kind)])


def _make_record(submission: Submission) -> None:
    register = register_of(submission)
    answers = answers_of(submission)
    by = By(submission.person, "phone", submission.received_at)
    record = enter(register, answers, by, record_id=record_id_of(submission), submission=submission.pk)
    submission.state = SubmissionState.RECORDED
    submission.register, submission.record = register.name, record.pk
    submission.problems = []
    _save(submission)
    attach(submission, answers)


def _stop(submission: Submission, problems: list[Problem]) -> None:
    submission.state = SubmissionState.PROBLEM
    submission.register, submission.record = "", None
    submission.problems = [problem.as_dict() for problem in problems]
    _save(submission)


def _save(submission: Submission) -> None:
    submission.processed_at = timezone.now()
    submission.save(update_fields=["state", "register", "record", "problems", "processed_at"])
