"""People with access: the list, an invitation, the page of a person, and the page of who was invited."""

import uuid
from datetime import timedelta

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pamoja.accounts import actions
from pamoja.accounts.models import User
from pamoja.accounts.queries import devices_visible_to, may_give_access_to, may_look_after, people_visible_to
from pamoja.accounts.resetting import reset_second_factor
from pamoja.accounts.rights import ROLES, require
from pamoja.accounts.second_factor import has_second_factor
from pamoja.desk.address import link_to
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.house.views import keep_language
from pamoja.desk.people import shown
from pamoja.desk.people.focal import focal_point_words
from pamoja.desk.people.forms import InviteForm, PasswordForm, SearchForm
from pamoja.desk.people.getters import frame, looked_after
from pamoja.desk.people.history import history_of
from pamoja.desk.people.role_words import deeds_of, readings_of
from pamoja.desk.phones.shown import device_columns, device_row
from pamoja.formats.collect_settings import qr_svg
from pamoja.kit.by import By
from pamoja.kit.problems import Problem

PER_PAGE = 50


@require_safe
@signed_in
def people(request: HttpRequest, person: User) -> HttpResponse:
    """List the people whom the reader looks after."""
    require(person, "people.invite")
    search = SearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    page = Paginator(_found(person, text), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    facts = {
        "section": "people",
        "filters": search,
        "columns": shown.columns(),
        "rows": [shown.row(user, now) for user in page],
        "page": page,
        "invite_url": link_to(request, "invite"),
    }
    return render(request, "desk/people.html", facts)


def _found(person: User, text: str) -> QuerySet[User]:
    anywhere = Q(login__icontains=text) | Q(function__icontains=text)
    anywhere |= Q(organisation__name__icontains=text) | Q(organisation__acronym__icontains=text)
    return people_visible_to(person).filter(anywhere).prefetch_related("places", "invitations")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def invite(request: HttpRequest, person: User) -> HttpResponse:
    """Ask who is invited; then add them and show their link once."""
    require(person, "people.invite")
    form = InviteForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = actions.add_user(By(person, "desk"), **form.answers())
        except Problem as problem:
            form.add_error(problem.data.get("where"), problem.sentence)
        else:
            return _link(request, person, user)
    intro = _("No e-mail is needed: you hand over a link or its QR code, and the person chooses a password.")
    facts = {
        "title": _("Invite a person"),
        "intro": intro,
        "form": form,
        "errors": errors_of(form),
        "button": _("Make the invitation"),
    }
    return render(request, "desk/invite.html", facts | frame(), status=422 if form.errors else 200)


@require_POST
@never_cache
@signed_in
def invite_again(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Show a new link for a person who lost the first one, or the password."""
    return _link(request, person, looked_after(person, user_id))


def _link(request: HttpRequest, person: User, user: User) -> HttpResponse:
    by = By(person, "desk")
    link = link_to(request, "invitation", actions.invite(by, user))
    facts = {
        "title": _("Invitation for %(person)s") % {"person": user},
        "link": link,
        "qr": mark_safe(qr_svg(link)),  # noqa: S308
        "until": by.at + timedelta(days=actions.INVITATION_DAYS),
    }
    return render(request, "desk/invite.html", facts | frame())


@require_safe
@signed_in
def person(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Show a person with access, their phones, and what became of their access."""
    user = looked_after(person, user_id)
    role = ROLES[user.role]
    facts = {
        "person": user,
        "facts": shown.facts(user, timezone.now()),
        "role": [*readings_of(role), *deeds_of(role)],
        "columns": device_columns(),
        "rows": [device_row(device) for device in devices_visible_to(person).filter(user=user)],
        "history": history_of(user),
        "may_change": may_give_access_to(person, user),
        "may_reset": user != person and may_give_access_to(person, user) and has_second_factor(user),
        "may_preview": user.is_active and user != person,
        "focal": focal_point_words(person, user),
        "may_suspend": may_look_after(person, user) and user != person,
    }
    return render(request, "desk/person.html", facts | frame())


@require_POST
@signed_in
def suspend(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Refuse a person from now on."""
    user = looked_after(person, user_id)
    actions.suspend(By(person, "desk"), user)
    messages.success(request, _("The access of %(person)s is suspended.") % {"person": user})
    return redirect("person", user_id)


@require_POST
@signed_in
def reactivate(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Let a suspended person in again."""
    user = looked_after(person, user_id)
    actions.reactivate(By(person, "desk"), user)
    messages.success(request, _("%(person)s may sign in again.") % {"person": user})
    return redirect("person", user_id)


@require_POST
@signed_in
def reset_factor(request: HttpRequest, person: User, user_id: uuid.UUID) -> HttpResponse:
    """Take away a second factor that somebody lost."""
    user = looked_after(person, user_id)
    reset_second_factor(By(person, "desk"), user)
    messages.success(request, _("The second factor of %(person)s is reset.") % {"person": user})
    return redirect("person", user_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Let an invited person choose a password, and sign them in; in their language until they choose another."""
    user = actions.open_invitation(secret).user
    with override(get_language() if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else user.language):
        form = PasswordForm(user, request.POST or None)
        if form.is_valid():
            accepted = actions.accept_invitation(secret, form.cleaned_data["password"])
            signing_in = Login(user=accepted, redirect_url=resolve_url("home"))
            response: HttpResponse = perform_password_login(request, {"username": accepted.login}, signing_in)
            keep_language(response, user.language)
            return response
        facts = {
            "title": _("Welcome to Pamoja"),
            "intro": _("You sign in as “%(login)s”, for %(organisation)s. Choose a password that only you know.")
            % {"login": user.login, "organisation": user.organisation},
            "form": form,
            "errors": errors_of(form),
            "button": _("Keep this password and sign in"),
        }
        return render(request, "desk/invite.html", facts, status=422 if form.errors else 200)
