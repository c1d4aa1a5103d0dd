"""Examples of savings groups with their sheets, works, grants, cooperatives and markets."""

from datetime import date
from typing import Any

from tests.examples.example import Example

MONTHS = 24


def _savings_group(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"AVEC {word}",
        "formed_on": "2023-11-01",
        "started_on": "2023-12-01",
        "rhythm": "weekly",
        "share_value": "1000",
        "social_share": "200",
        "currency": "cdf",
        "people": "20",
        "communities": "2",
        "box_keys": "3",
        "supported_by": word,
        "contact_name": f"zn{word[2:]}",
        "members": [
            {"sex": "f", "age": "18-35", "status": "idp", "people": "14"},
            {"sex": "m", "age": "36-59", "status": "host", "people": "6"},
        ],
    }


def _month(word: str) -> str:
    """Return a day of a month that follows from the number in a word: a group has one sheet a month."""
    number = int("".join(letter for letter in word if letter.isdigit()) or 0) % MONTHS
    return date(2024 + number // 12, number % 12 + 1, 20).isoformat()


def _savings_sheet(word: str, _closed: str) -> dict[str, Any]:
    return {
        "closed_on": _month(word),
        "currency": "cdf",
        "meetings": "4",
        "members_active": "19",
        "women_active": "14",
        "women_present": "50",
        "men_present": "15",
        "savings": "152000.5",
        "loans_given": "90000",
        "outstanding": "240000",
        "late": "30000",
        "interest": "9000",
        "penalties": "1500",
        "social_in": "15200",
        "social_out": "5000",
        "note": f"Remarque {word}",
        "photo": "piece.pdf",
    }


def _share_out(word: str, _closed: str) -> dict[str, Any]:
    return {
        "from_on": "2023-12-01",
        "shared_on": "2024-12-15",
        "total": "2100000",
        "shares": "1750",
        "per_share": "1200",
        "currency": "cdf",
        "people": "18",
        "women": "13",
        "men": "5",
        "becomes": "new_cycle",
        "note": f"Remarque {word}",
        "sheet": "piece.pdf",
    }


def _works(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Route {word}",
        "type": "road",
        "unit": "km",
        "planned": "4.5",
        "done": "4",
        "starts_on": "2025-02-03",
        "ended_on": "2025-05-30",
        "carried_out_by": f"Association {word}",
        "from_end": f"Pont {word}",
        "to_end": "École",
        "outline": "LINESTRING (29.37 -1.19, 29.38 -1.21)",
        "committee": "yes",
        "committee_women": "3",
        "committee_men": "4",
        "wages_due": "4500",
        "wages_paid": "3000",
        "wages_paid_on": "2025-06-20",
        "currency": "usd",
        "provisional_on": "2025-07-01",
        "accepted_by": f"Service {word}",
        "workers": [{"sex": "f", "status": "idp", "people": "50", "days": "1500", "wage": "3"}],
    }


def _works_visit(word: str, _closed: str) -> dict[str, Any]:
    return {
        "milestone": "6",
        "visited_on": "2025-12-02",
        "condition": "damaged",
        "in_use": "3.75",
        "kept_up": "no",
        "account": f"Caniveau bouché {word}",
        "photo": "piece.pdf",
    }


def _grant(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Moulin {word}",
        "kind": "association",
        "sector": "processing",
        "recipient": f"Association {word}",
        "purpose": f"Un moulin {word}",
        "granted_on": "2025-02-03",
        "amount": "1200",
        "currency": "usd",
        "people": "12",
        "women": "9",
        "men": "3",
        "registered": "yes",
        "registration": f"Numéro {word}",
        "contact_name": f"zn{word[2:]}",
        "agreement": "piece.pdf",
        "tranches": [
            {"due_on": "2025-02-10", "amount": "800", "paid_on": "2025-02-20", "condition": word},
            {"due_on": "2025-08-10", "amount": "400"},
        ],
    }


def _grant_visit(word: str, closed: str) -> dict[str, Any]:
    return {
        "milestone": "6",
        "visited_on": "2025-09-02",
        "finding": "stopped",
        "why_stopped": f"Panne du moteur {word}",
        "income_before": "40",
        "income_after": "35.5",
        "sales": "60",
        "currency": "usd",
        "account": closed,
        "photo": "piece.pdf",
    }


def _cooperative(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Coopérative {word}",
        "chain": "coffee",
        "founded_on": "2024-03-01",
        "registered": "yes",
        "registration": f"Numéro {word}",
        "people": "84",
        "women": "31",
        "men": "53",
        "board": "7",
        "board_women": "2",
        "supported_by": word,
        "contact_name": f"zn{word[2:]}",
        "document": "piece.pdf",
        "sales": [
            {"until_on": "2025-08-31", "chain": "coffee", "kilograms": "12400", "price": "2.15", "currency": "usd"}
        ],
        "credits": [{"obtained_on": "2025-03-01", "amount": "5000", "currency": "usd", "lender": f"Caisse {word}"}],
    }


def _market(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Marché {word}",
        "reopened_on": "2025-04-01",
        "managed_by": "committee",
        "committee_women": "4",
        "committee_men": "5",
        "stalls": "120",
        "stalls_used": "96",
        "stalls_women": "70",
        "days": "2",
        "users": "800",
        "posted": "yes",
        "posted_seen_on": "2025-10-01",
        "photo": "piece.pdf",
        "taxes": [{"what": f"Étalage {word}", "amount": "500", "currency": "cdf", "receipt": "yes"}],
    }


EXAMPLES = {
    "savings_group": Example(_savings_group),
    "savings_sheet": Example(_savings_sheet, "group", "savings_group"),
    "share_out": Example(_share_out, "group", "savings_group"),
    "works": Example(_works),
    "works_visit": Example(_works_visit, "works", "works"),
    "grant": Example(_grant),
    "grant_visit": Example(_grant_visit, "grant", "grant"),
    "cooperative": Example(_cooperative),
    "market": Example(_market),
}
