"""The way to a person from a page."""

import uuid

from pamoja.accounts.models import User
from pamoja.desk.registers.getters import visible_record
from pamoja.kit.by import By
from pamoja.persons.models import Person
from pamoja.persons.register import persons
from pamoja.records.viewing import note_view


def seen_person(record_id: uuid.UUID, person: User) -> Person:
    """Return a record that somebody may see, and note that they look at it when it is strict.

    Raises Problem("record.not_found").
    """
    record: Person = visible_record(persons, record_id, person)
    note_view(By(person, "desk"), persons, record)
    return record
