"""The form of a register: to enter a record, and to correct one."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.conflict import conflict
from pamoja.desk.registers.getters import register_called, visible_record
from pamoja.desk.registers.posted import ADDED_ROWS, Rows, posted_answers
from pamoja.desk.registers.saying import Sayer
from pamoja.desk.registers.showing import record_url
from pamoja.desk.registers.typed import carried
from pamoja.desk.registers.unfinished import keep, named_draft
from pamoja.desk.values import Error
from pamoja.formats.css import visibility_css
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.records.actions import default_answers, enter, stored_answers
from pamoja.records.drafts import Answers, Draft
from pamoja.records.fields import RecordField
from pamoja.records.models import KeptDraft, Record
from pamoja.records.openness import Reader
from pamoja.records.reconciling import reconcile
from pamoja.records.register import Register
from pamoja.records.unfinished import drafts_of, drop_draft, open_draft
from pamoja.records.viewing import note_view

SHORT_ENOUGH = 100


class Correction(forms.Form):
    """Asks why a record is corrected, and remembers which version was read."""

    reason = forms.CharField(max_length=500, widget=forms.TextInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Reason")


@signed_in
def register_new(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Enter a record; answers may be given in the address to start from."""
    declared = register_called(register)
    require(person, f"{register}.enter")
    if request.method != "POST":
        if draft_id := named_draft(request):
            draft, answers = open_draft(person, declared, draft_id)
            return _ask(request, declared, person, answers, None, started=False, unfinished=draft)
        given = {name: value for name, value in request.GET.items() if name not in declared.sealed}
        answers = default_answers(declared) | given
        return _ask(request, declared, person, answers, None, started=False)
    return _save(request, declared, person, None)


