"""The page on which somebody's access is changed."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pamoja.accounts.changing import change_user
from pamoja.accounts.models import User
from pamoja.accounts.queries import may_give_access_to
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.people.forms import ChangeForm
from pamoja.desk.people.getters import frame, looked_after
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Ask for another role, places, function or language, and give them."""
    user = looked_after(person, user_id)
    if not may_give_access_to(person, user):
        raise Problem("rights.refused")
    form = ChangeForm(person, user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            change_user(By(person, "desk"), user, **form.answers())
        except Problem as problem:
            form.add_error(problem.data.get("where"), problem.sentence)
        else:
            messages.success(request, _("The access of %(person)s is changed.") % {"person": user})
            return redirect("person", user.pk)
    facts = {
        "person": user,
        "oneself": user == person,
        "form": form,
        "errors": errors_of(form),
        "cancel_url": reverse("person", args=[user.pk]),
    }
    return render(request, "desk/person_change.html", facts | frame(user), status=422 if form.errors else 200)
