"""Reading organisations."""

from pamoja.kit.problems import Problem
from pamoja.partners.models import Organisation, Role


def leading_organisation() -> Organisation:
    """Return the organisation that answers for the programme: the accountable one, of several the first by its code.

    Raises Problem("complaint.nobody_receives") when there is none.
    """
    found = Organisation.objects.filter(roles__role=Role.ACCOUNTABLE).order_by("code").first()
    if found is None:
        raise Problem("complaint.nobody_receives")
    return found
