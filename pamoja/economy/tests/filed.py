"""Records of the local economy as tests enter them."""

from typing import Any

from pamoja.economy.cooperatives import cooperatives, markets
from pamoja.economy.grants import grant_visits, grants
from pamoja.economy.models import (
    Cooperative,
    Grant,
    GrantVisit,
    Market,
    SavingsGroup,
    SavingsSheet,
    ShareOut,
    Works,
    WorksVisit,
)
from pamoja.economy.savings import savings_groups, savings_sheets, share_outs
from pamoja.economy.works import works, works_visits
from pamoja.kit.by import By
from pamoja.records.actions import enter

PLACE = "CD6111-bwisha-jomba"
COMMON: dict[str, Any] = {"place": PLACE, "sensitivity": "internal"}
GROUP: dict[str, Any] = COMMON | {
    "title": "AVEC Tujenge",
    "formed_on": "2024-02-01",
    "started_on": "2026-01-05",
    "rhythm": "weekly",
    "share_value": "1000",
    "currency": "cdf",
    "people": "20",
    "members": [
        {"sex": "f", "age": "18-35", "status": "idp", "people": "14"},
        {"sex": "m", "age": "36-59", "status": "host", "people": "6"},
    ],
}
SHEET: dict[str, Any] = COMMON | {
    "closed_on": "2026-01-26",
    "currency": "cdf",
    "meetings": "4",
    "members_active": "20",
    "women_active": "14",
    "women_present": "50",
    "men_present": "20",
    "savings": "100000",
    "loans_given": "40000",
    "outstanding": "40000",
    "late": "0",
    "interest": "0",
    "penalties": "1000",
}
SHARE_OUT: dict[str, Any] = COMMON | {
    "from_on": "2025-01-06",
    "shared_on": "2025-12-20",
    "total": "2400000",
    "shares": "2000",
    "per_share": "1200",
    "currency": "cdf",
    "people": "18",
    "women": "13",
    "men": "5",
    "becomes": "new_cycle",
}
WORKS: dict[str, Any] = COMMON | {
    "title": "Route de Jomba au marché",
    "type": "road",
    "unit": "km",
    "planned": "4.5",
    "done": "4",
    "starts_on": "2025-02-03",
    "ended_on": "2025-05-30",
    "outline": "LINESTRING (29.37 -1.19, 29.38 -1.21)",
    "wages_due": "4500",
    "wages_paid": "4500",
    "wages_paid_on": "2025-06-19",
    "currency": "usd",
    "workers": [
        {"sex": "f", "status": "idp", "people": "30", "days": "900", "wage": "3"},
        {"sex": "m", "status": "ex_combatant", "people": "20", "days": "600", "wage": "3"},
    ],
}
WORKS_VISIT: dict[str, Any] = COMMON | {
    "milestone": "6",
    "visited_on": "2025-12-02",
    "condition": "good",
    "in_use": "4",
}
GRANT: dict[str, Any] = COMMON | {
    "title": "Un moulin à Jomba",
    "kind": "association",
    "sector": "processing",
    "recipient": "Association Umoja",
    "granted_on": "2025-02-03",
    "amount": "1200",
    "currency": "usd",
    "people": "12",
    "women": "9",
    "men": "3",
    "tranches": [
        {"due_on": "2025-02-10", "amount": "800", "paid_on": "2025-02-20"},
        {"due_on": "2025-08-10", "amount": "400"},
    ],
}
GRANT_VISIT: dict[str, Any] = COMMON | {
    "milestone": "6",
    "visited_on": "2025-09-02",
    "finding": "active",
    "income_before": "40",
    "income_after": "60",
    "currency": "usd",
}
COOPERATIVE: dict[str, Any] = COMMON | {
    "title": "Coopérative du café",
    "chain": "coffee",
    "founded_on": "2024-03-01",
    "registered": "no",
    "people": "84",
    "women": "31",
    "men": "53",
}
MARKET: dict[str, Any] = COMMON | {
    "title": "Marché de Jomba",
    "reopened_on": "2025-04-01",
    "managed_by": "committee",
    "stalls": "120",
    "stalls_used": "96",
}


def group(by: By, **changes: Any) -> SavingsGroup:
    """Enter a savings group."""
    found: SavingsGroup = enter(savings_groups, GROUP | changes, by)
    return found


def sheet(by: By, of: SavingsGroup, **changes: Any) -> SavingsSheet:
    """Enter the sheet of a month."""
    found: SavingsSheet = enter(savings_sheets, SHEET | {"group": str(of.pk)} | changes, by)
    return found


def share_out(by: By, of: SavingsGroup, **changes: Any) -> ShareOut:
    """Enter a share-out."""
    found: ShareOut = enter(share_outs, SHARE_OUT | {"group": str(of.pk)} | changes, by)
    return found


def piece_of_works(by: By, **changes: Any) -> Works:
    """Enter works."""
    found: Works = enter(works, WORKS | changes, by)
    return found


def works_visit(by: By, of: Works, **changes: Any) -> WorksVisit:
    """Enter a visit to works."""
    found: WorksVisit = enter(works_visits, WORKS_VISIT | {"works": str(of.pk)} | changes, by)
    return found


def grant(by: By, **changes: Any) -> Grant:
    """Enter a grant."""
    found: Grant = enter(grants, GRANT | changes, by)
    return found


def grant_visit(by: By, of: Grant, **changes: Any) -> GrantVisit:
    """Enter a visit to a grant."""
    found: GrantVisit = enter(grant_visits, GRANT_VISIT | {"grant": str(of.pk)} | changes, by)
    return found


def cooperative(by: By, **changes: Any) -> Cooperative:
    """Enter a cooperative."""
    found: Cooperative = enter(cooperatives, COOPERATIVE | changes, by)
    return found


def market(by: By, **changes: Any) -> Market:
    """Enter a market."""
    found: Market = enter(markets, MARKET | changes, by)
    return found
