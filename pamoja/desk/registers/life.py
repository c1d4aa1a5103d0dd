"""Where a record stands in its life, and the steps that its reader may take; what was deleted, to be restored."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.getters import register_called, visible_record
from pamoja.desk.registers.showing import record_url
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.life import STEPS, Step, obstacle, steps_for, take_step
from pamoja.records.models import Life, Record
from pamoja.records.register import Register

PER_PAGE = 25


class Asked(forms.Form):
    """Takes a step of a record, the version that was read, and why."""

    step = forms.ChoiceField(choices=[(code, code) for code in STEPS])
    version = forms.IntegerField(required=False)
    reason = forms.CharField(required=False, max_length=500)


@require_POST
@signed_in
def record_step(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Take a step with a record: verify, approve, return, delete or restore it."""
    declared, form = register_called(register), Asked(request.POST)
    if not form.is_valid():
        raise Problem("life.other_status")
    code, reason, version = (form.cleaned_data[name] for name in ("step", "reason", "version"))
    if code != "restore":
        visible_record(declared, record_id, person)
    try:
        record = take_step(declared, record_id, code, By(person, "desk"), reason=reason, version=version)
    except Problem as problem:
        if problem.code in ("rights.refused", "record.not_found"):
            raise
        messages.error(request, problem.sentence)
        return redirect(_back(declared, record_id, code))
    messages.success(request, _done(code) % {"code": record.code})
    return redirect("register_list", register) if code == "delete" else redirect(record_url(record))


def _back(register: Register, record_id: uuid.UUID, code: str) -> str:
    if code == "restore":
        return reverse("register_deleted", args=[register.name])
    return reverse("register_record", args=[register.name, record_id])


@require_safe
@signed_in
def register_deleted(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Show the deleted records of a register that the person may see and restore."""
    declared = register_called(register)
    require(person, "record.delete")
    found = declared.everything.visible_to(person).filter(life=Life.DELETED).select_related("place__parent", "owner")
    page = Paginator(found.order_by(f"-{declared.date_field}", "-code"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": register,
        "crumbs": [{"label": str(declared.plural), "url": reverse("register_list", args=[register])}],
        "register": {"name": declared.plural},
        "records": [_deleted(declared, record, person) for record in page],
        "page": page,
    }
    return render(request, "desk/register_deleted.html", context)


def _deleted(register: Register, record: Record, person: User) -> dict[str, Any]:
    line = _last(register, record, "delete")
    who = User.objects.filter(pk=line.person).first() if line and line.person else None
    steps = steps_for(register, record, person)
    return {
        "code": record.code,
        "title": str(record),
        "byline": f"{record.place.label} · {record.owner}",
        "at": line.at if line else None,
        "who": str(who or _("the server")),
        "reason": line.reason if line else "",
        "form": _form(register, record, steps[0]) if steps else None,
    }


def life_of(register: Register, record: Record, person: User) -> dict[str, Any]:
    """Return where a record stands, what its last step said, and the steps that a reader may take (parts/life.html)."""
    line = _last(register, record, "return") if record.life == Life.RETURNED else None
    waits = obstacle(register, record, STEPS["verify"], person)
    return {
        "label": Life(record.life).label,
        "comment": line.reason if line else "",
        "hint": waits.sentence if waits and waits.code == "life.own_work" else "",
        "steps": [_form(register, record, step) for step in steps_for(register, record, person)],
    }


def deleted_url(register: Register, person: User) -> str:
    """Return where deleted records of a register are listed, for those who may restore them; else nothing."""
    may = register.may_be_deleted and can(person, "record.delete")
    return reverse("register_deleted", args=[register.name]) if may else ""


def _last(register: Register, record: Record, verb: str) -> Any:
    return history(register.name, record.pk).filter(verb=verb).order_by("-at", "-id").first()


def _form(register: Register, record: Record, step: Step) -> dict[str, Any]:
    return {
        "code": step.code,
        "label": _labels()[step.code],
        "asks_why": step.asks_why,
        "why": _whys().get(step.code, _("Reason")),
        "grave": step.code == "delete",
        "version": record.version,
        "url": reverse("record_step", args=[register.name, record.pk]),
    }


def _labels() -> dict[str, str]:
    return {
        "verify": _("Verify this record"),
        "approve": _("Approve this record"),
        "return": _("Return it with a comment"),
        "delete": _("Delete this record"),
        "restore": _("Restore this record"),
    }


def _whys() -> dict[str, str]:
    return {"return": _("What is to be corrected"), "delete": _("Why it is deleted"), "restore": _("Why it comes back")}


def _done(code: str) -> str:
    return {
        "verify": _("%(code)s is verified."),
        "approve": _("%(code)s is approved."),
        "return": _("%(code)s is returned; its page shows your comment."),
        "delete": _("%(code)s is deleted. It can be restored from the list of deleted records."),
        "restore": _("%(code)s is restored, and waits to be verified."),
    }[code]
