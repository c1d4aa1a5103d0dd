"""Correcting the answers of a submission: the register's own form, filled with what arrived."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.desk.inbox.shown import readable_record
from pamoja.desk.registers.posted import ADDED_ROWS, Rows, posted_answers
from pamoja.desk.registers.typed import carried
from pamoja.desk.values import Error
from pamoja.intake.models import Submission
from pamoja.intake.reading import answers_of, levels_open_to, register_of
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.drafts import Draft
from pamoja.records.fields import RecordField, SealedField
from pamoja.records.sealed import CLEAR


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, help_text=gettext_lazy("It is kept beside the change.")
    )


class Correction:
    """Holds what a person may correct in a submission: its answers, but for files and for what is closed to them."""

    def __init__(self, submission: Submission, person: User) -> None:
        self.submission, self.person = submission, person
        self.register = register_of(submission)
        self.answers = _known_answers(submission)
        levels = levels_open_to(person, submission, self.answers)
        form = self.register.form()
        self.closed = {question.name for question in form.questions() if question.level not in levels}
        self.closed |= {repeat.name for repeat in form.repeats if not levels}
        self.closed |= set(self.register.files)
        self.is_open = bool(levels)

    def posted(self, request: HttpRequest) -> dict[str, Any]:
        """Return the answers that a page posted, with those that it did not show as they were."""
        given = {
            name: value for name, value in posted_answers(self.register, request).items() if name not in self.closed
        }
        left = {name for name in self.register.sealed if not given.get(name)}
        kept = {name: value for name, value in self.answers.items() if name in self.closed | left}
        return {name: value for name, value in {**given, **kept}.items() if value not in ("", [], CLEAR)}

    def page(
        self, request: HttpRequest, answers: Mapping[str, Any], reason: ReasonForm, grow: str = ""
    ) -> dict[str, Any]:
        """Return what the page asks, filled with these answers and judged as the sender's."""
        by = By(self.submission.person, "phone", self.submission.received_at)
        draft = Draft(self.register, self._with_codes(answers), by)
        for name, field in draft.form.fields.items():
            if isinstance(field, RecordField):
                _ask_for_code(field)
            elif isinstance(field, SealedField):
                field.for_kept(bool(self.answers.get(name)))
        return {
            "form": {"hidden_fields": carried(request, draft, self._typed(answers))},
            "sections": [part for part in self._sections(draft) if part["fields"]],
            "children": [
                {
                    "name": child.name,
                    "title": child.label,
                    "formset": Rows(draft, child, ADDED_ROWS * (grow == child.name)),
                }
                for child in self.register.children
                if child.name not in self.closed
            ],
            "errors": [error for error in map(self._error(draft), draft.problems) if error],
            "reason": reason["reason"],
        }

    def _typed(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the sealed answers that were typed on the page, and are not those that arrived."""
        asked = [name for name in self.register.sealed if name not in self.closed]
        return {name: answers[name] for name in asked if name in answers and answers[name] != self.answers.get(name)}

    def _sections(self, draft: Draft) -> list[dict[str, Any]]:
        asked = [(section.label, section.fields.split()) for section in self.register.sections]
        return [
            {"title": label, "fields": [draft.form[name] for name in names if name not in self.closed]}
            for label, names in asked
        ]

    def _error(self, draft: Draft) -> Any:
        def error(problem: Problem) -> Error:
            where = str(problem.data.get("where", ""))
            shown = where in draft.form.fields and where not in self.closed
            return Error(draft.form[where].auto_id if shown else "", problem.sentence)

        return error

    def _with_codes(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers with records named by their human codes, where the reader may see them."""
        found = dict(answers)
        for question in self.register.form().questions():
            if question.kind == "record" and found.get(question.name):
                record = readable_record(question.register, str(found[question.name]), self.person)
                found[question.name] = record.code if record else found[question.name]
        return found


def _known_answers(submission: Submission) -> Mapping[str, Any]:
    """Return the answers to start from; none when nothing can be read, so that they are entered by hand."""
    try:
        return answers_of(submission)
    except Problem:
        return {}


def _ask_for_code(field: RecordField) -> None:
    """Ask for the code instead of offering a list: the sender's list is not the reader's."""
    field.widget = forms.TextInput()
    field.help_text = _("The code of the record, for example ENG-2026-0012.")
