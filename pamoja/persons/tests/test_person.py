"""A person is kept under a code, never openly; disability follows from six answers; consent is dated."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pamoja.accounts.rights import ROLES, can
from pamoja.kit.problems import Problem, Problems
from pamoja.persons.consent import SHARE, agreed, purposes_agreed
from pamoja.persons.models import Person
from pamoja.persons.register import persons
from pamoja.persons.tests.people import EASY, PERSON, consent, person
from pamoja.records.actions import enter, stored_answers
from tests.cast import DJUGU, Cast, by


def codes(error: pytest.ExceptionInfo[Problems]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_person_has_a_code_and_is_restricted(cast: Cast) -> None:
    one = person(by(cast.field_agent))
    assert (one.code, one.sensitivity, one.owner_id) == ("PER-2026-0001", "restricted", "upendo")


@pytest.mark.parametrize("level", ["public", "internal"])
def test_a_person_is_never_public_nor_internal(cast: Cast, level: str) -> None:
    with pytest.raises(Problems) as error:
        person(by(cast.field_agent), sensitivity=level)
    assert ("form.invalid_choice", "sensitivity") in codes(error)
    one = person(by(cast.field_agent))
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=one.pk).update(sensitivity=level)


def test_who_sees_and_enters_persons(cast: Cast) -> None:
    one = person(by(cast.field_agent))
    sees = {name for name, user in cast.everybody().items() if Person.objects.visible_to(user).filter(pk=one.pk)}
    enters = {name for name, user in cast.everybody().items() if can(user, "person.enter")}
    assert sees == {"field_agent", "partner_me"}
    assert enters == {"field_agent", "other_agent", "partner_me", "protection", "stranger"}


@pytest.mark.parametrize("role", ["state", "structure", "donor", "administrator"])
def test_the_register_is_closed_to_whole_roles(role: str) -> None:
    registers = ROLES[role].registers
    assert registers is not None
    assert "person" not in registers


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({}, ""),
        (EASY, "no"),
        (EASY | {"walking": "some"}, "no"),
        (EASY | {"walking": "lot"}, "yes"),
        (EASY | {"seeing": "cannot"}, "yes"),
        (EASY | {"hearing": ""}, ""),
        ({"hearing": "lot"}, "yes"),
    ],
)
def test_disability_is_deduced_from_six_answers(cast: Cast, answers: dict[str, str], found: str) -> None:
    assert person(by(cast.field_agent), **answers).disability == found


def test_disability_follows_a_correction(cast: Cast) -> None:
    one = person(by(cast.field_agent), **EASY)
    answers = stored_answers(persons, one) | {"seeing": "lot"}
    assert enter(persons, answers, by(cast.field_agent), record=one, reason="erreur").disability == "yes"


def test_a_consent_holds_from_its_day_until_it_is_withdrawn(cast: Cast) -> None:
    one = person(
        by(cast.field_agent),
        consents=[consent("service"), consent("share", "2026-04-01", withdrawn_on="2026-06-01")],
    )
    days = {day: bool(Person.objects.filter(agreed(SHARE, day))) for day in map(date.fromisoformat, DAYS)}
    assert list(days.values()) == [False, True, True, False]
    assert purposes_agreed(one, date(2026, 5, 1)) == ["consent_purpose:service", SHARE]
    assert purposes_agreed(one, date(2026, 7, 1)) == ["consent_purpose:service"]


DAYS = ("2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01")


def test_a_consent_is_not_withdrawn_before_it_is_given(cast: Cast) -> None:
    with pytest.raises(Problems) as error:
        person(by(cast.field_agent), consents=[consent("share", "2026-04-01", withdrawn_on="2026-03-31")])
    assert ("form.rule", "consents[1].withdrawn_on") in codes(error)


def test_a_consent_is_not_given_in_the_future(cast: Cast) -> None:
    with pytest.raises(Problems) as error:
        person(by(cast.field_agent), consents=[consent("service"), consent("share", "2099-01-01")])
    assert codes(error) == {("record.date_in_the_future", "consents[2].given_on")}


def test_a_partner_does_not_correct_the_persons_of_another(cast: Cast) -> None:
    one = person(by(cast.other_agent), place=DJUGU)
    with pytest.raises(Problem) as error:
        enter(persons, PERSON, by(cast.partner_me), record=one, reason="curiosité")
    assert error.value.code == "record.not_found"
