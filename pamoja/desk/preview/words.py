"""Whose eyes a preview borrows, in words."""

from django.utils.translation import gettext as _

from pamoja.accounts.models import User


def said(person: User) -> str:
    """Return role, organisation and places of a person who is only imagined."""
    places = [place.short_label for place in person.imagined_places]
    return ", ".join([person.role_name, str(person.organisation), *(places or [_("the whole programme")])])
