"""The people who get in, and how: administrators, passwords, organisations that vouch for their own."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import check_password, is_password_usable
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.providers import read_providers
from pamoja.accounts.queries import ADMINISTRATOR
from pamoja.accounts.second_factor import FACTORS, is_demonstration
from pamoja.partners.models import Organisation

INVENTED = "@demo.invalid"
HASHED_BY = "argon2"
COMMON = ("pamoja", "administrator", "administrateur", "password", "motdepasse", "1234567890")


def demonstration() -> Iterator[str]:
    """Look whether this is a demonstration."""
    if is_demonstration():
        yield _(
            "This instance holds the demonstration: its passwords are shown to everybody, and no second factor is "
            "asked. Serve real work from an empty home: PAMOJA_HOME=... pamoja init"
        )


def administrators() -> Iterator[str]:
    """Look whether somebody administers the instance, each with a second factor."""
    active = User.objects.filter(role=ADMINISTRATOR, is_active=True).order_by("login")
    if not active:
        yield _("Nobody administers this instance. Run: pamoja init")
    held = Authenticator.objects.filter(type__in=FACTORS).values("user")
    for login in active.exclude(pk__in=held).values_list("login", flat=True):
        yield _(
            "%(login)s gives access to others and has no second factor. Sign in as %(login)s, and add one under “My "
            "account”."
        ) % {"login": login}


def passwords() -> Iterator[str]:
    """Look for passwords that everybody knows or could guess, and for those that are not hashed slowly."""
    if not is_demonstration() and (count := User.objects.filter(login__endswith=INVENTED, is_active=True).count()):
        yield _("%(count)s people of the demonstration can sign in. Suspend them, or begin with an empty home.") % {
            "count": count
        }
    held = User.objects.filter(is_active=True).order_by("login").values_list("login", "role", "password")
    for login, role, kept in held:
        if not is_password_usable(kept):
            continue
        if not kept.startswith(HASHED_BY):
            yield _("The password of %(login)s is not kept by argon2. Invite that person anew.") % {"login": login}
        guesses = sorted({*COMMON, login, login.partition("@")[0]}) if role == ADMINISTRATOR else []
        if any(check_password(guess, kept) for guess in guesses):
            yield _("The password of %(login)s is guessed at the first try. Invite that person anew.") % {
                "login": login
            }


def sign_in_elsewhere() -> Iterator[str]:
    """Look at the file by which organisations vouch for their own people."""
    providers, problems = read_providers()
    yield from (problem.sentence for problem in problems)
    known = set(Organisation.objects.values_list("pk", flat=True)) if providers else set()
    for organisation in (one.organisation for one in providers if one.organisation not in known):
        yield _("%(file)s names “%(organisation)s”, which is the code of no organisation here. Correct the code.") % {
            "file": settings.SIGN_IN,
            "organisation": organisation,
        }
