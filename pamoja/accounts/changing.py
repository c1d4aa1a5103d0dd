"""Changing what a person with access may see and do."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from pamoja.accounts.models import User
from pamoja.accounts.queries import may_give_access_to, may_give_role
from pamoja.accounts.remembered import forget_person
from pamoja.accounts.rights import ROLES
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.models import Place

UNTOLD = "•••"
"""Stands in the audit for a function: it may name somebody, and the trail outlives the access."""


@transaction.atomic
def change_user(by: By, user: User, *, role: str, places: Sequence[str], function: str, language: str) -> None:
    """Give a person another role, places, function or language, at once on the desk and within half a minute on phones.

    `places` are codes. The organisation stays: who moves to another one gets a new access, because what was entered
    belongs to the organisation that it was entered for. Raises Problem for a right that lacks, a change of one's own
    role or places, places that do not exist or lie beyond those of the author.
    """
    require_role(role)
    if by.person is not None and not (may_give_access_to(by.person, user) and may_give_role(by.person, role)):
        raise Problem("rights.refused")
    user = User.objects.select_for_update().get(pk=user.pk)
    before = _state(user)
    after = {"role": role, "places": sorted(set(places)), "function": function, "language": language}
    changes = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    if by.person is not None and by.person.pk == user.pk and changes.keys() & {"role", "places"}:
        raise Problem("accounts.not_own_rights")
    if not changes:
        return
    if "places" in changes:
        require_places(by, after["places"])
        user.places.set(after["places"])  # type: ignore[arg-type]
    user.role, user.function, user.language = role, function, language
    user.save(update_fields=["role", "function", "language"])
    note(by, "change", "user", user.pk, changes=changes | ({"function": [UNTOLD] * 2} if "function" in changes else {}))
    felt_at_once(user.pk)


@transaction.atomic
def choose_language(by: By, language: str) -> None:
    """Keep the language in which a person's phone is answered and their pages begin."""
    if language not in dict(settings.LANGUAGES):
        raise Problem("form.invalid_choice", where="language", value=language, label="Language")
    user = User.objects.select_for_update().get(pk=by.person.pk)
    if user.language == language:
        return
    changes = {"language": [user.language, language]}
    user.language = language
    user.save(update_fields=["language"])
    note(by, "change", "user", user.pk, changes=changes)
    felt_at_once(user.pk)


def _state(user: User) -> dict[str, Any]:
    places = sorted(user.places.values_list("pk", flat=True))
    return {"role": user.role, "places": places, "function": user.function, "language": user.language}


def require_role(role: str) -> None:
    """Raise Problem for a role that the table of roles lacks."""
    if role not in ROLES:
        raise Problem("form.invalid_choice", where="role", value=role, label="Role")


def require_places(by: By, codes: Sequence[str]) -> None:
    """Raise Problem unless all these places exist and lie within those of the author."""
    paths = dict(Place.objects.filter(pk__in=codes).values_list("pk", "path"))
    for code in codes:
        if code not in paths:
            raise Problem("form.unknown_place", where="places", value=code, label="Places")
    scopes = by.person.scopes if by.person is not None else []
    if scopes and not (paths and all(path.startswith(tuple(scopes)) for path in paths.values())):
        raise Problem("accounts.beyond_own_places", where="places")


def felt_at_once(person: uuid.UUID) -> None:
    """Let the phones of a person feel a change as soon as it is in the database."""
    transaction.on_commit(partial(forget_person, person))
