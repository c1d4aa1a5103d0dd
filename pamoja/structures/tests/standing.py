"""Structures, their meetings and assessments as tests enter them."""

from typing import Any

from pamoja.activities.models import Session
from pamoja.activities.register import sessions
from pamoja.kit.by import By
from pamoja.records.actions import enter
from pamoja.structures.models import Assessment, Structure
from pamoja.structures.register import assessments, structures

PLACE = "CD6111-bwisha-jomba"
STRUCTURE: dict[str, Any] = {
    "title": "CLPD de Jomba",
    "type": "clpd",
    "level": "groupement",
    "place": PLACE,
    "set_up_on": "2024-03-01",
    "sensitivity": "internal",
    "members": [
        {"role": "chair", "sex": "m", "age": "36-59", "group": "customary", "people": "1"},
        {"role": "member", "sex": "f", "age": "18-35", "group": "women", "people": "4"},
        {"role": "member", "sex": "m", "age": "36-59", "group": "", "people": "5"},
    ],
    "plans": [{"kind": "action", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "measures": "Six mesures."}],
}
ASSESSMENT: dict[str, Any] = {
    "assessed_on": "2026-03-01",
    "place": PLACE,
    "method": "self",
    "assessor": "Équipe du partenaire",
    "sensitivity": "internal",
    "scores": [
        {"dimension": "governance", "points": "2", "evidence": "règlement affiché"},
        {"dimension": "meetings", "points": "0"},
    ],
}


def structure(by: By, **changes: Any) -> Structure:
    """Enter a structure."""
    found: Structure = enter(structures, STRUCTURE | changes, by)
    return found


def meeting(by: By, of: Structure, on: str, **changes: Any) -> Session:
    """Enter a session that is a meeting of a structure."""
    answers = {
        "kind": "meeting",
        "held_on": on,
        "place": PLACE,
        "note": "On a relu le plan.",
        "sensitivity": "internal",
    }
    found: Session = enter(sessions, answers | {"structure": str(of.pk)} | changes, by)
    return found


def assessment(by: By, of: Structure, **changes: Any) -> Assessment:
    """Enter an assessment of a structure."""
    found: Assessment = enter(assessments, ASSESSMENT | {"structure": str(of.pk)} | changes, by)
    return found
