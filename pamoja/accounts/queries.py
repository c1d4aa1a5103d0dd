"""Reading people and devices, as far as a person's rights reach, and who may give access to whom."""

from django.db.models import QuerySet

from pamoja.accounts.models import AppKey, User
from pamoja.accounts.rights import ROLES, can
from pamoja.accounts.role_table import ENTRUST

ADMINISTRATOR = "administrator"


def people_visible_to(person: User) -> QuerySet[User]:
    """Return the people of one's own organisation; of all, for who watches over the whole consortium."""
    people = User.objects.select_related("organisation")
    if not can(person, "organisations.all"):
        people = people.filter(organisation=person.organisation_id)
    return people.filter(pk__in=people_visible_to(person.previewed_by)) if person.previewed_by else people


def devices_visible_to(person: User) -> QuerySet[AppKey]:
    """Return the devices of the people whom the person looks after; one's own only, without that right."""
    devices = AppKey.objects.select_related("user", "user__organisation")
    if not can(person, "devices.manage"):
        return devices.filter(user=person.pk)
    return devices.filter(user__in=people_visible_to(person))


def may_look_after(person: User, user: User) -> bool:
    """Tell whether a person may suspend another: of their organisation or, watching over all, of any.

    Administrators are for administrators.
    """
    if not can(person, "people.invite") or (user.role == ADMINISTRATOR and person.role != ADMINISTRATOR):
        return False
    return user.organisation_id == person.organisation_id or can(person, "organisations.all")


def may_give_role(person: User, role: str) -> bool:
    """Tell whether a person may give a role to somebody whom they look after.

    A role that leads to strict records is given by those entrusted with it: whoever gives it, or a new way in to
    somebody who has it, could read such records through that person.
    """
    if role == ADMINISTRATOR:
        return person.role == ADMINISTRATOR
    return can(person, ENTRUST) or not ROLES[role].is_entrusted


def may_give_access_to(person: User, user: User) -> bool:
    """Tell whether a person may invite, change or bring back another."""
    return may_look_after(person, user) and may_give_role(person, user.role)
