"""Whether somebody is a focal point for abuse by staff, as their page tells it to who names them."""

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.partners.models import OrganisationRole
from pamoja.partners.models import Role as Part
from pamoja.psea.models import FocalPoint


def focal_point_words(person: User, user: User) -> dict[str, bool]:
    """Return whether somebody is named, and what the reader may do about it; nothing where it does not concern them."""
    named = FocalPoint.objects.filter(person=user).exists()
    leads = OrganisationRole.objects.filter(organisation=user.organisation_id, role=Part.ACCOUNTABLE).exists()
    fits = user.is_active and leads and "psea.handle" in ROLES[user.role].verbs
    if not can(person, "psea.name") or not (named or fits):
        return {}
    decides = user.pk != person.pk
    return {"named": named, "may_name": fits and not named and decides, "may_take_off": named and decides}
