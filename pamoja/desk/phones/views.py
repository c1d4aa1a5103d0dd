"""The forms that phones fill, and the phones."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts import actions
from pamoja.accounts.models import AppKey, KeyUse, User
from pamoja.accounts.queries import devices_visible_to
from pamoja.accounts.rights import can, require
from pamoja.desk.address import address
from pamoja.desk.doors import signed_in
from pamoja.desk.phones import shown
from pamoja.desk.phones.forms import DeviceForm, ProgramForm
from pamoja.formats.collect_settings import qr_svg, qr_text, settings
from pamoja.intake.models import FormVersion, Submission
from pamoja.kit.by import By

PROJECT = "Pamoja"


@require_safe
@signed_in
def forms(request: HttpRequest, person: User) -> HttpResponse:
    """List the current forms, and the phones that the reader looks after."""
    return _forms(request, person, DeviceForm(person), ProgramForm())


def _forms(
    request: HttpRequest, person: User, new_device: DeviceForm, new_program: ProgramForm, status: int = 200
) -> HttpResponse:
    sent = Submission.objects.visible_to(person).values_list("form_id").annotate(Count("pk")).order_by()
    counts = dict(sent)
    current = FormVersion.objects.filter(current=True).order_by("pk")
    inbox = can(person, "inbox.read")
    facts = {
        "section": "forms",
        "address": address(request),
        "forms": {
            "columns": shown.form_columns(),
            "rows": [shown.form_row(form, counts.get(form.form_id, 0), inbox) for form in current],
        },
        "devices": {
            "columns": shown.device_columns(),
            "rows": [shown.device_row(device) for device in devices_visible_to(person).order_by("revoked_at", "label")],
        },
        "new_device": new_device if can(person, "devices.manage") else None,
        "new_device_url": reverse("device_new"),
        "new_program": new_program if can(person, "devices.manage") else None,
        "new_program_url": reverse("program_new"),
    }
    return render(request, "desk/forms.html", facts, status=status)


@require_safe
@signed_in
def xform(request: HttpRequest, person: User, form_id: str, version: str) -> HttpResponse:
    """Give a version of a form as a file, for tools that read XForms."""
    del request, person
    form = get_object_or_404(FormVersion, form_id=form_id, version=version)
    name = f"{form.form_id}-{form.version}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(form.xml, content_type="application/xml; charset=utf-8", headers=headers)


@require_POST
@never_cache
@signed_in
def device_new(request: HttpRequest, person: User) -> HttpResponse:
    """Add a phone, and show once what sets it up."""
    require(person, "devices.manage")
    form = DeviceForm(person, request.POST)
    if not form.is_valid():
        return _forms(request, person, form, ProgramForm(), status=422)
    user = form.cleaned_data["user"]
    added, secret = actions.add_device(By(person, "desk"), user, form.cleaned_data["label"])
    server = f"{address(request)}/key/{secret}"
    code = qr_svg(qr_text(settings(server, PROJECT, user.language)))
    facts = {
        "qr": mark_safe(code),  # noqa: S308
        "settings": [{"label": _("Address of the server"), "text": server}],
    }
    return render(request, "desk/device.html", _facts(person, added) | facts)


@require_POST
@never_cache
@signed_in
def program_new(request: HttpRequest, person: User) -> HttpResponse:
    """Add a program of one's own, and show its key once."""
    require(person, "devices.manage")
    form = ProgramForm(request.POST)
    if not form.is_valid():
        return _forms(request, person, DeviceForm(person), form, status=422)
    added, secret = actions.add_device(By(person, "desk"), person, form.cleaned_data["program"], KeyUse.PROGRAM)
    facts = {
        "settings": [
            {"label": _("Address"), "text": f"{address(request)}{reverse('api')}"},
            {"label": _("Its key"), "text": secret},
        ],
    }
    return render(request, "desk/device.html", _facts(person, added) | facts)


@require_safe
@signed_in
def device(request: HttpRequest, person: User, device_id: uuid.UUID) -> HttpResponse:
    """Show a phone; its key is never shown again."""
    return render(request, "desk/device.html", _facts(person, _device(person, device_id)))


@require_POST
@signed_in
def device_revoke(request: HttpRequest, person: User, device_id: uuid.UUID) -> HttpResponse:
    """Refuse a phone from now on."""
    found = _device(person, device_id)
    actions.revoke_device(By(person, "desk"), found)
    messages.success(request, _("The key of “%(phone)s” is withdrawn.") % {"phone": found.label})
    return redirect("device", device_id)


def _device(person: User, device_id: uuid.UUID) -> AppKey:
    return get_object_or_404(devices_visible_to(person), pk=device_id)


def _facts(person: User, found: AppKey) -> dict[str, Any]:
    may = can(person, "devices.manage") and found.revoked_at is None
    return {
        "section": "forms",
        "crumbs": [{"label": _("Forms and phones"), "url": reverse("forms")}],
        "device": {
            "name": found.label,
            "withdrawn_on": found.revoked_at,
            "program": found.use == KeyUse.PROGRAM,
        },
        "facts": shown.device_facts(found),
        "withdraw_url": reverse("device_revoke", args=[found.pk]) if may else "",
    }
