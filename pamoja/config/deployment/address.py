"""Where the instance is reached from outside, and whether its settings are those that it was shipped with."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.http.request import validate_host
from django.utils.translation import gettext as _

FOLLOWS_FROM_TLS = {"security.W004", "security.W008", "security.W012", "security.W016"}
OWN_POINT = {"security.W018", "security.W020"}


def address() -> Iterator[str]:
    """Look whether people and phones reach the instance over TLS."""
    if not settings.ADDRESS:
        yield _(
            "PAMOJA_ADDRESS is not set. Set it to the address that people type, such as https://pamoja.example.org: "
            "cookies and links depend on it."
        )
    elif not settings.HTTPS:
        yield _(
            "PAMOJA_ADDRESS is %(address)s: passwords and records cross the network readable. Put a proxy with TLS "
            "before Pamoja, and set the address with https://."
        ) % {"address": settings.ADDRESS}


def hosts() -> Iterator[str]:
    """Look whether the instance answers to its own name, and to no other."""
    if "*" in settings.ALLOWED_HOSTS:
        yield _("PAMOJA_HOSTS holds *: the instance answers to any name. Name the host that people type, and no other.")
    host = urlsplit(settings.ADDRESS).hostname
    if host and not validate_host(host, settings.ALLOWED_HOSTS):
        yield _("PAMOJA_HOSTS lacks %(host)s, which PAMOJA_ADDRESS names: nobody gets a page. Add it.") % {"host": host}


def debugging() -> Iterator[str]:
    """Look whether errors show their insides."""
    if settings.DEBUG:
        yield _("DEBUG is on: an error shows code, settings and records to whoever meets it. Set DEBUG = False.")


def shipped_settings() -> Iterator[str]:
    """Let Django look at cookies, headers and the rest, of which nothing should have been changed."""
    found = {message.id: message for message in run_checks(include_deployment_checks=True) if not message.is_silenced()}
    for code in sorted(found.keys() - FOLLOWS_FROM_TLS - OWN_POINT, key=str):
        yield _(
            "A setting is not as Pamoja ships it (%(code)s: %(message)s). Take pamoja/config/settings.py from the "
            "release, and set what differs by the environment."
        ) % {"code": code, "message": found[code].msg}
    held = (settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE)
    if settings.HTTPS and not all(held):
        yield _("Cookies are sent without TLS too. Take pamoja/config/settings.py from the release.")
