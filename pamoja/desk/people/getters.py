"""The only way to a person with access from a page, and where such a page stands."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.queries import people_visible_to
from pamoja.accounts.rights import require


def looked_after(person: User, user_id: uuid.UUID) -> User:
    """Return somebody whose access the person looks after; raise Problem or Http404."""
    require(person, "people.invite")
    return get_object_or_404(people_visible_to(person), pk=user_id)


def frame(user: User | None = None) -> dict[str, Any]:
    """Return the section of the menu and the way up, to the list or to the page of a person."""
    crumbs = [{"label": _("People"), "url": reverse("people")}]
    if user is not None:
        crumbs.append({"label": str(user), "url": reverse("person", args=[user.pk])})
    return {"section": "people", "crumbs": crumbs}
