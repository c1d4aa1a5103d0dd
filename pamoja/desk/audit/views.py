"""The page of the audit trail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.audit import filtering, shown
from pamoja.desk.doors import signed_in
from pamoja.kit.trail import Page, page

PER_PAGE = 50


@require_safe
@signed_in
def audit(request: HttpRequest, person: User) -> HttpResponse:
    """List who did what, newest first."""
    require(person, "audit.read")
    filters = filtering.Filters(request.GET, person)
    before = filtering.read(request.GET.get("before", ""))
    found = page(filters.wanted(before), PER_PAGE) if filters.is_valid() else Page([], None)
    facts = {
        "section": "audit",
        "chain": shown.chain_facts(),
        "filters": filters,
        "columns": shown.columns(),
        "rows": shown.rows(found.lines, person),
        "older": filtering.written(found.older) if found.older else "",
        "looked_back_to": found.older[0] if found.older and len(found.lines) < PER_PAGE else None,
        "newest": before is not None,
        "empty": _empty(filters),
    }
    return render(request, "desk/audit.html", facts)


def _empty(filters: filtering.Filters) -> dict[str, Any]:
    if filters.errors:
        sentences = (sentence for sentences in filters.errors.values() for sentence in sentences)
        return {"title": _("This cannot be looked for"), "text": " ".join(map(str, sentences))}
    return {"title": _("No such line"), "text": _("Look for less, or on other days.")}
