"""People with access, as the pages show them."""

from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.second_factor import has_second_factor, needs_second_factor
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.desk.values import Column, Fact, Row, Value, missing


def columns() -> list[Column]:
    """Return the headings of the list of people."""
    return [
        Column(_("Person")),
        Column(_("Organisation")),
        Column(_("Role")),
        Column(_("Places")),
        Column(_("Last signed in"), "date"),
        Column(_("Access")),
    ]


def row(user: User, now: datetime) -> Row:
    """Return the line of a person, whose places and invitations were fetched with them."""
    url = reverse("person", args=[user.pk])
    return Row(
        [
            Value(text=str(user), url=url, note=user.login if user.function else "", first=True),
            Value(text=str(user.organisation)),
            Value(text=user.role_name),
            places(user),
            last_seen(user),
            access(user, now),
        ]
    )


def places(user: User) -> Value:
    """Return the places that a person works in."""
    found = list(user.places.all())
    if not found:
        return Value(text=_("the whole programme"))
    return Value("links", items=[(reverse("place", args=[place.code]), place.short_label) for place in found])


def last_seen(user: User) -> Value:
    """Return when a person signed in last."""
    return Value("moment", user.last_login) if user.last_login else missing(_("never"))


def access(user: User, now: datetime) -> Value:
    """Return whether a person may sign in, or by when an invitation must be used."""
    if not user.is_active:
        return Value(text=_("suspended"))
    waiting = [one for one in user.invitations.all() if one.used_at is None and one.expires_at > now]
    if waiting:
        return Value(text=_("invited until %(day)s") % {"day": date_short(waiting[0].expires_at)})
    if not user.has_usable_password():
        return missing(_("no invitation is open"))
    return Value(text=_("active"))


def second_factor(user: User) -> Value:
    """Return whether a person set up a second factor, and whether the role needs one."""
    if has_second_factor(user):
        return Value(text=_("set up"))
    return missing(_("not set up yet; the role needs one") if needs_second_factor(user) else _("not set up"))


def last_contact(user: User) -> Value:
    """Return when one of the phones of a person was in contact last."""
    seen = user.app_keys.aggregate(last=Max("last_seen_at"))["last"]
    return Value("moment", seen) if seen else missing(_("never"))


def facts(user: User, now: datetime) -> list[Fact]:
    """Return what is known of a person with access."""
    languages = dict(settings.LANGUAGES)
    return [
        Fact(_("Login"), Value(text=user.login)),
        Fact(_("Role"), Value(text=user.role_name)),
        Fact(_("Organisation"), Value(text=user.organisation.name)),
        Fact(_("Places"), places(user)),
        Fact(_("Language"), Value(text=str(languages.get(user.language, user.language)))),
        Fact(_("Access"), access(user, now)),
        Fact(_("Second factor"), second_factor(user)),
        Fact(_("Last signed in"), last_seen(user)),
        Fact(_("Last contact of a phone"), last_contact(user)),
        Fact(_("Added on"), Value("date", user.created_at)),
    ]
