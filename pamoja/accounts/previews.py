"""Seeing the desk as a role sees it: a person who is only imagined, and who sees no more than the real one behind."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from pamoja.accounts.models import User
from pamoja.accounts.queries import people_visible_to
from pamoja.accounts.rights import ROLES, can, require
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.partners.models import Organisation
from pamoja.places.models import Place


@dataclass(frozen=True)
class Preview:
    """Hold whose eyes are borrowed: a role of an organisation in some places, or (`person`) what somebody has today."""

    role: str = ""
    organisation: str = ""
    places: tuple[str, ...] = ()
    person: str = ""


def imagined(real: User, preview: Preview) -> User:
    """Return the person of a preview, who is never written and named for nothing.

    Raises Problem("rights.refused") unless the real person looks after access in that organisation,
    Problem("preview.over") when what was chosen is no more.
    """
    require(real, "people.invite")
    if preview.person:
        return _like(real, preview)
    if preview.organisation != real.organisation_id and not can(real, "organisations.all"):
        raise Problem("rights.refused")
    organisation = Organisation.objects.filter(pk=preview.organisation).first()
    places = list(Place.objects.named().filter(pk__in=preview.places))
    if organisation is None or preview.role not in ROLES or len(places) < len(set(preview.places)):
        raise Problem("preview.over")
    return _imagine(real, preview, preview.role, organisation, places)


def _like(real: User, preview: Preview) -> User:
    user = people_visible_to(real).filter(pk=preview.person).prefetch_related("places__parent").first()
    if user is None or not user.is_active:
        raise Problem("preview.over")
    return _imagine(real, preview, user.role, user.organisation, list(user.places.all()))


def _imagine(real: User, preview: Preview, role: str, organisation: Organisation, places: list[Place]) -> User:
    # The same identity from page to page, so that a link signed for this person on one works on the next.
    identity = uuid.uuid5(real.pk, repr(preview))
    person = User(id=identity, login=role, role=role, organisation=organisation, language=real.language)
    person.previewed_by = real
    person.imagined_places = places
    person.__dict__["scopes"] = sorted(place.path for place in places)
    return person


@transaction.atomic
def start_preview(by: By, preview: Preview) -> None:
    """Note that somebody looks through the eyes of a role or a person; raise Problem as `imagined` does."""
    person = imagined(by.person, preview)
    if preview.person:
        note(by, "preview", "user", preview.person)
        return
    codes = sorted(place.pk for place in person.imagined_places)
    note(
        by, "preview", "role", preview.role, changes={"organisation": ["", preview.organisation], "places": [[], codes]}
    )
