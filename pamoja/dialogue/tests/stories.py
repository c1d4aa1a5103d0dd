"""Records that tests of commitments start from."""

from typing import Any

from pamoja.dialogue.models import Commitment, DialogueProcess, FollowUp
from pamoja.kit.by import By
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS

PLACE = "CD6111-bwisha-jomba"


def process(by: By, **changes: Any) -> DialogueProcess:
    """Enter a dialogue process in Jomba."""
    answers = {
        "title": "Taxes et sécurité sur l’axe de Jomba",
        "theme": "security",
        "level": "groupement",
        "place": PLACE,
        "pillar": "ISSSS-1",
        "opened_on": "2026-01-12",
        "sensitivity": "internal",
    }
    found: DialogueProcess = enter(REGISTERS["dialogue"], answers | changes, by)
    return found


def commitment(by: By, dialogue: DialogueProcess, **changes: Any) -> Commitment:
    """Enter a commitment of the State towards the population."""
    answers = {
        "dialogue": str(dialogue.pk),
        "words": "La chefferie affichera les recettes du marché.",
        "side": "state",
        "towards": "population",
        "holder": "Secrétariat de la chefferie",
        "type": "financial",
        "level": "groupement",
        "place": PLACE,
        "pillar": "ISSSS-3",
        "made_on": "2026-01-20",
        "due_on": "2026-06-30",
        "sensitivity": "internal",
    }
    found: Commitment = enter(REGISTERS["commitment"], answers | changes, by)
    return found


def word(by: By, about: Commitment, voice: str, says: str, on: str, **changes: Any) -> FollowUp:
    """Enter a word on a commitment."""
    answers = {
        "commitment": str(about.pk),
        "said_on": on,
        "place": PLACE,
        "voice": voice,
        "says": says,
        "words": "Le tableau est posé.",
        "speaker": "Secrétariat de la chefferie",
        "gathered": "meeting",
        "women": "8",
        "men": "6",
        "sensitivity": "internal",
    }
    found: FollowUp = enter(REGISTERS["followup"], answers | changes, by)
    return found
