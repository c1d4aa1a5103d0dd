"""How sign-in behaves here: by invitation, and counted."""

from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from pamoja.accounts.address import address_of
from pamoja.accounts.browsers import known_browser, remember_browser
from pamoja.accounts.models import User


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes public sign-up: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that a request comes from."""
        return address_of(request.META)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a guess too many: by address and login for an unknown browser, for a known one by its own guesses."""
        login = str(credentials.get("username", "")).strip().lower()
        browser = known_browser(request, login)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="known_browser" if browser else "unknown_browser",
            key=f"{browser} {login}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Let the browser be known from now on."""
        response: HttpResponse = super().post_login(request, user, **facts)
        remember_browser(request, response, user.login)
        return response

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Ask for the password again, unless the person signed in a moment ago."""
        request = context.request
        signed_in = [record["at"] for record in get_authentication_records(request, request.user)]
        if signed_in and time() - max(signed_in) < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **facts))
