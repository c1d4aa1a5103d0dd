"""Records of money as tests enter them."""

from typing import Any

from pamoja.kit.by import By
from pamoja.money.models import Agreement, BudgetLine, ExchangeRate, Transaction
from pamoja.money.register import agreements, budget_lines, exchange_rates, transactions
from pamoja.records.actions import enter

COMMON: dict[str, Any] = {"place": "CD6111-bwisha-jomba", "sensitivity": "internal"}
AGREEMENT: dict[str, Any] = COMMON | {
    "number": "CVF 1",
    "funder": "kiongozi",
    "partner": "upendo",
    "project": "paix",
    "signed_on": "2025-12-15",
    "from_on": "2026-01-01",
    "until_on": "2026-12-31",
    "amount": "20000",
    "currency": "eur",
}
LINE: dict[str, Any] = COMMON | {
    "number": "1.1",
    "label": "Séances",
    "category": "dialogue",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "planned": "10000",
    "currency": "eur",
}
TRANSACTION: dict[str, Any] = COMMON | {
    "kind": "4",
    "made_on": "2026-02-10",
    "amount": "1000",
    "currency": "eur",
    "provider": "upendo",
    "receiver": "",
}
RATE: dict[str, Any] = {
    "currency": "usd",
    "dated_on": "2026-01-01",
    "per_euro": "1.25",
    "source": "Banque",
    "place": "CD61",
}


def agreement(by: By, **answers: Any) -> Agreement:
    """Enter an agreement between Kiongozi and Upendo."""
    return enter(agreements, AGREEMENT | answers, by)  # type: ignore[no-any-return]


def line(by: By, of: Agreement, **answers: Any) -> BudgetLine:
    """Enter a line of an agreement."""
    return enter(budget_lines, LINE | {"agreement": str(of.pk)} | answers, by)  # type: ignore[no-any-return]


def transaction(by: By, of: BudgetLine, **answers: Any) -> Transaction:
    """Enter a transaction of a line."""
    about = {"agreement": str(of.agreement_id), "line": str(of.pk)}
    return enter(transactions, TRANSACTION | about | answers, by)  # type: ignore[no-any-return]


def rate(by: By, **answers: Any) -> ExchangeRate:
    """Enter a rate."""
    return enter(exchange_rates, RATE | answers, by)  # type: ignore[no-any-return]
