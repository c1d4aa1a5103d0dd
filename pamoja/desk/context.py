"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from pamoja.accounts.models import User
from pamoja.accounts.rights import can


def house(request: HttpRequest) -> dict[str, object]:
    """Return the facts of the instance that every template may show, and what the menu may offer the reader."""
    person = getattr(request, "user", None)
    known = isinstance(person, User)
    return {
        "demo": (settings.HOME / "demo.json").exists(),
        "may_open_inbox": known and can(person, "inbox.read"),
        "may_invite": known and can(person, "people.invite"),
    }
