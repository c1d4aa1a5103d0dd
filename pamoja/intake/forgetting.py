"""Emptying what arrived about a person: received bytes, corrections, files, and copies of what was refused."""

from collections.abc import Collection, Iterable, Iterator

from pamoja.intake.models import Attachment, Rejected, Submission, SubmissionState
from pamoja.intake.reading import answers_of
from pamoja.intake.store import NOTHING_KEPT
from pamoja.intake.traces import Traces
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.persons.duplicates import NAME, PHONE, near
from pamoja.persons.models import Person
from pamoja.persons.register import persons
from pamoja.records.erasing import shred_later
from pamoja.records.matching import plain_name, plain_phone
from pamoja.records.models import Evidence

UNFINISHED = (SubmissionState.PROBLEM, SubmissionState.SET_ASIDE)


def submissions_about(people: Collection[Person], names: list[str], phones: list[str]) -> Iterator[Submission]:
    """Yield what phones sent about a person: what became the records, and what waits with the same name and phone.

    What waits counts as theirs when the same organisation sent it, with the same phone, or the same name and near
    attributes: the rule by which two records may be of one person.
    """
    became = [person.submission for person in people if person.submission]
    yield from Submission.objects.select_for_update(of=("self",)).filter(pk__in=became)
    owners = {person.owner_id for person in people}
    waiting = Submission.objects.filter(state__in=UNFINISHED, form_id=persons.name, person__organisation__in=owners)
    same_names, same_phones = set(map(plain_name, names)) - {""}, set(map(plain_phone, phones)) - {""}
    for submission in waiting.select_related("person"):
        try:
            answers = answers_of(submission)
        except Problem:
            continue
        told = Person(sex=answers.get("sex", "x"), birth=_band(answers.get("birth")))
        same_name = plain_name(str(answers.get(NAME) or "")) in same_names
        same_phone = plain_phone(str(answers.get(PHONE) or "")) in same_phones
        if same_phone or (same_name and any(near(told, person) for person in people)):
            yield submission


def _band(answer: object) -> str:
    bands = dict(Person._meta.get_field("birth").flatchoices)
    return str(answer) if answer in bands else ""


def forget_submissions(submissions: Iterable[Submission]) -> int:
    """Empty submissions: bytes, corrections, problems and files; return how many.

    The row stays with its identity, so that a phone that sends it again gets the same answer, and no record is made.
    """
    count = 0
    for submission in submissions:
        submission.sealed = seal_for("", "intake", b"")
        submission.sha256, submission.size = NOTHING_KEPT, 0
        submission.corrected, submission.problems = None, []
        submission.state = SubmissionState.ERASED
        submission.save(update_fields=["sealed", "sha256", "size", "corrected", "problems", "state"])
        _forget_files(submission)
        count += 1
    return count


def _forget_files(submission: Submission) -> None:
    files = Attachment.objects.filter(submission_instance=submission.instance_id)
    shred_later(files.values_list("stored_as", flat=True))
    Evidence.objects.filter(pk__in=files.exclude(evidence=None).values_list("evidence", flat=True)).delete()
    files.delete()


def forget_refused(traces: Traces) -> int:
    """Delete the copies of what was refused at the door that tell of a person; return how many."""
    about = [
        row.pk
        for row in Rejected.objects.iterator(chunk_size=20)
        if row.data.get("instance") in traces.instances or traces.are_in(_opened(row))
    ]
    return Rejected.objects.filter(pk__in=about).delete()[0]


def _opened(row: Rejected) -> bytes:
    try:
        return unseal("rejected", row.sealed)
    except Problem:
        return b""
