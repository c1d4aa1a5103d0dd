"""The page of a register's workbooks, and the page of one that was brought: checked, decided on, written."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.excel import shown
from pamoja.desk.excel.forms import BringForm, DecideForm
from pamoja.desk.registers.filtering import Filters, matching
from pamoja.desk.registers.getters import register_called
from pamoja.desk.registers.lists import leaving, uses_excel
from pamoja.desk.values import Error
from pamoja.excel.bringing import bring, decide, give_up, may_bring
from pamoja.excel.models import Import
from pamoja.excel.working import REPORT_KEPT, UNDECIDED
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.register import Register

LATEST = 10
LOOK_AGAIN = "3"
"""After how many seconds a page looks again how far the worker is; without JavaScript too."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def excel(request: HttpRequest, person: User, register: str) -> HttpResponse:
    """Offer the template and the records of a register as workbooks; take one that is brought."""
    declared = register_called(register)
    if not uses_excel(person, declared):
        raise Problem("rights.refused")
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    errors = errors_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("excel_import", bring(By(person, "desk"), declared, form.cleaned_data["file"]).pk)
        except Problem as problem:
            errors = [Error("id_file", problem.sentence)]
    asked = request.GET.urlencode()
    mine = Import.objects.visible_to(person).filter(register=register)[:LATEST]
    facts = {
        "form": form if may_bring(person, declared) else None,
        "errors": errors,
        "template_url": reverse("excel_template", args=[register]) if may_bring(person, declared) else "",
        "columns": shown.columns(),
        "rows": [shown.row(one) for one in mine],
        **_download(request, person, declared, asked),
    }
    title = _("%(register)s in Excel") % {"register": declared.plural}
    return render(request, "desk/excel.html", facts | _frame(declared, title), status=422 if errors else 200)


def _download(request: HttpRequest, person: User, register: Register, asked: str) -> dict[str, Any]:
    """Return what may be taken along: as many of the records that the list shows as may leave the instance."""
    if not can(person, "export"):
        return {"records_url": ""}
    filters = Filters(register, person, request.GET)
    listed = matching(register, person, filters, timezone.localdate())
    leaves = leaving(register, listed.records()).count() if register.may_leave else listed.count()
    return {
        "records_url": f"{reverse('excel_records', args=[register.name])}?{asked}" if leaves else "",
        "leaving": leaves,
        "left_out": listed.count() - leaves,
        "filter_words": filters.words(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def brought(request: HttpRequest, person: User, import_id: uuid.UUID) -> HttpResponse:
    """Show what became of a workbook row by row, and take the decision on it."""
    found = Import.objects.visible_to(person).filter(pk=import_id).first()
    if found is None:
        raise Problem("record.not_found")
    register = register_called(found.register)
    form = DecideForm(request.POST if request.method == "POST" else None, corrections=found.changed)
    errors = errors_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            _do(By(person, "desk"), found, form.cleaned_data)
            return redirect("excel_import", import_id)
        except Problem as problem:
            errors = [Error("", problem.sentence)]
    facts = {
        "brought": found,
        "state": shown.state(found),
        "at_work": found.state in shown.AT_WORK,
        "progress": shown.progress(found),
        "facts": shown.facts(found),
        "form": form,
        "errors": errors,
        "days": UNDECIDED.days,
        "report_days": REPORT_KEPT.days,
        "list_url": reverse("register_list", args=[register.name]),
        **shown.choices(found),
        **shown.faults(found),
    }
    answer = render(request, "desk/excel_import.html", facts | _frame(register, found.name, below=True))
    if facts["at_work"]:
        answer.headers["Refresh"] = LOOK_AGAIN
    answer.status_code = 422 if errors else 200
    return answer


def _do(by: By, found: Import, said: dict[str, Any]) -> None:
    if said["do"] == "stop":
        give_up(by, found)
    else:
        decide(by, found, all_or_nothing=said["do"] == "all", reason=said.get("reason", ""))


def _frame(register: Register, title: str, *, below: bool = False) -> dict[str, Any]:
    crumbs = [{"label": str(register.plural), "url": reverse("register_list", args=[register.name])}]
    if below:
        crumbs.append({"label": _("Excel"), "url": reverse("excel", args=[register.name])})
    return {"section": register.name, "title": title, "crumbs": crumbs}
