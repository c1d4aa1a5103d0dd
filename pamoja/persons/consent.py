"""What persons agreed to, and what that lets the programme do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Consent, Person
from pamoja.records.models import Record

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


def consents_lie_in_the_past(record: Any, answers: Mapping[str, Any], by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each date of a consent that lies after the day of the write."""
    del record, before
    today = timezone.localdate(by.at).isoformat()
    return [
        Problem("record.date_in_the_future", where=f"consents[{number}].{name}", value=row[name])
        for number, row in enumerate(answers.get("consents") or (), 1)
        for name in ("given_on", "withdrawn_on")
        if str(row.get(name) or "") > today
    ]
