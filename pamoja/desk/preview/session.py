"""The preview that a browser is in, kept in its session."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest

from pamoja.accounts.models import User
from pamoja.accounts.previews import Preview, imagined
from pamoja.kit.problems import Problem

KEY = "preview"
ASKED = "_imagined"


def person_imagined(request: HttpRequest) -> User | None:
    """Return the person whose eyes this browser looks through, or None; asked once for each request.

    A preview that the real person may not have any more is over.
    """
    if not hasattr(request, ASKED):
        setattr(request, ASKED, _read(request))
    found: User | None = getattr(request, ASKED)
    return found


def _read(request: HttpRequest) -> User | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or KEY not in request.session:
        return None
    if not isinstance(request.user, User):
        return None
    kept = request.session[KEY]
    try:
        return imagined(request.user, Preview(**{**kept, "places": tuple(kept["places"])}))
    except Problem:
        leave(request)
        return None


def enter(request: HttpRequest, preview: Preview) -> None:
    """Let this browser look through other eyes from the next page on."""
    request.session[KEY] = asdict(preview)


def leave(request: HttpRequest) -> None:
    """Give this browser its own eyes back."""
    request.session.pop(KEY, None)
