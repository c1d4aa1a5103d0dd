"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.preview.session import person_imagined
from pamoja.desk.preview.words import said
from pamoja.emergency.queries import areas_are_closed
from pamoja.money.reach import reads_money
from pamoja.psea.queries import is_focal_point
from pamoja.registry.registers import REGISTERS


def house(request: HttpRequest) -> dict[str, object]:
    """Return the facts of the instance that every template may show, and what the menu may offer the reader."""
    facts: dict[str, object] = {"areas_closed": areas_are_closed, "demo": (settings.HOME / "demo.json").exists()}
    person = getattr(request, "user", None)
    if isinstance(person, User):
        seeing = person_imagined(request)
        person = seeing or person
        facts |= {"preview": said(seeing) if seeing else ""}
        facts |= {"may_open_inbox": can(person, "inbox.read"), "may_invite": can(person, "people.invite")}
        facts["register_names"] = REGISTERS.keys()
        facts["opens_abuse_reports"] = is_focal_point(person)
        facts["reads_money"] = reads_money(person)
        facts["may_read_audit"] = can(person, "audit.read")
    return facts
