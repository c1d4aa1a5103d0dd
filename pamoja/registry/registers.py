"""Every register of the instance, by name."""

from pamoja.activities.register import sessions
from pamoja.cases.register import cases, visits
from pamoja.dialogue.register import commitments, dialogues, followups
from pamoja.persons.register import persons
from pamoja.records.register import Register
from pamoja.structures.register import assessments, structures

REGISTERS: dict[str, Register] = {
    "dialogue": dialogues,
    "session": sessions,
    "commitment": commitments,
    "followup": followups,
    "case": cases,
    "visit": visits,
    "structure": structures,
    "assessment": assessments,
    "person": persons,
}
