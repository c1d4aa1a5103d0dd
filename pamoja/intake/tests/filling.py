"""Submissions as phones serialise them, filled from plain answers."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from pamoja.accounts.models import User
from pamoja.intake.models import FormVersion, Submission
from pamoja.kit.keyring import seal_for

SESSION: dict[str, Any] = {
    "kind": "dialogue",
    "held_on": "2026-02-03",
    "place": "CD6111-bwisha-jomba",
    "facilitators": "Comité de paix & administration",
    "sensitivity": "internal",
    "attendance": [
        {"sex": "f", "age": "18-35", "category": "women", "people": "12"},
        {"sex": "m", "age": "60+", "category": "police", "people": "3"},
    ],
}

DIALOGUE: dict[str, Any] = {
    "title": "Taxes et sécurité sur l’axe Kiwanja–Rutshuru",
    "theme": "security",
    "level": "groupement",
    "pillar": "ISSSS-1",
    "opened_on": "2026-01-12",
    "place": "CD6111-bwisha-jomba",
    "sensitivity": "internal",
}


def filled(form: FormVersion, answers: Mapping[str, Any], instance_id: str = "", version: str = "") -> bytes:
    """Return the XML of a filled form."""
    groups: dict[str, list[str]] = {}
    for path, entry in form.reading["answers"].items():
        if entry["name"] in answers:
            group, _slash, name = path.rpartition("/")
            groups.setdefault(group, []).append(_node(name, answers[entry["name"]]))
    inside = "".join(f"<{group}>{''.join(nodes)}</{group}>" for group, nodes in groups.items())
    for path, repeat in form.reading["repeats"].items():
        for row in answers.get(repeat["name"], ()):
            inside += f"<{path}>{''.join(_node(name, value) for name, value in row.items())}</{path}>"
    instance_id = instance_id or f"uuid:{uuid.uuid4()}"
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{form.form_id}" version="{version or form.version}">{inside}'
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID></orx:meta></data>"
    ).encode()


def _node(name: str, value: str | list[str]) -> str:
    text = value if isinstance(value, str) else " ".join(value)
    return f"<{name}>{escape(text)}</{name}>"


def arrived(person: User | None, form: FormVersion, answers: Mapping[str, Any], **given: Any) -> Submission:
    """Return a submission that waits, as the door would have stored it."""
    instance_id = given.pop("instance_id", f"uuid:{uuid.uuid4()}")
    data = given.pop("data", None) or filled(form, answers, instance_id)
    return Submission.objects.create(
        **{
            "instance_id": instance_id,
            "form_id": form.form_id,
            "version": form.version,
            "received_at": datetime.now(UTC),
            "person": person,
            "sha256": hashlib.sha256(data).digest(),
            "size": len(data),
            "sealed": seal_for(person.organisation_id if person else "", "intake", data),
            **given,
        }
    )
