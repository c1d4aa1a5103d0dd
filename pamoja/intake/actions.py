"""What a person does with a submission that could not become a record."""

from django.db import transaction

from pamoja.accounts.rights import require
from pamoja.intake.models import Submission, SubmissionState
from pamoja.intake.processing import process
from pamoja.intake.reading import Answers, sealed_answers
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


@transaction.atomic
def process_again(by: By, submission: Submission) -> Submission:
    """Try again to make a record of a submission, for instance once the missing place is there.

    The record is its sender's, entered when it arrived, whoever asks. Returns the submission as it is then. Raises
    Problem("rights.refused"), Problem("record.not_found"), Problem("intake.not_waiting").
    """
    found = _take(by, submission)
    note(by, "process_again", "submission", found.pk)
    process(found)
    return found


@transaction.atomic
def correct(by: By, submission: Submission, answers: Answers, reason: str) -> Submission:
    """Put other answers in the place of those that arrived, for a reason, and try to make a record of them.

    What arrived stays as it was. Returns the submission as it is then, with the problems that remain. Raises
    Problem("record.reason_missing") and those of `process_again`.
    """
    found = _take(by, submission)
    if not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    found.corrected = sealed_answers(found, answers)
    found.save(update_fields=["corrected"])
    note(by, "correct", "submission", found.pk, reason=reason)
    process(found)
    return found


@transaction.atomic
def set_aside(by: By, submission: Submission, reason: str) -> Submission:
    """Set a submission aside for a reason; it is kept, and can be processed again."""
    found = _take(by, submission)
    if not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    found.state = SubmissionState.SET_ASIDE
    found.save(update_fields=["state"])
    note(by, "set_aside", "submission", found.pk, reason=reason)
    return found


def _take(by: By, submission: Submission) -> Submission:
    """Return the submission locked, if the person may process it and it is no record yet."""
    require(by.person, "inbox.process")
    reachable = Submission.objects.visible_to(by.person) if by.person else Submission.objects.all()
    if not reachable.filter(pk=submission.pk).exists():
        raise Problem("record.not_found")
    found: Submission = (
        Submission.objects.select_for_update(of=("self",)).select_related("person").get(pk=submission.pk)
    )
    if found.state == SubmissionState.RECORDED:
        raise Problem("intake.not_waiting")
    if found.state == SubmissionState.ERASED:
        raise Problem("intake.erased")
    return found
