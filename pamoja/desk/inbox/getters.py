"""The only ways to a submission and to its files from a page."""

import uuid

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.inbox.reading import levels_of
from pamoja.intake.models import Attachment, Submission
from pamoja.kit.problems import Problem


def visible_submission(submission_id: uuid.UUID, person: User) -> Submission:
    """Return a submission that the person may see; raise Problem("record.not_found") or "rights.refused"."""
    return _visible(person, pk=submission_id)


def visible_attachment(file_id: int, person: User) -> tuple[Submission, Attachment]:
    """Return a file, with its submission, to those who may read its answers; raise as `visible_submission` does."""
    file = Attachment.objects.filter(pk=file_id).first()
    if file is None:
        raise Problem("record.not_found")
    submission = _visible(person, instance_id=file.submission_instance)
    if not levels_of(person, submission):
        raise Problem("record.not_found")
    return submission, file


def _visible(person: User, **named: object) -> Submission:
    require(person, "inbox.read")
    visible = Submission.objects.visible_to(person).select_related("person__organisation")
    found: Submission | None = visible.filter(**named).first()
    if found is None:
        raise Problem("record.not_found")
    return found
