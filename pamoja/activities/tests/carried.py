"""Activities and sessions as people enter them, for tests."""

from typing import Any

from pamoja.activities.models import Activity, Session
from pamoja.activities.register import activities, sessions
from pamoja.kit.by import By
from pamoja.records.actions import enter

ACTIVITY: dict[str, Any] = {
    "title": "Formation des médiateurs de Jomba",
    "type": "training",
    "project": "paix",
    "pillar": "ISSSS-1",
    "place": "CD6111-bwisha-jomba",
    "planned_from": "2026-01-05",
    "planned_until": "2026-03-31",
    "state": "1",
    "sensitivity": "public",
}
SESSION: dict[str, Any] = {
    "kind": "training",
    "held_on": "2026-02-03",
    "place": "CD6111-bwisha-jomba",
    "subject": "Écouter chaque partie",
    "sensitivity": "internal",
    "attendance": [
        {"sex": "f", "age": "18-35", "category": "women", "people": "7"},
        {"sex": "m", "age": "36-59", "category": "customary", "people": "5"},
    ],
}


def activity(by: By, **changes: Any) -> Activity:
    """Enter an activity."""
    entered: Activity = enter(activities, ACTIVITY | changes, by)
    return entered


def session(by: By, **changes: Any) -> Session:
    """Enter a session."""
    entered: Session = enter(sessions, SESSION | changes, by)
    return entered
