"""Where the pages about persons lead, as far as a reader's rights reach."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.persons.models import Identity, Person

Links = list[dict[str, str]]


def beside_list(person: User) -> Links:
    """Return the pages beside the list of persons."""
    found = []
    if can(person, "person.merge"):
        found.append({"url": reverse("persons_duplicates"), "label": _("Records that may be of one person")})
    if can(person, "person.count"):
        found.append({"url": reverse("persons_count"), "label": _("How many different people")})
    return found


def about(person: User, record: Person) -> Links:
    """Return what a reader may do for the rights of a person."""
    found = []
    if can(person, "sealed.open"):
        found.append({"url": reverse("person_held", args=[record.pk]), "label": _("What is held about this person")})
    own = record.owner_id == person.organisation_id
    if can(person, "person.erase") and own and record.identity != Identity.ERASED:
        found.append({"url": reverse("person_give_up", args=[record.pk]), "label": _("Pseudonymise or erase")})
    return found
