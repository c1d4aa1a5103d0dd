"""Records entered by the one write, with everything plausible but what a test names."""

from typing import Any
from uuid import UUID

from pamoja.activities.models import Session
from pamoja.dialogue.models import Commitment, DialogueProcess, FollowUp
from pamoja.kit.by import By
from pamoja.records.actions import enter, stored_answers
from pamoja.records.models import Record
from pamoja.registry.registers import REGISTERS

JOMBA = "CD6111-bwisha-jomba"
DIALOGUE = {
    "title": "Champs de Jomba", "theme": "security", "level": "groupement", "place": JOMBA, "pillar": "ISSSS-1",
    "opened_on": "2026-01-12", "sensitivity": "internal",
}  # fmt: skip
SESSION = {"kind": "dialogue", "held_on": "2026-02-03", "place": JOMBA, "sensitivity": "internal"}
COMMITMENT = {
    "words": "Rouvrir la barrière de Jomba.", "made_on": "2026-02-03", "due_on": "2026-05-31", "side": "state",
    "towards": "population", "holder": "Administration du territoire", "type": "security", "level": "groupement",
    "place": JOMBA, "pillar": "ISSSS-1", "sensitivity": "internal",
}  # fmt: skip
FOLLOWUP = {
    "said_on": "2026-06-10", "place": JOMBA, "voice": "promiser", "speaker": "Administration du territoire",
    "says": "kept", "gathered": "letter", "words": "C’est fait.", "sensitivity": "internal",
}  # fmt: skip


def _enter(register: str, answers: dict[str, Any], owner: str, record_id: UUID | None = None) -> Any:
    return enter(REGISTERS[register], answers, By(None, "command"), owner=owner, record_id=record_id)


def dialogue(owner: str = "upendo", **answers: object) -> DialogueProcess:
    """Enter a dialogue process."""
    found: DialogueProcess = _enter("dialogue", DIALOGUE | answers, owner)
    return found


def session(
    process: DialogueProcess | None = None, came: str = "f 12, m 3", owner: str = "upendo", **answers: object
) -> Session:
    """Enter a session; `came` says who: sex and number, category and age where they matter ("f 12 youth 18-35")."""
    heading = ("sex", "people", "category", "age")
    usual = {"category": "women", "age": "unknown"}
    rows = [usual | dict(zip(heading, line.split(), strict=False)) for line in came.split(", ") if line]
    linked = {"process": str(process.pk)} if process else {}
    found: Session = _enter("session", SESSION | linked | {"attendance": rows} | answers, owner)
    return found


def commitment(process: DialogueProcess, owner: str = "upendo", **answers: object) -> Commitment:
    """Enter a commitment."""
    found: Commitment = _enter("commitment", COMMITMENT | {"dialogue": str(process.pk)} | answers, owner)
    return found


def word(promise: Commitment, owner: str = "upendo", **answers: object) -> FollowUp:
    """Enter a word on a commitment."""
    found: FollowUp = _enter("followup", FOLLOWUP | {"commitment": str(promise.pk)} | answers, owner)
    return found


def correct(record: Record, **answers: object) -> Any:
    """Correct some answers of a record."""
    register = REGISTERS[record.register_name]
    return enter(
        register, stored_answers(register, record) | answers, By(None, "command"), record=record, reason="relecture"
    )
