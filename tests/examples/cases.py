"""Examples of conflict cases and the visits that follow."""

from typing import Any

from tests.examples.example import Example


def _case(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Champ {word}",
        "type": "land_field",
        "nature": "individual",
        "opened_on": "2026-01-12",
        "channel": "parties",
        "body": "ccmf",
        "violence": "none",
        "account": closed,
        "party_names": f"zn{word[2:]}",
        "agreement_on": "2026-02-10",
        "minutes": "piece.pdf",
        "outcome": "resolved",
        "outcome_on": "2026-02-10",
        "parties": [{"party": "A", "kind": "person", "sex": "f", "side": "claimant"}],
        "claims": [{"party": "A", "tenure": "customary", "unit": closed}],
        "steps": [{"step": "reception", "done_on": "2026-01-12", "note": word}],
    }


def _visit(word: str, closed: str) -> dict[str, Any]:
    return {
        "milestone": "3",
        "visited_on": "2026-05-12",
        "finding": "not_visited",
        "why_not": f"Route coupée {word}",
        "account": closed,
        "photo": "piece.pdf",
    }


EXAMPLES = {
    "case": Example(_case),
    "visit": Example(_visit, "case", "case"),
}
