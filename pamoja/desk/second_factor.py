"""What stands before every page of the desk: a second factor, where the role needs one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pamoja.accounts.models import User
from pamoja.accounts.second_factor import must_set_up

WITHOUT = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_reauthenticate",
        "account_login", "account_logout", "account_inactive", "invitation", "set_language", "design", "healthz",
        "plainte", "plainte_status",
    }
)  # fmt: skip
"""The addresses, by name, that a person opens before having set up a second factor."""


class SecondFactor:
    """Leads a person whose role needs a second factor to set one up, before any other page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Redirect to the set-up, where it is missing."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in WITHOUT or not isinstance(request.user, User) or not must_set_up(request.user):
            return None
        return redirect("mfa_index")
