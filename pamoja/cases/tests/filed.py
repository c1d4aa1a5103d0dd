"""Cases and visits as tests enter them."""

from typing import Any

from pamoja.cases.models import Case, Visit
from pamoja.cases.register import cases, visits
from pamoja.kit.by import By
from pamoja.records.actions import enter

PLACE = "CD6111-bwisha-jomba"
CASE: dict[str, Any] = {
    "title": "Limites de deux champs au bord de la rivière",
    "type": "land_limits",
    "nature": "individual",
    "opened_on": "2026-01-12",
    "place": PLACE,
    "channel": "parties",
    "body": "ccmf",
    "violence": "none",
    "outcome": "open",
    "sensitivity": "restricted",
    "parties": [
        {"party": "A", "kind": "person", "sex": "f", "side": "claimant"},
        {"party": "B", "kind": "family", "sex": "g", "side": "respondent"},
    ],
    "claims": [
        {"party": "A", "tenure": "inheritance", "unit": "de la rivière à l’eucalyptus", "hectares": "0.75"},
        {"party": "B", "tenure": "customary", "unit": "du chemin à l’eucalyptus", "outline": "POINT (29.37 -1.19)"},
    ],
    "steps": [{"step": "reception", "done_on": "2026-01-12"}, {"step": "site_visit", "done_on": "2026-01-20"}],
}
RESOLVED = {"agreement_on": "2026-02-10", "outcome": "resolved", "outcome_on": "2026-02-10"}
VISIT: dict[str, Any] = {
    "milestone": "3",
    "visited_on": "2026-05-12",
    "finding": "holds",
    "heard": "all",
    "place": PLACE,
    "sensitivity": "restricted",
}


def case(by: By, **changes: Any) -> Case:
    """Enter a case that is under way."""
    found: Case = enter(cases, CASE | changes, by)
    return found


def visit(by: By, of: Case, **changes: Any) -> Visit:
    """Enter a visit to a case."""
    found: Visit = enter(visits, VISIT | {"case": str(of.pk)} | changes, by)
    return found
