"""Reading people and devices, as far as a person's rights reach."""

from django.db.models import QuerySet

from pamoja.accounts.models import AppKey, User
from pamoja.accounts.rights import can


def people_visible_to(person: User) -> QuerySet[User]:
    """Return the people of one's own organisation; of all, for who watches over the whole consortium."""
    people = User.objects.select_related("organisation")
    return people if can(person, "organisations.all") else people.filter(organisation=person.organisation_id)


def devices_visible_to(person: User) -> QuerySet[AppKey]:
    """Return the devices of the people whom the person looks after; one's own only, without that right."""
    devices = AppKey.objects.select_related("user", "user__organisation")
    if not can(person, "devices.manage"):
        return devices.filter(user=person)
    return devices.filter(user__in=people_visible_to(person))


def may_give_access_to(person: User, user: User) -> bool:
    """Tell whether a person may invite, suspend or bring back another: administrators are for administrators."""
    if not can(person, "people.invite") or (user.role == "administrator" and person.role != "administrator"):
        return False
    return user.organisation_id == person.organisation_id or can(person, "organisations.all")
