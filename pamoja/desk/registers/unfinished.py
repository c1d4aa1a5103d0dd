"""Drafts on pages: kept beside the form, opened again, named on the list of their register and at home, deleted."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.doors import signed_in
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.drafts import Answers
from pamoja.records.register import Register
from pamoja.records.unfinished import drafts_of, drop_draft, keep_draft
from pamoja.registry.registers import REGISTERS


def named_draft(request: HttpRequest) -> uuid.UUID | None:
    """Return which draft a request is about, if any; raise Problem("record.not_found") for what cannot be one."""
    given = request.POST.get("draft") or request.GET.get("draft")
    try:
        return uuid.UUID(given) if given else None
    except ValueError as error:
        raise Problem("record.not_found") from error


def keep(request: HttpRequest, register: Register, person: User, answers: Answers) -> HttpResponseBase:
    """Keep what was typed as a draft, and show the form again, opened from it."""
    draft = keep_draft(By(person, "desk"), register, answers, named_draft(request))
    messages.success(request, _("Your draft is kept. Only you see it, and it is not counted."))
    if any(request.FILES.get(name) for name in register.files):
        messages.warning(request, _("Files are not kept in a draft: choose them again before you save."))
    return redirect(_address(register.name, draft.pk))


def _address(register: str, draft_id: uuid.UUID) -> str:
    return f"{reverse('register_new', args=[register])}?draft={draft_id}"


def drafts_on(register: Register, person: User) -> list[dict[str, Any]]:
    """Return the drafts that a person keeps of a register, for its list (parts/drafts.html)."""
    if not can(person, f"{register.name}.enter"):
        return []
    return [
        {
            "at": draft.kept_at,
            "url": _address(register.name, draft.pk),
            "drop_url": reverse("draft_drop", args=[draft.pk]),
        }
        for draft in drafts_of(person).filter(register=register.name).order_by("-kept_at", "pk")
    ]


def drafts_waiting(person: User) -> list[dict[str, Any]]:
    """Return how many drafts a person keeps, by register, as the home page groups what waits."""
    counts = drafts_of(person).order_by("register").values("register").annotate(count=Count("pk"))
    counted = {one["register"]: one["count"] for one in counts}
    items = [
        {
            "label": str(register.plural),
            "count": counted[name],
            "url": f"{reverse('register_list', args=[name])}#drafts",
        }
        for name, register in REGISTERS.items()
        if name in counted and can(person, f"{name}.enter")
    ]
    return [{"label": _("Your drafts"), "items": items}] if items else []


@require_POST
@signed_in
def draft_drop(request: HttpRequest, person: User, draft_id: uuid.UUID) -> HttpResponseBase:
    """Delete a draft of one's own."""
    dropped = drop_draft(By(person, "desk"), draft_id)
    messages.success(request, _("The draft is deleted."))
    return redirect("register_list", dropped.register)
