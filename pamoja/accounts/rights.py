"""The table of verbs by role, read by one function."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from pamoja.kit.problems import Problem

if TYPE_CHECKING:
    from pamoja.accounts.models import User

LEVELS = ("public", "internal", "restricted", "strict")


@dataclass(frozen=True)
class Role:
    """Hold one role: its names, what it reads and what it does."""

    code: str
    label: dict[str, str]
    own: tuple[str, ...]
    others: tuple[str, ...]
    registers: frozenset[str] | None
    verbs: frozenset[str]

    def __str__(self) -> str:
        return self.label.get((get_language() or "fr")[:2], self.label["fr"])


def _levels_up_to(level: str) -> tuple[str, ...]:
    return () if level == "none" else LEVELS[: LEVELS.index(level) + 1]


def read_roles(text: str) -> tuple[frozenset[str], dict[str, Role]]:
    """Return all verbs and the roles by code, as a roles file declares them.

    Raises ValueError for an unknown verb, level or missing name.
    """
    data = tomllib.loads(text)
    verbs = frozenset(data["verbs"])
    roles = {}
    for code, entry in data["role"].items():
        unknown = set(entry["verbs"]) - verbs
        if unknown:
            raise ValueError(f"role {code}: unknown verbs {sorted(unknown)}")
        if set(entry["label"]) != {"fr", "en", "sw"}:
            raise ValueError(f"role {code}: a name in fr, en and sw is needed")
        registers = entry.get("registers")
        roles[code] = Role(
            code,
            entry["label"],
            _levels_up_to(entry["own"]),
            _levels_up_to(entry["others"]),
            None if registers is None else frozenset(registers),
            frozenset(entry["verbs"]),
        )
    return verbs, roles


VERBS, ROLES = read_roles(Path(__file__).with_name("roles.toml").read_text())


def can(person: "User", verb: str) -> bool:
    """Tell whether the person's role has the verb; raise KeyError for a verb that nobody declared."""
    if verb not in VERBS:
        raise KeyError(f"unknown verb {verb!r}")
    return person.is_active and verb in ROLES[person.role].verbs


def require(person: "User | None", verb: str) -> None:
    """Raise Problem("rights.refused") unless the person may do `verb`; a command on the server (None) may."""
    if person is not None and not can(person, verb):
        raise Problem("rights.refused")
