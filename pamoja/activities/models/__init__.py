"""Activities of projects, and the sessions in which people come together."""

from pamoja.activities.models.activity import Activity, ActivityState, GenderMarker, Output, Sharing
from pamoja.activities.models.session import Age, Attendance, Item, Session, SessionKind, Sex

__all__ = [
    "Activity",
    "ActivityState",
    "Age",
    "Attendance",
    "GenderMarker",
    "Item",
    "Output",
    "Session",
    "SessionKind",
    "Sex",
    "Sharing",
]
