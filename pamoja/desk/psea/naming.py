"""Naming a focal point for abuse by staff, and taking one off, from the page of a person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.people.getters import looked_after
from pamoja.kit.by import By
from pamoja.psea.actions import name_focal_point, take_off_focal_point


@require_POST
@signed_in
def name(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Let a person open reports of abuse by staff from now on."""
    require(person, "psea.name")
    user = looked_after(person, user_id)
    name_focal_point(By(person, "desk"), user)
    messages.success(request, _("%(person)s opens reports of abuse by staff from now on.") % {"person": user})
    return redirect("person", user_id)


@require_POST
@signed_in
def take_off(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Let a person open them no more."""
    require(person, "psea.name")
    user = looked_after(person, user_id)
    take_off_focal_point(By(person, "desk"), user)
    messages.success(request, _("%(person)s opens no report of abuse by staff any more.") % {"person": user})
    return redirect("person", user_id)
