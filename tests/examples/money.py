"""Examples of agreements, budget lines, transactions and exchange rates."""

from datetime import date, timedelta
from typing import Any

from tests.examples.example import Example


def _agreement(word: str, _closed: str) -> dict[str, Any]:
    return {
        "number": f"CVF {word}",
        "funder": "kiongozi",
        "partner": "upendo",
        "project": "paix",
        "signed_on": "2024-12-02",
        "from_on": "2025-01-01",
        "until_on": "2026-12-31",
        "amount": "250000",
        "currency": "eur",
        "provider_activity": f"XX-{word}",
        "note": f"Remarque {word}",
        "document": "piece.pdf",
    }


def _budget_line(word: str, _closed: str) -> dict[str, Any]:
    return {
        "number": word,
        "label": f"Séances {word}",
        "category": "dialogue",
        "starts_on": "2025-01-01",
        "ends_on": "2025-12-31",
        "planned": "12000.5",
        "currency": "usd",
        "note": f"Remarque {word}",
    }


def _transaction(word: str, _closed: str) -> dict[str, Any]:
    return {
        "kind": "1",
        "made_on": "2025-03-04",
        "amount": "50000",
        "currency": "eur",
        "provider": "kiongozi",
        "receiver": "upendo",
        "pillar": "ISSSS-1",
        "reference": f"Virement {word}",
        "about": f"Première tranche {word}",
        "voucher": "piece.pdf",
    }


def _exchange_rate(word: str, _closed: str) -> dict[str, Any]:
    number = int("".join(letter for letter in word if letter.isdigit()) or 0)
    return {
        "currency": "cdf",
        "dated_on": (date(2020, 1, 1) + timedelta(days=number)).isoformat(),
        "per_euro": "3050.25",
        "source": f"Banque {word}",
    }


EXAMPLES = {
    "agreement": Example(_agreement),
    "budget_line": Example(_budget_line, "agreement", "agreement"),
    "transaction": Example(_transaction, "agreement", "agreement"),
    "exchange_rate": Example(_exchange_rate),
}
