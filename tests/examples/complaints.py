"""Examples of complaints and feedback."""

from typing import Any

from tests.examples.example import Example


def _complaint(word: str, closed: str) -> dict[str, Any]:
    return {
        "received_on": "2026-02-01",
        "channel": "box",
        "category": "quality",
        "place_said": closed,
        "anonymous": "no",
        "person_name": f"zn{word[2:]}",
        "said": closed,
        "letter": "piece.pdf",
        "acknowledged_on": "2026-02-02",
        "office": f"Bureau {word}",
        "answered_on": "2026-02-20",
        "answer": closed,
        "answer_way": "in_person",
    }


EXAMPLES = {
    "complaint": Example(_complaint),
}
