"""Opening a sealed answer: asked for with a reason, shown once, never kept by the browser."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.registers.getters import register_called, visible_record
from pamoja.desk.registers.record import crumbs
from pamoja.desk.registers.showing import record_url
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.openness import Reader
from pamoja.records.sealed import open_answer


class ReasonForm(forms.Form):
    """Asks why a sealed answer is opened."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you open it?"),
        max_length=500,
        help_text=gettext_lazy("It is kept in the audit trail, with your name. Write no name of others here."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sealed_answer(
    request: HttpRequest, person: User, register: str, record_id: uuid.UUID, question: str
) -> HttpResponseBase:
    """Ask why a sealed answer is opened; once that is said, show it."""
    declared = register_called(register)
    record = visible_record(declared, record_id, person)
    if question not in declared.sealed:
        raise Problem("record.not_found")
    if not can(person, "sealed.open") or not Reader(person).opens(declared, record, question):
        raise Problem("rights.refused")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "section": declared.name,
        "title": _("%(question)s of %(code)s") % {"question": declared.sealed[question].label, "code": record.code},
        "crumbs": crumbs(declared, record),
        "back_url": record_url(record),
        "form": form,
        "errors": errors_of(form) if request.method == "POST" else [],
    }
    if form.is_valid():
        value = open_answer(By(person, "desk"), declared, record, question, form.cleaned_data["reason"])
        context |= {"value": value}
    return render(request, "desk/sealed_answer.html", context, status=422 if context["errors"] else 200)
