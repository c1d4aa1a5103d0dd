"""Examples of sessions."""

from typing import Any

from tests.examples.example import Example


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
    "session": Example(_session, "process", "dialogue"),
}
