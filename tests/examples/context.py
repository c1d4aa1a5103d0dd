"""Examples of conflict analyses, incidents, risks and change stories."""

from typing import Any

from tests.examples.example import Example


def _analysis(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Conflit {word}",
        "level": "groupement",
        "method": "workshop",
        "analysed_on": "2025-04-02",
        "held_until": "2026-04-02",
        "women": "14",
        "men": "0",
        "summary": f"Pâturage et champs {word}",
        "advice": f"Parler d’abord {word}",
        "report": "piece.pdf",
        "drivers": [{"dynamic": "land_identity", "how": f"Limite {word}"}, {"dynamic": "regional"}],
        "actors": [
            {
                "name": f"Conseil {closed}",
                "kind": "customary",
                "interest": closed,
                "position": "« La terre est à nous »",
                "power": "4",
                "part": "both",
            },
            {"name": "Éleveurs", "kind": "farmers", "power": "2", "part": "unknown"},
        ],
        "factors": [
            {"kind": "connector", "what": f"Marché {word}"},
            {"kind": "divider", "what": "Rumeurs"},
        ],
        "events": [{"year": "1993", "when": "mars", "what": f"Violences {word}"}, {"year": "2025", "what": "Retours"}],
    }


def _incident(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Barrière {word}",
        "happened_on": "2025-05-04",
        "type": "barrier",
        "author": "unknown",
        "victims_known": "yes",
        "account": f"Camions arrêtés {closed}",
        "source": "community",
        "reliability": "F",
        "credibility": "2",
        "effect": "delayed",
        "days_lost": "0",
        "measures": f"Autre route {word}",
        "staff_concerned": "no",
        "victims": [
            {"harm": "injured", "sex": "f", "people": "2"},
            {"harm": "robbed", "sex": "x"},
        ],
    }


def _risk(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"La route se ferme {word}",
        "cause": f"Pluies {word}",
        "consequence": "Les séances s’arrêtent",
        "category": "security",
        "identified_on": "2025-02-03",
        "likelihood": "3",
        "impact": "4",
        "response": "reduce",
        "measures": f"Stock avancé {word}",
        "holder": f"Logistique {word}",
        "review_on": "2027-01-15",
        "state": "open",
        "reviews": [
            {"reviewed_on": "2025-06-03", "likelihood": "4", "impact": "4", "note": f"Pont coupé {word}"},
            {"reviewed_on": "2025-12-03", "likelihood": "2", "impact": "4"},
        ],
    }


def _story(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Le comité {word} publie ses comptes",
        "changed_on": "2025-03-01",
        "domain": "accountability",
        "before": f"Rien d’affiché {word}",
        "after": "Affiché chaque mois",
        "contribution": "Deux formations",
        "other_causes": "Une note du territoire",
        "significance": f"Les vendeuses lisent {word}",
        "quoted": "yes",
        "quote": f"On sait où va la taxe {word}",
        "consent_on": "2025-06-02",
        "consent_form": "oral",
        "consent_public": "yes",
        "consent": "piece.pdf",
        "source_names": f"zn{word[2:]}",
        "verified_on": "2025-07-02",
        "verified_by": f"Suivi-évaluation {word}",
        "verified_how": "visit",
        "grade": "fair",
        "selected_at": "chefferie",
        "selected_on": "2025-08-02",
        "selected_why": "Le plus clair",
        "sources": [
            {"source": "S1", "kind": "concerned", "heard_on": "2025-06-02", "note": closed},
            {"source": "S2", "kind": "document", "heard_on": "2025-06-03"},
        ],
    }


EXAMPLES = {
    "analysis": Example(_analysis),
    "incident": Example(_incident),
    "risk": Example(_risk),
    "story": Example(_story),
}
