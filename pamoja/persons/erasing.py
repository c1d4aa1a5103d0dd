"""What becomes of the row of a person whose identity is given up."""

from django.db.models import Q

from pamoja.kit.by import By
from pamoja.persons.models import SHORT_SET, Identity, Merge, NotTheSame, Person
from pamoja.places.models import Level, Place

COARSE = {Identity.PSEUDONYMISED: Level.GROUPEMENT, Identity.ERASED: Level.TERRITOIRE}
"""The lowest level of place that remains."""


def pseudonymise_row(person: Person, by: By) -> None:
    """Take from a record what could lead back to the person; sex, years of birth, situation and consents remain.

    The household goes, and the place becomes the groupement.
    """
    person.household = ""
    _give_up(person, Identity.PSEUDONYMISED, by)


def empty_row(person: Person, by: By) -> None:
    """Take everything from a record but what explains figures that counted it.

    There remain its code, the organisation, the day of registration, the sex and the territoire: the count stays, the
    person goes. Consents go, and what was decided about duplicates.
    """
    person.birth = person.household = person.disability = ""
    person.status = None  # type: ignore[assignment]
    for name in SHORT_SET:
        setattr(person, name, "")
    person.consents.all().delete()
    NotTheSame.objects.filter(Q(one=person) | Q(other=person)).delete()
    Merge.objects.filter(Q(kept=person) | Q(gone=person)).update(moved={})
    _give_up(person, Identity.ERASED, by)


def _give_up(person: Person, identity: Identity, by: By) -> None:
    person.place = _above(person.place, COARSE[identity])
    person.identity = identity
    person.version += 1
    person.changed_at = by.at
    person.save()


def _above(place: Place, level: Level) -> Place:
    """Return a place, or the lowest one that holds it and lies no lower than a level."""
    if place.level <= level:
        return place
    return Place.objects.filter(pk__in=place.ancestor_codes, level__lte=level).order_by("-level")[0]
