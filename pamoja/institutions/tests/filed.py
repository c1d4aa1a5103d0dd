"""Records of mutual accountability as tests enter them."""

from typing import Any

from pamoja.institutions.compacts import compact_reviews, compacts
from pamoja.institutions.entities import entity_evaluations, public_entities
from pamoja.institutions.models import Compact, CompactReview, EntityEvaluation, PublicEntity, Scorecard
from pamoja.institutions.scorecards import scorecards
from pamoja.kit.by import By
from pamoja.records.actions import enter

PLACE = "CD6111-bwisha-jomba"
COMMON: dict[str, Any] = {"place": PLACE, "sensitivity": "internal"}
COMPACT: dict[str, Any] = COMMON | {
    "title": "Compact de Bwisha",
    "authority": "Administration du territoire de Rutshuru",
    "level": "territoire",
    "state": "in_force",
    "signed_on": "2026-01-10",
    "from_on": "2026-01-10",
    "until_on": "2026-12-31",
    "review_every": "3",
    "pillars": [{"concerns": "ISSSS-3"}, {"concerns": "ISSSS-1"}],
}
REVIEW: dict[str, Any] = COMMON | {"held_on": "2026-04-02", "chaired_by": "Cabinet de l’administrateur"}
ENTITY: dict[str, Any] = COMMON | {
    "title": "Poste de police de Jomba",
    "kind": "police",
    "contract_with": "Fonds de stabilisation",
    "from_on": "2026-01-01",
    "until_on": "2026-12-31",
    "evaluated_every": "3",
    "indicators": [
        {"indicator": "patrols", "weight": "3", "target": "80"},
        {"indicator": "receipts", "weight": "1"},
        {"indicator": "open_hours", "weight": "2"},
    ],
}
EVALUATION: dict[str, Any] = COMMON | {
    "from_on": "2026-01-01",
    "until_on": "2026-03-31",
    "verified_on": "2026-04-10",
    "verified_by": "Inspection provinciale",
    "payment_due": "500",
    "currency": "usd",
    "scores": [
        {"indicator": "patrols", "score": "80"},
        {"indicator": "receipts", "score": "40"},
        {"indicator": "open_hours", "score": "", "why": "Registre mouillé"},
    ],
}
AGAIN: dict[str, Any] = {
    "counter_on": "2026-04-20",
    "counter_by": "Observatoire de la société civile",
    "scores": [
        {"indicator": "patrols", "score": "80", "counter": "60"},
        {"indicator": "receipts", "score": "40"},
        {"indicator": "open_hours", "score": ""},
    ],
}
SCORECARD: dict[str, Any] = COMMON | {
    "service": "Poste de police de Jomba",
    "held_on": "2026-03-10",
    "self_on": "2026-03-12",
    "interface_on": "2026-03-20",
    "interface_women": "14",
    "interface_men": "11",
    "criteria": [
        {"criterion": "Accueil des femmes", "citizens": "2", "women": "18", "men": "0", "own": "4"},
        {"criterion": "Patrouilles de nuit", "citizens": "3.5", "women": "18", "men": "15"},
    ],
}


def compact(by: By, **changes: Any) -> Compact:
    """Enter a compact."""
    found: Compact = enter(compacts, COMPACT | changes, by)
    return found


def review(by: By, of: Compact, **changes: Any) -> CompactReview:
    """Enter a follow-up meeting of a compact."""
    found: CompactReview = enter(compact_reviews, REVIEW | {"compact": str(of.pk)} | changes, by)
    return found


def entity(by: By, **changes: Any) -> PublicEntity:
    """Enter a public entity under contract."""
    found: PublicEntity = enter(public_entities, ENTITY | changes, by)
    return found


def evaluation(by: By, of: PublicEntity, **changes: Any) -> EntityEvaluation:
    """Enter the evaluation of an entity."""
    found: EntityEvaluation = enter(entity_evaluations, EVALUATION | {"entity": str(of.pk)} | changes, by)
    return found


def scorecard(by: By, **changes: Any) -> Scorecard:
    """Enter a community scorecard."""
    found: Scorecard = enter(scorecards, SCORECARD | changes, by)
    return found
