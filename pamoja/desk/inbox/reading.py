"""How far a reader may open a submission."""

from collections.abc import Sequence

from pamoja.accounts.models import User
from pamoja.desk.inbox.raw import readable_text, said_sensitivity
from pamoja.intake.models import Submission
from pamoja.intake.reading import arrived_answers, levels_open_to, register_of
from pamoja.kit.keyring import unseal
from pamoja.kit.problems import Problem
from pamoja.registry.registers import REGISTERS


def levels_of(person: User, submission: Submission) -> tuple[str, ...]:
    """Return the sensitivities that a reader may open; what cannot be read as its form says still says its own."""
    try:
        answers = arrived_answers(submission)
    except Problem:
        answers = {"sensitivity": _said_sensitivity(submission)}
    return levels_open_to(person, submission, answers)


def _said_sensitivity(submission: Submission) -> str:
    try:
        return said_sensitivity(unseal("intake", submission.sealed))
    except Problem:
        return "strict"


def what_keeps_it_closed(submission: Submission) -> str:
    """Return why the bytes of a submission cannot be opened by anybody; nothing when they can."""
    try:
        unseal("intake", submission.sealed)
    except Problem as problem:
        return problem.sentence
    return ""


def text_of(submission: Submission, levels: Sequence[str]) -> str:
    """Return the text of a submission without the answers above these sensitivities; nothing when none is open."""
    if not levels:
        return ""
    if submission.form_id not in REGISTERS:
        return ""
    form = register_of(submission).form()
    masked = {one.name for one in form.questions() if one.kind == "sealed" or one.level not in levels}
    try:
        return readable_text(unseal("intake", submission.sealed), masked)
    except Problem:
        return ""
