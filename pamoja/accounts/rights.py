"""The table of verbs by role, read by one function."""

from pathlib import Path
from typing import TYPE_CHECKING

from pamoja.accounts.role_table import LEVELS, Role, Verb, read_roles
from pamoja.kit.problems import Problem

if TYPE_CHECKING:
    from pamoja.accounts.models import User

__all__ = ["LEVELS", "ROLES", "VERBS", "Role", "Verb", "can", "require"]

FILE = Path(__file__).with_name("roles.toml")
VERBS, ROLES = read_roles(FILE.read_text(encoding="utf-8"))


def can(person: "User", verb: str) -> bool:
    """Tell whether the person's role has the verb; raise KeyError for a verb that nobody declared.

    In a preview, what opens something to read is open only as far as it is to the real person too.
    """
    declared = VERBS[verb]
    if not person.is_active or verb not in ROLES[person.role].verbs:
        return False
    real = person.previewed_by
    return real is None or declared.is_deed or can(real, verb)


def require(person: "User | None", verb: str) -> None:
    """Raise Problem("rights.refused") unless the person may do `verb`; a command on the server (None) may."""
    if person is not None and not can(person, verb):
        raise Problem("rights.refused")
