"""The accounts that a demonstration offers to whoever tries it."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from pamoja.accounts.rights import ROLES


def accounts_to_try() -> list[dict[str, Any]]:
    """Return login, password and words of each account of a demonstration; nothing on any other instance."""
    path = Path(settings.HOME) / "demo.json"
    if not path.exists():
        return []
    accounts = json.loads(path.read_text(encoding="utf-8"))["accounts"]
    return [{**account, "role": _words(account)} for account in accounts]


def _words(account: dict[str, str]) -> str:
    return account.get("function") or str(ROLES.get(account["role"], account["role"]))
