"""What became of somebody's access, as their page tells it."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.kit.audit import history
from pamoja.kit.models import AuditLine
from pamoja.places.models import Place

MOST = 100


def history_of(user: User) -> list[dict[str, Any]]:
    """Return who gave, changed or took somebody's access, newest first (parts/history.html)."""
    lines = list(history("user", user.pk).order_by("-id")[:MOST])
    people = {one.pk: one for one in User.objects.filter(pk__in=[line.person for line in lines if line.person])}
    codes = {code for line in lines for side in line.changes.get("places", ()) for code in side}
    places = {place.pk: place.short_label for place in Place.objects.filter(pk__in=codes)}
    return [_line(line, people, places) for line in lines]


def _line(line: AuditLine, people: dict[Any, User], places: dict[str, str]) -> dict[str, Any]:
    words = {
        "add": _("Added."),
        "invite": _("Invited by a link."),
        "accept": _("Chose a password."),
        "set_password": _("Got a password from the server."),
        "change": _("Changed."),
        "preview": _("Looked at the desk as this person sees it; nothing was changed."),
        "suspend": _("Suspended."),
        "reactivate": _("Let in again."),
        "reset_second_factor": _("Second factor reset."),
        "add_app": _("Set up an app as second factor."),
        "remove_app": _("Removed the app that was the second factor."),
        "add_key": _("Added a security key."),
        "remove_key": _("Removed a security key."),
        "make_codes": _("Made new recovery codes."),
        "change_password": _("Changed the password."),
        "connect": _("Signed in through the organisation for the first time."),
        "end_session": _("Signed out one browser."),
        "end_sessions": _("Signed out all other browsers."),
        "name_focal_point": _("Named as focal point for abuse by staff."),
        "take_off_focal_point": _("Taken off the focal points for abuse by staff."),
    }
    doors = {"desk": _("desk"), "command": _("command on the server"), "demo": _("demonstration")}
    return {
        "at": line.at,
        "who": str(people[line.person]) if line.person in people else _("the server"),
        "door": doors.get(line.door, line.door),
        "what": words.get(line.verb, line.verb),
        "changes": [_change(name, before, after, places) for name, (before, after) in line.changes.items()],
    }


def _change(name: str, before: Any, after: Any, places: dict[str, str]) -> dict[str, str]:
    labels = {"role": _("Role"), "places": _("Places"), "function": _("Function"), "language": _("Language")}
    said = [_said(name, value, places) for value in (before, after)]
    return {"label": labels.get(name, name), "before": said[0], "after": said[1]}


def _said(name: str, value: Any, places: dict[str, str]) -> str:
    if name == "places":
        return ", ".join(places.get(code, code) for code in value) or _("the whole programme")
    if name == "role":
        return str(ROLES.get(value, value))
    if name == "language":
        return str(dict(settings.LANGUAGES).get(value, value))
    return str(value)
