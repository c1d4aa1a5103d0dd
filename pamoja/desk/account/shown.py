"""One's own account, as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.desk.values import Fact, Value, missing

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Session:
    """Hold one open session in words."""

    id: int
    browser: str
    address: str
    since: datetime
    current: bool


def session(found: Any) -> Session:
    """Return a session as its owner recognises it."""
    return Session(found.pk, browser(found.user_agent), found.ip, found.created_at, found.is_current())


def browser(user_agent: str) -> str:
    """Return the names of the browser and the system that a browser gives itself."""
    names = [next((name for mark, name in known if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(name for name in names if name) or _("unknown browser")


def facts(person: User) -> list[Fact]:
    """Return how a person signs in."""
    held = list(Authenticator.objects.filter(user=person))
    factor = Value(text=factor_words(held), url=reverse("mfa_index"))
    password = Value(text=_("Change your password"), url=reverse("account_change_password"))
    codes = codes_left(held)
    left = [] if codes is None else [Value(text=left_words(codes), url=reverse("mfa_view_recovery_codes"))]
    through = [Value(text=one.provider) for one in SocialAccount.objects.filter(user=person)]
    return [
        Fact(_("Login"), Value(text=person.login)),
        Fact(_("Password"), password if person.has_usable_password() else missing(_("none: sign in otherwise"))),
        Fact(_("Second factor"), factor),
        *(Fact(_("Recovery codes"), value) for value in left),
        *(Fact(_("Through your organisation"), value) for value in through),
    ]


def factor_words(held: Iterable[Any]) -> str:
    """Return what a person has as second factor, in words."""
    types = {one.type for one in held}
    words = []
    if Authenticator.Type.TOTP in types:
        words.append(_("an app"))
    if Authenticator.Type.WEBAUTHN in types:
        words.append(_("a security key"))
    return ", ".join(words) or _("none yet: add one")


def codes_left(held: Iterable[Any]) -> int | None:
    """Return how many recovery codes were not used yet, None when there never were any."""
    found = [one for one in held if one.type == Authenticator.Type.RECOVERY_CODES]
    return len(found[0].wrap().get_unused_codes()) if found else None


def left_words(count: int) -> str:
    """Return in words how many recovery codes are left."""
    return _("%(count)s left") % {"count": count}
