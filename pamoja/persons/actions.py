"""Writes on persons that follow from other writes."""

from pamoja.kit.by import By
from pamoja.persons.models import Person


def derive(person: Person, by: By) -> None:
    """Bring what is deduced from the answers of a person to what they say now."""
    del by
    found = person.found_disability()
    if person.disability != found:
        person.disability = found
        person.save(update_fields=["disability"])
