"""Examples of dialogue processes, commitments and words on them."""

from typing import Any

from tests.examples.example import Example


def _dialogue(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Dialogue {word}",
        "theme": "security",
        "level": "groupement",
        "pillar": "ISSSS-1",
        "opened_on": "2026-01-12",
        "do_no_harm": "adapt",
        "do_no_harm_on": "2026-01-13",
        "do_no_harm_note": closed,
        "outcome": "action_plan",
        "outcome_on": "2026-02-12",
        "outcome_document": "piece.pdf",
    }


def _commitment(word: str, _closed: str) -> dict[str, Any]:
    return {
        "words": f"Promesse {word}",
        "side": "state",
        "towards": "population",
        "holder": f"Office {word}",
        "type": "social",
        "level": "groupement",
        "pillar": "ISSSS-1",
        "made_on": "2026-01-20",
        "due_on": "2026-12-31",
    }


def _followup(word: str, _closed: str) -> dict[str, Any]:
    return {
        "said_on": "2026-03-01",
        "voice": "verification",
        "says": "going",
        "words": f"Parole {word}",
        "speaker": f"Observatoire {word}",
        "gathered": "visit",
        "document": "piece.pdf",
    }


EXAMPLES = {
    "dialogue": Example(_dialogue),
    "commitment": Example(_commitment, "dialogue", "dialogue"),
    "followup": Example(_followup, "commitment", "commitment"),
}
