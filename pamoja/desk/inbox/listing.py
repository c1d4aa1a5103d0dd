"""What the inbox lists: submissions by state, form and words."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.files.links import file_url
from pamoja.desk.inbox import words
from pamoja.desk.registers.showing import record_url
from pamoja.desk.templatetags.pamoja import language, number
from pamoja.desk.values import Column, Row, Tab, Value, missing
from pamoja.intake.models import Rejected, Submission, SubmissionState
from pamoja.registry.registers import REGISTERS


class Filters(forms.Form):
    """Looks for submissions by code, sender or form; the state is chosen by the tabs."""

    q = forms.CharField(
        label=gettext_lazy("Code, identity or sender"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    form = forms.ChoiceField(label=gettext_lazy("Form"), required=False)
    state = forms.ChoiceField(required=False, choices=SubmissionState.choices, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        known: Any = self.fields["form"]
        known.choices = [("", _("all")), *words.titles(language()).items()]
        self.is_valid()

    def said(self, name: str) -> str:
        """Return one filter that is set and makes sense, or nothing."""
        return str(self.cleaned_data.get(name, "") or "")


def found(person: User, filters: Filters) -> QuerySet[Submission]:
    """Return the submissions of a view, the latest first."""
    listed: QuerySet[Submission] = Submission.objects.visible_to(person).select_related("person__organisation")
    for name, column in (("state", "state"), ("form", "form_id")):
        if filters.said(name):
            listed = listed.filter(**{column: filters.said(name)})
    if filters.said("q"):
        listed = listed.filter(_about(filters.said("q").strip(), person))
    return listed.order_by("-received_at", "pk")


def _about(text: str, person: User) -> Q:
    coded = [
        found
        for register in REGISTERS.values()
        for found in register.objects.visible_to(person).filter(code__iexact=text).values_list("pk", flat=True)
    ]
    sender = Q(person__login__icontains=text) | Q(person__function__icontains=text)
    return Q(instance_id__icontains=text) | Q(record__in=coded) | sender


def tabs(person: User, filters: Filters | None) -> list[Tab]:
    """Return the views of the inbox with their counts; `filters` is None on the list of what was refused."""
    by_state = Submission.objects.visible_to(person).values_list("state").order_by().annotate(Count("pk"))
    counts: dict[str, int] = dict(by_state)
    current = filters.said("state") if filters else None
    labels = {
        "": _("All"),
        "problem": _("Need a person"),
        "received": _("Waiting"),
        "recorded": _("Became records"),
        "set_aside": _("Set aside"),
    }
    shown = [
        Tab(label, _tab_url(state), counts.get(state, 0) if state else sum(counts.values()), current == state)
        for state, label in labels.items()
    ]
    if can(person, "inbox.rejected"):
        refused = Tab(_("Refused at the door"), reverse("inbox_rejected"), Rejected.objects.count(), filters is None)
        shown.append(refused)
    return shown


def _tab_url(state: str) -> str:
    return reverse("inbox") + (f"?{urlencode({'state': state})}" if state else "")


def finding(person: User) -> str:
    """Return how many submissions need a person, in a sentence; nothing when none does."""
    held = Submission.objects.visible_to(person).filter(state=SubmissionState.PROBLEM).count()
    if not held:
        return ""
    return ngettext("%(n)s submission waits for a correction.", "%(n)s submissions wait for a correction.", held) % {
        "n": number(held)
    }


def columns() -> list[Column]:
    """Return the headings of the inbox."""
    return [
        Column(_("Form")),
        Column(_("State"), "state"),
        Column(_("Received"), "date"),
        Column(_("From")),
        Column(_("What became of it")),
    ]


def rows(submissions: Sequence[Submission], person: User) -> list[Row]:
    """Return the lines of the inbox."""
    titles, records = words.titles(language()), _records(submissions, person)
    return [_row(one, titles.get(one.form_id, one.form_id), records.get(one.record), person) for one in submissions]


def _row(submission: Submission, title: str, record: Any, person: User) -> Row:
    return Row(
        [
            Value(text=title, url=reverse("inbox_item", args=[submission.pk]), first=True),
            Value("state", submission.get_state_display(), state=words.shape(submission)),
            Value("moment", submission.received_at),
            sender(submission),
            _outcome(submission, record, person),
        ]
    )


def sender(submission: Submission) -> Value:
    """Return who sent a submission."""
    if submission.person is None:
        return missing(_("unknown"))
    return Value(text=str(submission.person), note=str(submission.person.organisation))


def _outcome(submission: Submission, record: Any, person: User) -> Value:
    if record:
        return Value(text=record.code, url=record_url(record))
    if submission.state == SubmissionState.RECORDED:
        return missing(_("a record that you may not see"))
    sentence, others = words.first_problem(submission, person)
    return Value(text=sentence, note=others) if sentence else missing("—")


def _records(submissions: Sequence[Submission], person: User) -> dict[uuid.UUID | None, Any]:
    """Return the records made of these submissions that the person may see, by id."""
    made: dict[uuid.UUID | None, Any] = {}
    for name, register in REGISTERS.items():
        wanted = [one.record for one in submissions if one.register == name and one.record]
        if wanted:
            made |= {record.pk: record for record in register.objects.visible_to(person).filter(pk__in=wanted)}
    return made


def rejected_columns() -> list[Column]:
    """Return the headings of what was refused at the door."""
    return [
        Column(_("Received"), "date"),
        Column(_("From")),
        Column(_("Why it was refused")),
        Column(_("Bytes"), "number"),
    ]


def rejected_rows(refused: Sequence[Rejected]) -> list[Row]:
    """Return the lines of what was refused at the door."""
    people = User.objects.select_related("organisation").in_bulk([one.person for one in refused if one.person])
    return [
        Row(
            [
                Value("moment", one.received_at, url=file_url("rejected", one.pk, "original"), first=True),
                Value(text=str(people[one.person])) if one.person in people else missing(_("unknown")),
                Value(text=words.sentence({"code": one.code, "data": one.data})),
                Value("number", one.size),
            ]
        )
        for one in refused
    ]
