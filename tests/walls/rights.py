"""Who may read what, worked out by hand from the words of the programme, apart from the code that decides it."""

from pamoja.accounts.models import User
from tests.walls.planting import LEVELS, NAMED, Planted

READS: dict[str, tuple[str, str]] = {
    "field_agent": ("restricted", "internal"),
    "other_agent": ("restricted", "internal"),
    "partner_me": ("restricted", "internal"),
    "stranger": ("restricted", "internal"),
    "consortium_me": ("restricted", "internal"),
    "coordinator": ("restricted", "internal"),
    "protection": ("restricted", "internal"),
    "state": ("internal", "internal"),
    "structure": ("restricted", "internal"),
    "donor": ("public", "public"),
    "administrator": ("internal", "internal"),
}
"""The highest level that each person of the cast reads in records of their own organisation, and in those of others."""
PLACES_OF = {
    "field_agent": "CD6111-bwisha-jomba",
    "other_agent": "CD5405",
    "state": "CD6111-bwisha-jomba",
    "structure": "CD6111-bwisha-jomba",
}
"""The only planted place that lies within a person's places; others work everywhere."""
WORKS = {"works", "works_visit", "cooperative", "market"}
OPEN_REGISTERS = {"dialogue", "activity", "session", "commitment", "followup", "structure", "assessment"} | WORKS
REGISTERS_OF = {
    "state": {"activity", "commitment", "followup", "structure", "assessment"} | WORKS,
    "structure": OPEN_REGISTERS | {"case", "visit"},
    "donor": OPEN_REGISTERS,
    "administrator": OPEN_REGISTERS,
}
"""The only registers that a role opens."""
OF_PARTNERS = {"agreement", "budget_line", "transaction"}
MONEY = OF_PARTNERS | {"exchange_rate"}
"""What only those who handle money open; the planted money is between Kiongozi and Upendo."""
HANDLES_MONEY = {"consortium_me", "coordinator", "partner_me", "stranger"}
BETWEEN = {"kiongozi", "upendo"}
EXPORTERS = {"partner_me", "stranger", "consortium_me", "protection", "coordinator"}


def sees(name: str, person: User, planted: Planted) -> bool:
    """Tell whether a person of the cast may see a planted record."""
    if planted.register not in REGISTERS_OF.get(name, {planted.register}):
        return False
    if planted.register in MONEY and not _handles(name, person, planted):
        return False
    if planted.place != PLACES_OF.get(name, planted.place):
        return False
    if planted.level == "strict":
        standing = name == "protection" and planted.owner == person.organisation_id
        return standing or NAMED[planted.owner] == name
    own, others = READS[name]
    highest = own if planted.owner == person.organisation_id else others
    return LEVELS.index(planted.level) <= LEVELS.index(highest)


def _handles(name: str, person: User, planted: Planted) -> bool:
    """Tell whether a person opens planted money at all: partners only what is theirs, or between them and others."""
    if name not in HANDLES_MONEY:
        return False
    mine = person.organisation_id in BETWEEN | {planted.owner}
    return mine or planted.register not in OF_PARTNERS or name not in ("partner_me", "stranger")


def reads_closed_answer(name: str, person: User, planted: Planted) -> bool:
    """Tell whether a person who sees a planted record may read its restricted answer too."""
    if planted.level == "strict":
        return True
    own, others = READS[name]
    return "restricted" in (own if planted.owner == person.organisation_id else others)


def open_words(name: str, person: User, planted: list[Planted]) -> set[bytes]:
    """Return all planted words that a person may meet anywhere."""
    found = set()
    for one in planted:
        if sees(name, person, one):
            found |= {one.word, one.file_word}
            if reads_closed_answer(name, person, one):
                found.add(one.closed_word)
    return found
