"""How many different people there are across partners."""

from typing import Any

import pytest

from pamoja.persons.counting import count_people, people_by_province
from pamoja.persons.merging import merge
from pamoja.persons.tests.people import person
from pamoja.records.models import SealedAnswer
from tests.cast import DJUGU, Cast, by


@pytest.mark.parametrize(
    ("second", "different"),
    [
        ({}, 1),
        ({"full_name": "ALPHA Stagiaire"}, 1),
        ({"full_name": "Stagiaire Bravo"}, 2),
        ({"sex": "m"}, 2),
        ({"birth": "1985"}, 2),
        ({"birth": ""}, 2),
        ({"birth": "1985", "phone": "+243600000201"}, 1),
        ({"full_name": "Stagiaire Bravo", "phone": "0600000201"}, 2),
    ],
)
def test_what_counts_as_one_person(cast: Cast, second: dict[str, Any], different: int) -> None:
    person(by(cast.field_agent), phone="0600 000 201")
    person(by(cast.other_agent), place=DJUGU, **second)
    found = count_people()
    assert (found.records, found.different, found.unnamed) == (2, different, 0)


def test_merged_records_are_one_person_with_all_their_marks(cast: Cast) -> None:
    keep = person(by(cast.field_agent))
    other = person(by(cast.field_agent), full_name="Stagiaire Bravo")
    person(by(cast.other_agent), full_name="Stagiaire Bravo", place=DJUGU)
    assert count_people().different == 2
    merge(by(cast.partner_me), keep, other, "même personne")
    assert (count_people().records, count_people().different) == (2, 1)


def test_a_record_without_a_name_counts_as_one(cast: Cast) -> None:
    one = person(by(cast.field_agent))
    person(by(cast.field_agent))
    SealedAnswer.objects.filter(record=one.pk).delete()
    found = count_people()
    assert (found.records, found.different, found.unnamed) == (2, 2, 1)


def test_provinces_are_told_apart_only_when_none_is_small(cast: Cast) -> None:
    for number in range(5):
        person(by(cast.field_agent), full_name=f"Stagiaire {number}")
    person(by(cast.other_agent), place=DJUGU)
    assert people_by_province() is None
    for number in range(4):
        person(by(cast.other_agent), place=DJUGU, full_name=f"Stagiaire {number}")
    found = people_by_province()
    assert found is not None
    assert {top: (people.records, people.different) for top, people in found.items()} == {
        "CD54": (5, 5),
        "CD61": (5, 5),
    }
    assert count_people().different == 6
