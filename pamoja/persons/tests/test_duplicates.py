"""Which records may be of one person, as far as a reader's rights reach; nothing is said of another partner's."""

import pytest

from pamoja.accounts.models import User
from pamoja.persons.duplicates import candidates, known_elsewhere
from pamoja.persons.merging import keep_apart
from pamoja.persons.tests.people import person
from tests.cast import DJUGU, Cast, by

PHONE = "0600 000 201"


def found(user: User) -> set[tuple[str, ...]]:
    return {(*sorted((pair.one.code, pair.other.code)), *sorted(pair.equal)) for pair in candidates(user)}


@pytest.mark.parametrize(
    ("second", "equal"),
    [
        ({"full_name": "ALPHA, stagiairé"}, ("full_name",)),
        ({"full_name": "Stagiaire Alpha", "birth": "1985"}, ("full_name",)),
        ({"full_name": "Stagiaire Alpha", "birth": "", "sex": "x"}, ("full_name",)),
        ({"full_name": "Stagiaire Alpha", "birth": "1980"}, None),
        ({"full_name": "Stagiaire Alpha", "sex": "m"}, None),
        ({"full_name": "Stagiaire Bravo"}, None),
        ({"full_name": "Stagiaire Bravo", "phone": "+243 600 000 201", "sex": "m"}, ("phone",)),
        ({"full_name": "Alpha Stagiaire", "phone": "243600000201"}, ("full_name", "phone")),
    ],
)
def test_same_name_and_near_or_same_phone(cast: Cast, second: dict[str, str], equal: tuple[str, ...] | None) -> None:
    one = person(by(cast.field_agent), phone=PHONE)
    other = person(by(cast.field_agent), **second)
    assert found(cast.partner_me) == ({(one.code, other.code, *equal)} if equal else set())


def test_only_what_the_reader_sees_is_compared(cast: Cast) -> None:
    person(by(cast.field_agent))
    person(by(cast.other_agent), place=DJUGU)
    assert [found(user) for user in cast.everybody().values()] == [set()] * 11


def test_a_partner_learns_only_that_a_match_exists_elsewhere(cast: Cast) -> None:
    here = person(by(cast.field_agent))
    person(by(cast.field_agent), full_name="Stagiaire Bravo")
    there = person(by(cast.other_agent), place=DJUGU)
    assert known_elsewhere(cast.partner_me) == [here]
    assert known_elsewhere(cast.stranger) == [there]
    assert known_elsewhere(cast.donor) == []


@pytest.mark.parametrize("second", [{"birth": "1970"}, {"sex": "m"}, {"sensitivity": "strict"}])
def test_a_far_or_strict_record_elsewhere_is_no_match(cast: Cast, second: dict[str, str]) -> None:
    person(by(cast.field_agent))
    person(by(cast.other_agent), place=DJUGU, **second)
    assert known_elsewhere(cast.partner_me) == []


def test_a_pair_that_was_decided_does_not_come_back(cast: Cast) -> None:
    one, other = person(by(cast.field_agent)), person(by(cast.field_agent))
    third = person(by(cast.field_agent))
    keep_apart(by(cast.partner_me), other, one)
    keep_apart(by(cast.partner_me), one, other)
    assert found(cast.partner_me) == {
        (one.code, third.code, "full_name"),
        (other.code, third.code, "full_name"),
    }
