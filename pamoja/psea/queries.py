"""Who opens reports of abuse by staff: a role that may, and being named; nobody else learns that there are any."""

from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.psea.models import FocalPoint, Report

KIND = "abuse_report"
"""The kind of subject under which the audit trail tells of reports; only focal points are shown such lines."""


def is_focal_point(person: User) -> bool:
    """Tell whether a person opens reports: by role and by name, and never as somebody imagined in a preview."""
    if person.previewed_by or not can(person, "psea.handle"):
        return False
    return FocalPoint.objects.filter(person=person.pk).exists()


def reports_open_to(person: User) -> QuerySet[Report]:
    """Return the reports that a person may open: all of them for a focal point, none for anybody else."""
    return Report.objects.all() if is_focal_point(person) else Report.objects.none()


def focal_points() -> QuerySet[FocalPoint]:
    """Return who is named, the latest first."""
    return FocalPoint.objects.select_related("person", "named_by").order_by("-named_at")


def report_of(digest: bytes | None) -> Report | None:
    """Return the report of a code, by the digest that is kept, to tell its stage and nothing else."""
    return Report.objects.filter(digest=digest or b"").first()
