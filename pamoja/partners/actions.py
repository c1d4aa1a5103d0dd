"""Every write to organisations."""

from collections.abc import Iterable

from django.db import transaction

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.partners.models import Organisation, OrganisationRole


@transaction.atomic
def declare_organisation(
    by: By, code: str, name: str, kind: str, roles: Iterable[str], *, acronym: str = "", iati_id: str = ""
) -> Organisation:
    """Make the organisation `code`, or bring it to these values."""
    organisation = Organisation(code=code, name=name, kind=kind, acronym=acronym, iati_id=iati_id)
    organisation.full_clean(validate_unique=False)
    organisation, made = Organisation.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "acronym": acronym, "iati_id": iati_id}
    )
    wanted = set(roles)
    OrganisationRole.objects.filter(organisation=organisation).exclude(role__in=wanted).delete()
    for role in sorted(wanted):
        OrganisationRole.objects.get_or_create(organisation=organisation, role=role)
    note(by, "declare" if made else "change", "organisation", code)
    return organisation
