"""Records of the context as tests enter them."""

from typing import Any

from pamoja.context.analyses import analyses
from pamoja.context.incidents import incidents
from pamoja.context.models import Analysis, Incident, Risk, Story
from pamoja.context.risks import risks
from pamoja.context.stories import stories
from pamoja.kit.by import By
from pamoja.records.actions import enter

PLACE = "CD6111-bwisha-jomba"
COMMON: dict[str, Any] = {"place": PLACE, "sensitivity": "internal"}
ANALYSIS: dict[str, Any] = COMMON | {
    "title": "Pâturage et champs à Jomba",
    "level": "groupement",
    "method": "workshop",
    "analysed_on": "2025-04-02",
    "held_until": "2026-04-02",
    "summary": "Les vaches passent par les champs après la récolte.",
    "drivers": [{"dynamic": "land_identity", "how": "La limite de 1978"}],
    "actors": [{"name": "Conseil de la chefferie", "kind": "customary", "power": "4", "part": "both"}],
    "factors": [{"kind": "connector", "what": "Le marché du jeudi"}],
    "events": [{"year": "1993", "what": "Violences"}],
}
INCIDENT: dict[str, Any] = COMMON | {
    "title": "Barrière sur la route du marché",
    "happened_on": "2025-05-04",
    "type": "barrier",
    "author": "unknown",
    "victims_known": "yes",
    "source": "community",
    "reliability": "C",
    "credibility": "2",
    "effect": "delayed",
    "staff_concerned": "no",
    "victims": [{"harm": "injured", "sex": "f", "people": "2"}, {"harm": "robbed", "sex": "x"}],
}
RISK: dict[str, Any] = COMMON | {
    "title": "La route se ferme",
    "cause": "Pluies",
    "consequence": "Les séances s’arrêtent",
    "category": "security",
    "identified_on": "2025-02-03",
    "likelihood": "3",
    "impact": "4",
    "response": "reduce",
    "holder": "Logistique du partenaire",
    "review_on": "2026-08-03",
    "state": "open",
}
STORY: dict[str, Any] = COMMON | {
    "title": "Le comité du marché de Jomba affiche ses comptes",
    "changed_on": "2025-03-01",
    "domain": "accountability",
    "before": "Rien n’était affiché.",
    "after": "Les comptes sont affichés chaque mois.",
    "contribution": "Deux formations et une visite d’échange.",
    "other_causes": "Une note de l’administration du territoire.",
    "quoted": "no",
    "sources": [{"source": "S1", "kind": "concerned", "heard_on": "2025-06-02"}],
}
QUOTE: dict[str, Any] = {
    "quoted": "yes",
    "quote": "On sait où va la taxe.",
    "consent_on": "2025-06-02",
    "consent_form": "oral",
    "consent_public": "no",
}


def analysis(by: By, **answers: Any) -> Analysis:
    """Enter a conflict analysis."""
    found: Analysis = enter(analyses, ANALYSIS | answers, by)
    return found


def incident(by: By, **answers: Any) -> Incident:
    """Enter an incident."""
    found: Incident = enter(incidents, INCIDENT | answers, by)
    return found


def risk(by: By, **answers: Any) -> Risk:
    """Enter a risk."""
    found: Risk = enter(risks, RISK | answers, by)
    return found


def story(by: By, **answers: Any) -> Story:
    """Enter a change story."""
    found: Story = enter(stories, STORY | answers, by)
    return found
