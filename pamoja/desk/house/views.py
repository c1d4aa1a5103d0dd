"""Signing in, choosing a language, and what a server says of itself."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from pamoja.accounts.providers import read_providers
from pamoja.desk.house.samples import samples
from pamoja.desk.house.trying import accounts_to_try
from pamoja.desk.templatetags.pamoja import STATES


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Keep the language chosen in the header, in a cookie, and go back to the page."""
    return set_language(request)


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every token and part of the pages, with invented matter."""
    return render(request, "desk/design.html", {"states": list(STATES), "samples": samples()})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, 503 when it does not."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


class SignIn(LoginView):  # type: ignore[misc]
    """Signs a person in, in their own language; shows the accounts of a demonstration."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Sign in, and keep the person's language unless this browser has chosen one."""
        response: HttpResponseBase = super().form_valid(form)
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            keep_language(response, form.user.language)
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add the accounts to try, and the organisations through which one signs in."""
        facts = {"accounts": accounts_to_try(), "organisations": read_providers()[0]}
        return {**super().get_context_data(**context), **facts}


def keep_language(response: HttpResponseBase, code: str) -> None:
    """Let this browser's pages be in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
