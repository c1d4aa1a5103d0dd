"""Browsers in which a person signed in before: guesses from elsewhere do not lock them out.

The browser keeps a signed cookie: a random number of its own, and a digest of each account that signed in there.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from pamoja.kit.seal import keyed_digest

SALT = "pamoja.accounts.browsers"
AGE = 365 * 24 * 3600
ACCOUNTS = 8


def known_browser(request: HttpRequest, login: str) -> str:
    """Return the number of the browser when somebody signed in with this login there, else ""."""
    number, accounts = _read(request)
    return number if _account(login) in accounts else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, login: str) -> None:
    """Let this browser be known for a login, for a year; it remembers the last few logins."""
    number, accounts = _read(request)
    account = _account(login)
    kept = [account, *(one for one in accounts if one != account)][:ACCOUNTS]
    response.set_cookie(
        _name(),
        signing.dumps([number or secrets.token_urlsafe(12), *kept], salt=SALT),
        max_age=AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, *accounts = signing.loads(request.COOKIES.get(_name(), ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return "", []
    return number, accounts


def _account(login: str) -> str:
    return keyed_digest("known browser", login.strip().lower())[:12].hex()


def _name() -> str:
    return f"{settings.COOKIE_PREFIX}known"
