"""Examples of activities and of sessions."""

from typing import Any

from tests.examples.example import Example


def _activity(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Formation {word}",
        "type": "training",
        "project": "paix",
        "pillar": "ISSSS-1",
        "sector": "15220",
        "gender": "1",
        "planned_from": "2026-01-05",
        "planned_until": "2026-06-30",
        "state": "2",
        "started_on": "2026-01-12",
        "budget": "12000",
        "currency": "usd",
        "note": f"Avec les services {word}",
        "report": "piece.pdf",
        "outputs": [{"what": f"Séances {word}", "unit": "séances", "planned": "6", "done": "2"}],
        "partners": [{"organisation": "tumaini", "part": f"animation {word}"}],
    }


def _session(word: str, _closed: str) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "held_on": "2026-02-01",
        "facilitators": f"Comité {word}",
        "note": f"Compte rendu {word}",
        "minutes": "piece.pdf",
        "attendance": [{"sex": "f", "age": "18-35", "category": "women", "people": "7"}],
    }


EXAMPLES = {
    "activity": Example(_activity),
    "session": Example(_session, "process", "dialogue"),
}
