"""Every register of the instance, by name."""

from pamoja.activities.register import sessions
from pamoja.dialogue.register import commitments, dialogues, followups
from pamoja.persons.register import persons
from pamoja.records.register import Register

REGISTERS: dict[str, Register] = {
    "dialogue": dialogues,
    "session": sessions,
    "commitment": commitments,
    "followup": followups,
    "person": persons,
}
