"""Which closed areas a person may know of."""

from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.emergency.models import Closure


def areas_are_closed() -> bool:
    """Tell whether any area is closed at the moment, so that figures leave out its records."""
    return Closure.objects.filter(reopened_at=None).exists()


def closures_visible_to(person: User) -> QuerySet[Closure]:
    """Return the closed areas, for those who may close and reopen; others know of none."""
    return Closure.objects.all() if can(person, "zone.close") else Closure.objects.none()
