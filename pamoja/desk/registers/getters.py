"""The only ways to a register and to a record from a page."""

import uuid
from typing import Any

from pamoja.accounts.models import User
from pamoja.kit.problems import Problem
from pamoja.records.models import Evidence, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS


def register_called(name: str) -> Register:
    """Return a register by name; raise Problem("record.not_found")."""
    try:
        return REGISTERS[name]
    except KeyError as error:
        raise Problem("record.not_found") from error


def visible_record(register: Register, record_id: uuid.UUID, person: User) -> Any:
    """Return a record that the person may see; raise Problem("record.not_found")."""
    found = register.objects.visible_to(person).select_related("place__parent", "owner").filter(pk=record_id).first()
    if found is None:
        raise Problem("record.not_found")
    return found


def visible_evidence(evidence_id: uuid.UUID, person: User) -> tuple[Record, Evidence]:
    """Return a piece of evidence that the person may see, with its record; raise Problem("record.not_found")."""
    found = Evidence.objects.filter(pk=evidence_id).first()
    if found is None:
        raise Problem("record.not_found")
    register = register_called(found.register)
    record = visible_record(register, found.record, person)
    if not Reader(person).opens(register, record, found.question):
        raise Problem("record.not_found")
    return record, found
