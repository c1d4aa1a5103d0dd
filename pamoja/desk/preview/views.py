"""Beginning and leaving a preview."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pamoja.accounts.models import User
from pamoja.accounts.previews import Preview, start_preview
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.people.getters import frame, looked_after
from pamoja.desk.preview import session
from pamoja.desk.preview.forms import PreviewForm
from pamoja.kit.by import By


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def preview(request: HttpRequest, person: User) -> HttpResponse:
    """Ask for a role, an organisation and places, and show the desk as these see it."""
    require(person, "people.invite")
    form = PreviewForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _begin(request, person, form.preview())
    facts = {"form": form, "errors": errors_of(form)}
    return render(request, "desk/preview.html", facts | frame(), status=422 if form.errors else 200)


@require_POST
@signed_in
def preview_person(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Show the desk as somebody with access sees it, but for the strict records that they are named for."""
    user = looked_after(person, user_id)
    return _begin(request, person, Preview(person=str(user.pk)))


def _begin(request: HttpRequest, person: User, wanted: Preview) -> HttpResponse:
    start_preview(By(person, "desk"), wanted)
    session.enter(request, wanted)
    return redirect("home")


@require_POST
@login_required
def leave(request: HttpRequest) -> HttpResponseBase:
    """Leave the preview."""
    session.leave(request)
    messages.success(request, _("You see the desk with your own eyes again."))
    return redirect("home")
