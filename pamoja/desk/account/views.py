"""One's own account: language, password, second factor, sessions, phones."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts import sessions
from pamoja.accounts.changing import choose_language
from pamoja.accounts.models import AppKey, User
from pamoja.accounts.second_factor import must_set_up, needs_second_factor
from pamoja.desk.account import shown
from pamoja.desk.doors import signed_in
from pamoja.desk.house.views import keep_language
from pamoja.desk.phones.shown import device_columns, device_row
from pamoja.kit.by import By


@require_safe
@signed_in
def account(request: HttpRequest, person: User) -> HttpResponse:
    """Show what a person can change about the way in."""
    facts = {
        "facts": shown.facts(person),
        "languages": settings.LANGUAGES,
        "sessions": [shown.session(one) for one in sessions.sessions_of(person)],
        "columns": device_columns(),
        "rows": [device_row(device) for device in AppKey.objects.filter(user=person).select_related("user")],
    }
    return render(request, "desk/account.html", facts)


@require_POST
@signed_in
def language(request: HttpRequest, person: User) -> HttpResponse:
    """Keep the language that a person chose, for this browser and for their phone."""
    chosen = request.POST.get("language", "")
    choose_language(By(person, "desk"), chosen)
    with override(chosen):
        messages.success(request, _("Your language is kept."))
    response = redirect("account")
    keep_language(response, chosen)
    return response


@require_POST
@signed_in
def end_one(request: HttpRequest, person: User, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    sessions.end_own_session(By(person, "desk"), session_id)
    messages.success(request, _("That browser is signed out."))
    return redirect("account")


@require_POST
@signed_in
def end_others(request: HttpRequest, person: User) -> HttpResponse:
    """End all sessions of one's own but this one."""
    sessions.end_other_sessions(By(person, "desk"), request.session.session_key or "")
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


@require_safe
@signed_in
def second_factor(request: HttpRequest, person: User) -> HttpResponse:
    """Show the app, the keys and the recovery codes of a person, and what is missing."""
    held = Authenticator.objects.filter(user=person).order_by("created_at")
    facts = {
        "must": must_set_up(person),
        "needed": needs_second_factor(person),
        "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
        "keys": [(one.pk, one.wrap().name, one) for one in held if one.type == Authenticator.Type.WEBAUTHN],
        "codes": shown.codes_left(held),
    }
    return render(request, "mfa/index.html", facts)
