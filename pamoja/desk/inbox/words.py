"""The words of the inbox: states, forms and problems, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.desk.inbox.raw import MASK
from pamoja.intake.models import FormVersion, Submission, SubmissionState
from pamoja.intake.reading import levels_open_to
from pamoja.kit.problems import Problem
from pamoja.kit.sentences import SENTENCES
from pamoja.places.names import fold
from pamoja.registry.registers import REGISTERS

SHAPES = {
    SubmissionState.RECEIVED: "waiting",
    SubmissionState.RECORDED: "received",
    SubmissionState.PROBLEM: "held",
    SubmissionState.SET_ASIDE: "dropped",
    SubmissionState.ERASED: "dropped",
}
"""The shape of each state (parts/state.html)."""


def shape(submission: Submission) -> str:
    """Return the shape of a submission's state."""
    return SHAPES[SubmissionState(submission.state)]


def titles(language: str) -> dict[str, str]:
    """Return the title of each form that is published, by its id and in the order of the titles."""
    current = FormVersion.objects.filter(current=True).values_list("form_id", "reading__title", "title")
    found = {form_id: str((words or {}).get(language) or title) for form_id, words, title in current}
    return dict(sorted(found.items(), key=lambda one: (fold(one[1]), one[0])))


def sentence(stored: Mapping[str, Any]) -> str:
    """Return the sentence of a problem that was kept with a submission."""
    if stored.get("code") not in SENTENCES:
        return _("Something stood in the way, of which nothing more is known. Process it again.")
    return Problem.from_dict(stored).sentence


def sentence_for(stored: Mapping[str, Any], submission: Submission, levels: Sequence[str]) -> str:
    """Return the sentence of a problem without the answer that it quotes, when the reader may not open that answer."""
    data = stored.get("data", {})
    question = str(data.get("where", "")).partition("[")[0]
    register = REGISTERS.get(submission.form_id)
    level = register.levels.get(question, "internal") if register else "strict"
    if "value" in data and level not in levels:
        return sentence({**stored, "data": {**data, "value": MASK}})
    return sentence(stored)


def first_problem(submission: Submission, person: User) -> tuple[str, str]:
    """Return the sentence of the first problem, and how many others there are, in words."""
    if not submission.problems:
        return "", ""
    others = len(submission.problems) - 1
    levels = levels_open_to(person, submission, {})
    more = _("and %(n)s more") % {"n": others} if others else ""
    return sentence_for(submission.problems[0], submission, levels), more
