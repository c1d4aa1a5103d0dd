"""Files that came with submissions become evidence of the records made from those; their bytes stay where they lie."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from pamoja.intake.models import Attachment, Submission, SubmissionState
from pamoja.intake.reading import Answers, answers_of, register_of
from pamoja.kit.problems import Problem
from pamoja.records.evidence import name_kept
from pamoja.records.models import Evidence


def attach(submission: Submission, answers: Answers) -> int:
    """Make evidence of the files of a submission that is a record, and return how many there were.

    A file belongs to the question that names it; a file that no question names is kept with the record all the same.
    """
    assert submission.record is not None
    register = register_of(submission)
    question_of = {str(answers[name]): name for name in register.files if answers.get(name)}
    count = 0
    for file in Attachment.objects.filter(submission_instance=submission.instance_id, evidence=None):
        evidence = Evidence.objects.create(
            register=register.name,
            record=submission.record,
            question=question_of.get(file.name, ""),
            name=name_kept(register, question_of.get(file.name, ""), file.name),
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            stored_as=file.stored_as,
            added_at=file.received_at,
        )
        file.evidence = evidence.pk
        file.save(update_fields=["evidence"])
        count += 1
    return count


def _readable_answers(submission: Submission) -> Answers:
    """Return the answers of a submission; none when its bytes cannot be opened any more, so that its files are kept."""
    try:
        return answers_of(submission)
    except Problem:
        return {}


def attach_late_files(limit: int = 100) -> int:
    """Make evidence of files that arrived when their submission was a record already; return how many."""
    recorded = Submission.objects.filter(instance_id=OuterRef("submission_instance"), state=SubmissionState.RECORDED)
    late = Attachment.objects.filter(Exists(recorded), evidence=None).values_list("submission_instance", flat=True)
    count = 0
    for instance_id in set(late[:limit]):
        with transaction.atomic():
            submission = Submission.objects.select_for_update().get(instance_id=instance_id)
            count += attach(submission, _readable_answers(submission))
    return count
