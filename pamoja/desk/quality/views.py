"""The list of data-quality issues, and the page of one: explained, or given to somebody until a day."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.quality import shown
from pamoja.desk.quality.filtering import Filters
from pamoja.desk.quality.forms import Assign, Explain
from pamoja.desk.values import Error
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.issues import assign, explain, may_assign, may_explain, named, people_for, record_of, told
from pamoja.records.models import Issue, IssueState
from pamoja.records.openness import Reader
from pamoja.registry.registers import REGISTERS

PER_PAGE = 50


@require_safe
@signed_in
def quality(request: HttpRequest, person: User) -> HttpResponseBase:
    """List what rules found unusual in the records that the person sees."""
    today = timezone.localdate()
    filters = Filters(request.GET, person, today)
    page = Paginator(filters.issues(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "quality",
        "filters": filters,
        "columns": shown.columns(),
        "rows": shown.rows(page, person, today),
        "page": page,
    }
    return render(request, "desk/quality.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def quality_issue(request: HttpRequest, person: User, issue_id: uuid.UUID) -> HttpResponseBase:
    """Show an issue; explain it, or say who looks after it until when."""
    visible = Issue.objects.visible_to(person).select_related("owner", "person", "explained_by")
    issue = visible.filter(pk=issue_id).first()
    if issue is None:
        raise Problem("record.not_found")
    if request.method != "POST":
        return _page(request, person, issue)
    explains = request.POST.get("do") != "assign"
    try:
        if explains:
            explain(By(person, "desk"), issue_id, request.POST.get("explanation", ""))
            messages.success(request, _("The issue is explained; it opens again only if the numbers change."))
        else:
            _assign(request, person, issue)
            messages.success(request, _("It is written down who looks at it, and until when."))
    except Problem as problem:
        if problem.code in ("rights.refused", "record.not_found", "preview.read_only"):
            raise
        where = str(problem.data.get("where", ""))
        return _page(request, person, issue, [Error(f"id_{where}" if where else "", problem.sentence)], explains)
    return redirect("quality_issue", issue_id)


def _assign(request: HttpRequest, person: User, issue: Issue) -> None:
    form = Assign(request.POST, people=[])
    form.is_valid()
    if "due_on" not in form.cleaned_data:
        raise Problem("issue.due_missing", where="due_on")
    assign(By(person, "desk"), issue.pk, request.POST.get("person", ""), form.cleaned_data["due_on"])


def _page(
    request: HttpRequest, person: User, issue: Issue, errors: list[Error] | None = None, explains: bool = False
) -> HttpResponse:
    record, register, today = record_of(issue), REGISTERS[issue.register], timezone.localdate()
    is_open = issue.state == IssueState.OPEN
    data: Any = request.POST if errors else None
    assigning = is_open and may_assign(person, record)
    given = {"person": issue.person.login if issue.person else "", "due_on": issue.due_on}
    people = people_for(person, record) if assigning else []
    context = {
        "section": "quality",
        "title": told(issue, register, record, Reader(person)),
        "name": named(issue.rule),
        "crumbs": [{"label": _("Data quality"), "url": reverse("quality")}, {"label": record.code, "url": ""}],
        "facts": shown.facts(issue, record, person, today),
        "errors": errors or [],
        "explain": Explain(data if explains else None, initial={"explanation": issue.explanation})
        if issue.state != IssueState.FIXED and may_explain(person, record)
        else None,
        "assign": Assign(None if explains else data, initial=given, people=people) if assigning else None,
        "edit_url": reverse("register_edit", args=[register.name, record.pk]) if may_explain(person, record) else "",
    }
    return render(request, "desk/quality_issue.html", context, status=422 if errors else 200)
