"""What persons agreed to, and what that lets the programme do."""

from datetime import date

from django.db.models import Q

from pamoja.persons.models import Consent, Person

SHARE = "consent_purpose:share"
"""The purpose without which no file that leaves the instance holds a person."""


def agreed(purpose: str, on: date) -> Q:
    """Return the condition that a person has a consent to a purpose in force on a day."""
    given = Consent.objects.filter(purpose=purpose, given_on__lte=on)
    in_force = given.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return Q(pk__in=in_force.values("person"))


def may_leave(on: date) -> Q:
    """Return the condition that a person may stand in a file that leaves the instance."""
    return agreed(SHARE, on)


def purposes_agreed(person: Person, on: date) -> list[str]:
    """Return the keys of the purposes that a person agrees to on a day, in order."""
    consents = person.consents.filter(given_on__lte=on).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return sorted(set(consents.values_list("purpose", flat=True)))
