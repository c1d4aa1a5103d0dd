"""Examples of persons."""

from typing import Any

from tests.examples.example import Example


def _person(word: str, closed: str) -> dict[str, Any]:
    return {
        "full_name": f"zn{word[2:]}",
        "registered_on": "2026-02-01",
        "sex": "f",
        "birth": "1985",
        "status": "host",
        "household": f"{word} {closed}",
        "signed": "piece.pdf",
        "consents": [{"purpose": "share", "given_on": "2026-02-01", "form": "written"}],
    }


EXAMPLES = {
    "person": Example(_person),
}
