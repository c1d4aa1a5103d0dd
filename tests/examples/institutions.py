"""Examples of compacts, public entities under contract and community scorecards."""

from datetime import date, timedelta
from typing import Any

from tests.examples.example import Example


def _compact(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Compact {word}",
        "authority": f"Gouvernorat {word}",
        "level": "province",
        "with_whom": f"Société civile {word}",
        "state": "in_force",
        "signed_on": "2026-01-10",
        "from_on": "2026-01-10",
        "until_on": "2026-12-31",
        "review_every": "3",
        "summary": f"Le compact dit {word}",
        "document": "piece.pdf",
        "pillars": [{"concerns": "ISSSS-3"}],
    }


def _review(word: str, _closed: str) -> dict[str, Any]:
    return {
        "held_on": "2026-03-20",
        "chaired_by": f"Cabinet {word}",
        "women": "6",
        "men": "9",
        "decisions": f"Il est décidé {word}",
        "minutes": "piece.pdf",
        "next_on": "2026-06-20",
    }


def _entity(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Poste {word}",
        "kind": "police",
        "answers_to": f"Commissariat {word}",
        "contract_no": word,
        "contract_with": f"Fonds {word}",
        "from_on": "2023-01-01",
        "until_on": "2026-12-31",
        "evaluated_every": "3",
        "gap_allowed": "8",
        "note": word,
        "contract": "piece.pdf",
        "indicators": [{"indicator": "patrols", "weight": "2.5", "target": "80"}],
    }


def _day(word: str) -> str:
    """Return a day that follows from the number in a word: an entity has one evaluation of a day."""
    number = int("".join(letter for letter in word if letter.isdigit()) or 0) % 1000
    return (date(2023, 1, 1) + timedelta(days=number)).isoformat()


def _evaluation(word: str, _closed: str) -> dict[str, Any]:
    return {
        "from_on": _day(word),
        "until_on": _day(word),
        "verified_on": "2026-04-10",
        "verified_by": f"Inspection {word}",
        "counter_on": "2026-04-20",
        "counter_by": f"Observatoire {word}",
        "payment_due": "500",
        "payment_paid": "450.5",
        "currency": "usd",
        "paid_on": "2026-05-02",
        "note": word,
        "sheet": "piece.pdf",
        "scores": [{"indicator": "patrols", "score": "70", "counter": "62.5", "why": word}],
    }


def _scorecard(word: str, _closed: str) -> dict[str, Any]:
    return {
        "service": f"Centre de santé {word}",
        "held_on": "2026-02-10",
        "self_on": "2026-02-12",
        "interface_on": "2026-02-20",
        "interface_women": "14",
        "interface_men": "11",
        "agreed": f"Il est convenu {word}",
        "minutes": "piece.pdf",
        "next_on": "2026-08-20",
        "criteria": [
            {"criterion": f"Accueil {word}", "citizens": "2.5", "women": "12", "men": "9", "own": "4", "reason": word}
        ],
    }


EXAMPLES = {
    "compact": Example(_compact),
    "compact_review": Example(_review, "compact", "compact"),
    "public_entity": Example(_entity),
    "entity_evaluation": Example(_evaluation, "entity", "public_entity"),
    "scorecard": Example(_scorecard),
}
