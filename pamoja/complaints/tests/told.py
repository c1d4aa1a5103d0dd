"""Complaints as tests enter them."""

from typing import Any

from pamoja.complaints.models import Complaint
from pamoja.complaints.register import complaints
from pamoja.kit.by import By
from pamoja.records.actions import enter

PLACE = "CD6111-bwisha-jomba"
COMPLAINT: dict[str, Any] = {
    "received_on": "2026-03-02",
    "channel": "box",
    "category": "money",
    "place": PLACE,
    "anonymous": "yes",
    "said": "On nous a demandé de l’argent pour être inscrits.",
    "sensitivity": "restricted",
}
ANSWERED = {
    "acknowledged_on": "2026-03-03",
    "office": "Équipe de suivi",
    "decision": "Rappel public : l’inscription est gratuite.",
    "answered_on": "2026-03-20",
    "answer": "L’argent est rendu ; l’inscription est gratuite.",
    "answer_way": "meeting",
    "closed_on": "2026-03-20",
}


def complaint(by: By, **changes: Any) -> Complaint:
    """Enter a complaint that nobody has dealt with yet."""
    found: Complaint = enter(complaints, COMPLAINT | changes, by)
    return found
