"""What a submission answers: its sealed bytes, opened and read as its form version describes."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pamoja.accounts.models import User
from pamoja.accounts.rights import LEVELS, ROLES
from pamoja.formats.instance import UnreadableInstance, parse
from pamoja.formats.questions import Question
from pamoja.formats.xform.reading import MalformedSubmission, read_submission, unknown_nodes
from pamoja.intake.models import FormVersion, Submission, SubmissionState
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

Answers = Mapping[str, Any]

RECORDS = uuid.UUID("6f1d7a52-0d0b-5c0e-9a57-0d3a3b8f2c11")
"""The namespace of record ids made from instance ids that are no UUID."""


def register_of(submission: Submission) -> Register:
    """Return the register that the form of a submission feeds; raise Problem("intake.unknown_form")."""
    if submission.form_id not in REGISTERS:
        raise Problem("intake.unknown_form", form=submission.form_id)
    return REGISTERS[submission.form_id]


def record_id_of(submission: Submission) -> uuid.UUID:
    """Return the id of the record that a submission becomes: the one that the phone made, when it is a UUID."""
    try:
        return uuid.UUID(submission.instance_id.removeprefix("uuid:"))
    except ValueError:
        return uuid.uuid5(RECORDS, submission.instance_id)


def answers_of(submission: Submission) -> Answers:
    """Return the answers to make a record of: the corrected ones, else those that arrived.

    Raises Problem("intake.unknown_version"), and others when the bytes have not the shape of their form.
    """
    if submission.corrected is not None:
        corrected: Answers = json.loads(unseal("intake", bytes(submission.corrected)))
        return corrected
    return arrived_answers(submission)


def arrived_answers(submission: Submission) -> Answers:
    """Return the answers as they arrived; raise Problem as `answers_of` does."""
    if submission.state == SubmissionState.ERASED:
        raise Problem("intake.erased")
    how = (
        FormVersion.objects.filter(form_id=submission.form_id, version=submission.version)
        .values_list("reading", flat=True)
        .first()
    )
    if how is None:
        raise Problem("intake.unknown_version", version=submission.version)
    try:
        root = parse(unseal("intake", bytes(submission.sealed)))
        strange = unknown_nodes(how, root)
        answers = read_submission(how, root)
    except MalformedSubmission as error:
        raise Problem("intake.unreadable_answer", question=error.path) from error
    except UnreadableInstance as error:
        raise Problem("intake.not_xml", detail=error.detail) from error
    if strange:
        raise Problem("intake.unknown_question", question=", ".join(strange)[:200])
    return answers


def sealed_answers(submission: Submission, answers: Answers) -> bytes:
    """Return corrected answers of a submission as they are kept beside the bytes that arrived."""
    return seal_for(owner_of(submission), "intake", json.dumps(answers, ensure_ascii=False).encode())


def owner_of(submission: Submission) -> str:
    """Return for which organisation a submission is sealed: its sender's, "" (the instance) when there is none."""
    return submission.person.organisation_id if submission.person else ""


@dataclass(frozen=True)
class ShownAnswer:
    """Hold an answer for a reader; `value` is None when it is sealed, or more sensitive than the reader may open."""

    question: Question
    value: str | list[str] | None

    @property
    def name(self) -> str:
        """Return the name of the question."""
        return self.question.name


def levels_open_to(person: User, submission: Submission, answers: Answers) -> tuple[str, ...]:
    """Return the sensitivities that a person may read in a submission, as in the record that it became or will become.

    None at all when the record is not theirs to see, or the submission calls itself more sensitive than what they read.
    """
    if submission.record is not None:
        register = REGISTERS[submission.register]
        record = register.objects.visible_to(person).filter(pk=submission.record).first()
        return Reader(person).levels(record) if record else ()
    role, sender = ROLES[person.role], submission.person
    levels = role.own if sender and sender.organisation_id == person.organisation_id else role.others
    if person.previewed_by:
        real = levels_open_to(person.previewed_by, submission, answers)
        levels = tuple(level for level in levels if level in real)
    wanted = answers.get("sensitivity", "internal")
    return () if wanted in LEVELS and wanted not in levels else levels


def masked_answers(submission: Submission, person: User) -> list[ShownAnswer | list[ShownAnswer]]:
    """Return what arrived, in the order of the form, as far as the person may read it; a repeat's row is a list.

    Empty when the bytes cannot be read.
    """
    try:
        answers = arrived_answers(submission)
        form = register_of(submission).form()
    except Problem:
        return []
    levels = levels_open_to(person, submission, answers)
    shown: list[ShownAnswer | list[ShownAnswer]] = [
        _shown(question, answers[question.name], levels) for question in form.questions() if question.name in answers
    ]
    for repeat in form.repeats:
        shown += [
            [_shown(question, row[question.name], levels) for question in repeat.questions if question.name in row]
            for row in answers.get(repeat.name, ())
        ]
    return shown


def _shown(question: Question, value: str | list[str], levels: tuple[str, ...]) -> ShownAnswer:
    return ShownAnswer(question, value if question.level in levels and question.kind != "sealed" else None)
