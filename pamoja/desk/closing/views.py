"""Closing an area in an emergency, and reopening it: the list, the decision, the key shown once, the way back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.closing import shown
from pamoja.desk.closing.forms import CloseForm, ReopenForm
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.emergency.area import area_called
from pamoja.emergency.closing import close_area
from pamoja.emergency.models import Closure
from pamoja.emergency.queries import closures_visible_to
from pamoja.emergency.reopening import reopen
from pamoja.formats.collect_settings import qr_svg
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


@require_safe
@signed_in
def closures(request: HttpRequest, person: User) -> HttpResponse:
    """List the areas that were closed."""
    require(person, "zone.close")
    found = closures_visible_to(person)
    facts = {"columns": shown.columns(), "rows": [shown.row(one) for one in found]}
    return render(request, "desk/closures.html", facts | _frame())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def close(request: HttpRequest, person: User, code: str) -> HttpResponse:
    """Ask before an area is closed; then close it and show its key once."""
    require(person, "zone.close")
    area = area_called(code, timezone.localdate())
    form = CloseForm(area.code, request.POST or None)
    facts: dict[str, Any] = {"title": _("Close %(area)s") % {"area": area.label}, "area": area}
    if form.is_valid():
        closure, key = close_area(By(person, "desk"), code, form.cleaned_data["reason"])
        facts |= {"title": _("Closed"), "closure": closure, "key": key}
        facts["qr"] = mark_safe(qr_svg(key))  # noqa: S308
        return render(request, "desk/close_area.html", facts | _frame())
    facts |= {"form": form, "errors": errors_of(form)}
    return render(request, "desk/close_area.html", facts | _frame(), status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("key")
@signed_in
def closure(request: HttpRequest, person: User, closure_id: uuid.UUID) -> HttpResponse:
    """Show what is known of a closed area; reopen it with its key."""
    require(person, "zone.close")
    found: Closure = get_object_or_404(closures_visible_to(person), pk=closure_id)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            reopen(By(person, "desk"), found, form.cleaned_data["key"])
        except Problem as problem:
            form.add_error("key", problem.sentence)
        else:
            messages.success(
                request, _("Reopened. Its people stay suspended until somebody lets each of them in again.")
            )
            return redirect("closure", closure_id)
    facts = {
        "closure": found,
        "facts": shown.facts(found),
        "aggregates": shown.aggregates(person, found),
        "form": None if found.reopened_at else form,
        "errors": errors_of(form),
    }
    crumbs = {"crumbs": [*_frame()["crumbs"], {"label": _("Closed areas"), "url": reverse("closures")}]}
    return render(request, "desk/closure.html", facts | _frame() | crumbs, status=422 if form.errors else 200)


def _frame() -> dict[str, Any]:
    return {"section": "places", "crumbs": [{"label": _("Places"), "url": reverse("places")}]}
