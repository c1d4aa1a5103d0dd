"""Persons as tests enter them."""

from typing import Any

from pamoja.kit.by import By
from pamoja.persons.models import Person
from pamoja.persons.register import persons
from pamoja.records.actions import enter
from tests.cast import RUTSHURU

PERSON: dict[str, Any] = {
    "registered_on": "2026-03-02",
    "full_name": "Stagiaire Alpha",
    "sex": "f",
    "birth": "1990",
    "status": "idp",
    "household": "M-014",
    "place": RUTSHURU,
    "sensitivity": "restricted",
}
EASY = dict.fromkeys(("seeing", "hearing", "walking", "remembering", "self_care", "communicating"), "none")


def consent(purpose: str, given_on: str = "2026-03-02", withdrawn_on: str = "", form: str = "oral") -> dict[str, str]:
    """Return one line of what a person agreed to."""
    return {"purpose": purpose, "given_on": given_on, "form": form, "withdrawn_on": withdrawn_on}


def person(by: By, **changes: Any) -> Person:
    """Enter a person."""
    found: Person = enter(persons, PERSON | changes, by)
    return found
