"""The history of a record, as a page shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.kit.audit import history
from pamoja.kit.models import AuditLine
from pamoja.records.models import Record
from pamoja.records.register import Register


def doors() -> dict[str, str]:
    """Return the names of the doors by which records come in."""
    return {
        "desk": _("page of the desk"),
        "phone": _("phone"),
        "command": _("command on the server"),
        "demo": _("demonstration"),
    }


def history_of(register: Register, record: Record) -> list[dict[str, Any]]:
    """Return who changed what in a record, newest first (parts/history.html)."""
    lines = list(history(register.name, record.pk))
    people = {user.pk: user for user in User.objects.filter(pk__in={line.person for line in lines if line.person})}
    return [_line(register, record, line, people) for line in reversed(lines)]


def _line(register: Register, record: Record, line: AuditLine, people: dict[Any, User]) -> dict[str, Any]:
    verbs = {"enter": _("Entered"), "correct": _("Corrected")}
    came_in = line.verb == "enter" and record.submission is not None
    return {
        "at": line.at,
        "who": str(people.get(line.person) or _("the server")),
        "door": doors().get(line.door, line.door),
        "what": verbs.get(line.verb, line.verb),
        "reason": line.reason,
        "changes": [_change(register, name, before, after) for name, (before, after) in line.changes.items()],
        "url": reverse("inbox_item", args=[record.submission]) if came_in else "",
    }


def _change(register: Register, name: str, before: Any, after: Any) -> dict[str, str]:
    labels = {child.name: str(child.label) for child in register.children}
    labels |= {key: str(reference.label) for key, reference in register.references.items()}
    label = labels.get(name) or str(register.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return {"label": label, "before": _text(before), "after": _text(after)}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    return str(value or "")
