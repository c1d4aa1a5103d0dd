"""Examples of local structures and their assessments."""

from typing import Any

from tests.examples.example import Example


def _structure(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Comité {word}",
        "type": "clpd",
        "level": "groupement",
        "set_up_on": "2025-03-01",
        "act": "piece.pdf",
        "contact_name": f"zn{word[2:]}",
        "members": [{"sex": "f", "age": "18-35", "role": "chair", "people": "1"}],
        "plans": [{"kind": "action", "starts_on": "2026-01-01", "measures": word}],
        "trainings": [{"subject": word, "held_on": "2025-06-01"}],
    }


def _assessment(word: str, _closed: str) -> dict[str, Any]:
    return {
        "assessed_on": "2026-03-01",
        "method": "self",
        "assessor": f"Équipe {word}",
        "sheet": "piece.pdf",
        "scores": [{"dimension": "governance", "points": "2", "evidence": word}],
    }


EXAMPLES = {
    "structure": Example(_structure),
    "assessment": Example(_assessment, "structure", "structure"),
}
