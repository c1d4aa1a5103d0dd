"""Reading the table of roles: what each reads and does, with the words for it; every fault is told at once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

LEVELS = ("public", "internal", "restricted", "strict")
NONE = "none"
GROUPS = ("enters", "corrects", "reads", "decides", "looks_after")
DEEDS = ("enters", "corrects")
"""The groups of verbs that change something and open nothing."""
LANGUAGES = ("fr", "en", "sw")
KEYS = {"label", "own", "others", "verbs"}
TOP = {"register", "verb", "role"}
BY = {"entered_by": ("enter", "enters"), "corrected_by": ("correct", "corrects")}
"""What a register says of roles: the verb that they get, and its group."""
OPENED_BY = "opened_by"
CLOSED_TO, OWN_ONLY = "closed_to", "own_only"
"""What a register may say beside: the wide roles that do not open it, and those that see in it what concerns them."""
FURTHER = (CLOSED_TO, OWN_ONLY)
ENTRUST = "people.entrust"
TRUSTED = {"team.standing", "psea.handle", "psea.name", ENTRUST}
"""The verbs that lead to strict records or to reports of abuse: by being named for them, or by naming somebody."""


@dataclass(frozen=True)
class Verb:
    """Hold one verb: the group that lists it, and its words after the name of that group."""

    code: str
    group: str
    label: Mapping[str, str]

    def __str__(self) -> str:
        return in_language(self.label)

    @property
    def is_deed(self) -> bool:
        """Tell whether the verb changes something and opens nothing to read."""
        return self.group in DEEDS


@dataclass(frozen=True)
class Role:
    """Hold one role: its names, what it reads and what it does."""

    code: str
    label: Mapping[str, str]
    own: tuple[str, ...]
    others: tuple[str, ...]
    registers: frozenset[str] | None
    verbs: frozenset[str]
    closed: frozenset[str] = frozenset()
    own_only: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return in_language(self.label)

    @property
    def is_entrusted(self) -> bool:
        """Tell whether the role leads to strict records, so that few may give it."""
        return self.own == LEVELS or not self.verbs.isdisjoint(TRUSTED)

    def opens(self, register: str) -> bool:
        """Tell whether the role opens a register at all."""
        return (self.registers is None or register in self.registers) and register not in self.closed


def in_language(label: Mapping[str, str]) -> str:
    """Return a text in the language of the page."""
    return label.get((get_language() or "fr")[:2], label["fr"])


def levels_up_to(level: str) -> tuple[str, ...]:
    """Return the levels from public up to one."""
    return () if level == NONE else LEVELS[: LEVELS.index(level) + 1]


def read_roles(text: str) -> tuple[dict[str, Verb], dict[str, Role]]:
    """Return the verbs and the roles by code, as a roles file declares them.

    Raises ValueError with every fault of the file.
    """
    data = tomllib.loads(text)
    if faults := list(faults_of(data)):
        raise ValueError("roles.toml: " + "; ".join(faults))
    registers = data["register"]
    verbs = {
        f"{name}.{verb}": Verb(f"{name}.{verb}", group, _label(entry["label"]))
        for verb, group in BY.values()
        for name, entry in registers.items()
    } | {code: Verb(code, entry["group"], _label(entry)) for code, entry in data["verb"].items()}
    roles = {
        code: Role(
            code,
            _label(entry["label"]),
            levels_up_to(entry["own"]),
            levels_up_to(entry["others"]),
            frozenset(_naming(registers, OPENED_BY, code)) if entry.get("narrow") else None,
            frozenset(entry["verbs"])
            | {f"{name}.{verb}" for by, (verb, _group) in BY.items() for name in _naming(registers, by, code)},
            frozenset(_naming(registers, CLOSED_TO, code)),
            frozenset(_naming(registers, OWN_ONLY, code)),
        )
        for code, entry in data["role"].items()
    }
    return verbs, roles


def _naming(registers: Mapping[str, Any], by: str, role: str) -> Iterator[str]:
    """Yield the registers that name a role."""
    return (name for name, entry in registers.items() if role in entry.get(by, ()))


def _label(entry: Mapping[str, str]) -> dict[str, str]:
    return {language: entry[language] for language in LANGUAGES}


def faults_of(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for everything in a roles file that is unknown, missing or misspelt."""
    for name in sorted(TOP - data.keys()):
        yield f"[{name}.…] is missing"
    for name in sorted(data.keys() - TOP):
        yield f"[{name}] is not known"
    for name, entry in data.get("register", {}).items():
        yield from _faults_of_register(f"register {name}", entry, data.get("role", {}))
    for code, entry in data.get("verb", {}).items():
        yield from _faults_of_verb(f"verb {code}", entry)
    for code, entry in data.get("role", {}).items():
        yield from _faults_of_role(f"role {code}", entry, data.get("verb", {}))


def _faults_of_register(where: str, entry: Any, roles: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where}: it has no table of its own"
        return
    for name in sorted(entry.keys() - {"label", OPENED_BY, *BY, *FURTHER}):
        yield f"{where}: “{name}” is not known"
    yield from _faults_of_words(where, entry.get("label", {}))
    for by in (OPENED_BY, *BY):
        if by not in entry:
            yield f"{where}: “{by}” is missing"
        for role in sorted(set(entry.get(by, ())) - set(roles)):
            yield f"{where}: there is no role “{role}”"
    for by in FURTHER:
        for role in sorted(set(entry.get(by, ())) - set(roles)):
            yield f"{where}: there is no role “{role}”"
    for role in sorted(set(entry.get(CLOSED_TO, ())) & {name for one in BY for name in entry.get(one, ())}):
        yield f"{where}: the role “{role}” writes in it, and does not open it"
    for role in sorted(set(entry.get(OPENED_BY, ())) & set(roles)):
        if not roles[role].get("narrow"):
            yield f"{where}: the role “{role}” opens every register, not only this one"


def _faults_of_verb(where: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where}: write {{ group = …, fr = …, en = …, sw = … }}"
        return
    if entry.get("group") not in GROUPS:
        yield f"{where}: the group is one of {', '.join(GROUPS)}"
    yield from _faults_of_words(where, {name: text for name, text in entry.items() if name != "group"})


def _faults_of_role(where: str, entry: Any, verbs: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where}: it has no table of its own"
        return
    for name in sorted(entry.keys() - KEYS - {"narrow"}):
        yield f"{where}: “{name}” is not known"
    for name in sorted(KEYS - entry.keys()):
        yield f"{where}: “{name}” is missing"
    yield from _faults_of_words(where, entry.get("label", {}))
    for name, highest in (("own", LEVELS), ("others", LEVELS[:-1])):
        if name in entry and entry[name] not in (NONE, *highest):
            yield f"{where}: {name} = “{entry[name]}” is not one of {', '.join((NONE, *highest))}"
    if not isinstance(entry.get("narrow", True), bool):
        yield f"{where}: “narrow” is true or false"
    for verb in sorted(set(entry.get("verbs", ())) - set(verbs)):
        yield f"{where}: the verb “{verb}” is not declared"


def _faults_of_words(where: str, label: Any) -> Iterator[str]:
    if not isinstance(label, dict):
        label = {}
    for language in LANGUAGES:
        if not isinstance(label.get(language), str) or not label[language].strip():
            yield f"{where}: its words in “{language}” are missing"
    for name in sorted(set(label) - set(LANGUAGES)):
        yield f"{where}: “{name}” is not one of {', '.join(LANGUAGES)}"
