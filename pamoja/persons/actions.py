"""Writes on persons that follow from other writes, and what is refused."""

from collections.abc import Mapping
from typing import Any

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Identity, Person
from pamoja.records.models import Record


def derive(person: Person, by: By) -> None:
    """Bring what is deduced from the answers of a person to what they say now."""
    del by
    found = person.found_disability()
    if person.disability != found:
        person.disability = found
        person.save(update_fields=["disability"])


def identity_is_kept(record: Any, answers: Mapping[str, Any], by: By, before: Record | None) -> list[Problem]:
    """Refuse to correct a record whose identity was given up: a new one is entered instead."""
    del record, answers, by
    given_up = isinstance(before, Person) and before.identity != Identity.KEPT
    return [Problem("person.identity_gone")] if given_up else []