@signed_in
def register_edit(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Correct a record, for a reason."""
    declared = register_called(register)
    record = visible_record(declared, record_id, person)
    require(person, f"{register}.correct")
    if request.method != "POST":
        note_view(By(person, "desk"), declared, record)
        return _ask(request, declared, person, stored_answers(declared, record), record, started=False)
    return _save(request, declared, person, record)


@cache_control(max_age=3600, private=True)
@signed_in
def register_rules(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Send the stylesheet that shows and hides the questions of a form by their conditions."""
    del request, person
    return HttpResponse(
        visibility_css(register_called(register).form(), "#f-{name}", "#rows-{name}"),
        content_type="text/css; charset=utf-8",
    )


def _save(request: HttpRequest, register: Register, person: User, record: Record | None) -> HttpResponseBase:
    answers = posted_answers(register, request)
    wanted = request.POST.get("do", "save")
    if wanted.startswith("rows:"):
        return _ask(request, register, person, answers, record, started=False, grow=wanted.removeprefix("rows:"))
    if wanted == "draft" and record is None:
        return _keep_draft(request, register, person, answers)
    correction = Correction(request.POST)
    correction.is_valid()
    reason, version = correction.cleaned_data.get("reason", ""), correction.cleaned_data.get("version")
    try:
        saved = _enter(request, register, answers, By(person, "desk"), record, reason, version)
    except Problems:
        return _ask(request, register, person, answers, record, started=True)
    except Problem as problem:
        if problem.code == "record.changed_meanwhile" and record is not None and version is not None:
            return _reconcile(request, register, person, answers, record, version)
        return _ask(request, register, person, answers, record, started=True, refused=problem)
    if wanted == "save_and_next":
        for unusual in saved.warned:
            messages.warning(request, f"{saved.code}: {unusual.sentence}")
    if record:
        messages.success(
            request, _("%(code)s is corrected; the history keeps what it said before.") % {"code": saved.code}
        )
    else:
        messages.success(request, _("%(code)s is recorded.") % {"code": saved.code})
    if wanted == "save_and_next":
        return redirect("register_new", register.name)
    return redirect(record_url(saved))


def _enter(
    request: HttpRequest,
    register: Register,
    answers: Answers,
    by: By,
    record: Record | None,
    reason: str,
    version: int | None,
) -> Any:
    """Enter or correct a record; the draft that it was saved from goes with it."""
    with transaction.atomic():
        saved = enter(register, answers, by, record=record, reason=reason, version=version)
        draft_id = named_draft(request) if record is None else None
        if draft_id and drafts_of(by.person).filter(pk=draft_id).exists():
            drop_draft(by, draft_id)
        return saved


def _keep_draft(request: HttpRequest, register: Register, person: User, answers: Answers) -> HttpResponseBase:
    try:
        return keep(request, register, person, answers)
    except Problem as problem:
        if problem.code not in ("draft.too_many", "draft.too_large"):
            raise
        return _ask(request, register, person, answers, None, started=True, refused=problem)


def _reconcile(
    request: HttpRequest, register: Register, person: User, answers: Answers, record: Record, version: int
) -> HttpResponse:
    """Ask again, with what both changed side by side; saved, it is a correction of what the record says now."""
    reader = Reader(person)
    found = reconcile(register, record, version, answers, reader)
    told = conflict(register, found, Sayer(reader))
    return _ask(request, register, person, found.answers, record, started=False, told=told)


def _ask(
    request: HttpRequest,
    register: Register,
    person: User,
    answers: Answers,
    record: Record | None,
    *,
    started: bool,
    refused: Problem | None = None,
    grow: str = "",
    told: dict[str, Any] | None = None,
    unfinished: KeptDraft | None = None,
) -> HttpResponse:
    draft = Draft(register, answers, By(person, "desk"), record)
    form, errors = draft.form, _errors(draft, refused) if started else []
    if not started:
        _silence(draft)
    _fit_lists(draft)
    correction = _correction(request, record, anew=told is not None)
    reader = Reader(person)
    closed = reader.closed(register, record) | reader.closed_seals(register, record) if record else frozenset()
    hidden = [*([correction["version"]] if record else []), *carried(request, draft, answers)]
    draft_id = unfinished.pk if unfinished else named_draft(request) if record is None else None
    if draft_id:
        hidden.append(format_html('<input type="hidden" name="draft" value="{}">', draft_id))
    context = {
        "section": register.name,
        "title": _title(register, record),
        "crumbs": _crumbs(register, record),
        "form": {"hidden_fields": hidden},
        "sections": [
            {
                "title": section.label,
                "fields": [_marked(form, name) for name in section.fields.split() if name not in closed],
            }
            for section in register.sections
        ],
        "children": [
            {
                "name": child.name,
                "title": child.label,
                "formset": Rows(draft, child, ADDED_ROWS if grow == child.name else 0),
            }
            for child in register.children
            if child.name not in closed
        ],
        "reason": correction["reason"] if record else None,
        "errors": errors,
        "warnings": _warnings(draft) if request.method == "POST" else [],
        "conflict": told,
        "may_add_next": record is None,
        "may_draft": record is None,
        "draft_at": unfinished.kept_at if unfinished else None,
        "cancel_url": record_url(record) if record else reverse("register_list", args=[register.name]),
        "rules_css": reverse("register_rules", args=[register.name]),
    }
    return render(request, "desk/record_form.html", context, status=409 if told else 422 if errors else 200)


def _fit_lists(draft: Draft) -> None:
    """Keep a list of records short on the page: of a long one, the record that is chosen, or a line for its code."""
    for name, field in draft.form.fields.items():
        if not isinstance(field, RecordField) or field.queryset is None or field.queryset.count() <= SHORT_ENOUGH:
            continue
        chosen = field.chosen(draft.form.data.get(name))
        if chosen is None:
            field.widget = forms.TextInput(attrs={"autocapitalize": "characters"})
            field.help_text = _("Its code, as on its page.")
        else:
            field.queryset = field.queryset.filter(pk=chosen.pk)


def _title(register: Register, record: Record | None) -> str:
    if record:
        return _("Correct %(code)s") % {"code": record.code}
    return _("%(register)s: new record") % {"register": register.label}


def _crumbs(register: Register, record: Record | None) -> list[dict[str, str]]:
    crumbs = [{"label": str(register.plural), "url": reverse("register_list", args=[register.name])}]
    return [*crumbs, {"label": record.code, "url": record_url(record)}] if record else crumbs


def _correction(request: HttpRequest, record: Record | None, *, anew: bool) -> Correction:
    """Return the form that asks why, as it was posted; `anew`: with the version that the record has now."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and record is not None and anew:
        data["version"] = str(record.version)
    return Correction(data, initial={"version": record.version if record else None})


def _marked(form: Any, name: str) -> Any:
    field = form[name]
    field.css_classes = SafeString("")
    if name == "says":
        field.field.shapes = True
    return field


def _errors(draft: Draft, refused: Problem | None) -> list[Error]:
    found = [Error("", refused.sentence)] if refused else []
    for problem in draft.problems:
        where = str(problem.data.get("where", ""))
        known = where in draft.form.fields
        found.append(
            Error(draft.form[where].id_for_label or draft.form[where].auto_id if known else "", problem.sentence)
        )
    return found


def _warnings(draft: Draft) -> list[Error]:
    """Return what is unusual in answers that were sent and are asked for again."""
    found = []
    for problem in draft.warned:
        where = str(problem.data.get("where", ""))
        found.append(Error(draft.form[where].id_for_label if where in draft.form.fields else "", problem.sentence))
    return found


def _silence(draft: Draft) -> None:
    """Take the complaints off a form that nobody has sent yet."""
    for form in [draft.form, *(row for rows in draft.rows.values() for row in rows)]:
        form.errors.clear()
