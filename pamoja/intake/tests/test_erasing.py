"""Giving up an identity reaches everything that is held; figures keep their counts."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from pamoja.activities.register import HELD_IN
from pamoja.intake.erasing import REACHES, erase, pseudonymise
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem, Problems
from pamoja.persons.consent import SHARE
from pamoja.persons.merging import merge
from pamoja.persons.models import Consent, Identity, Merge, Person
from pamoja.persons.register import persons
from pamoja.persons.tests.people import EASY, PERSON, consent, person
from pamoja.records.actions import enter, stored_answers
from pamoja.records.models import Change, Evidence, Link, RecordWords, SealedAnswer
from pamoja.records.words import INDEX
from tests.cast import DJUGU, Cast, by

BUKOMA = "CD6111-bwisha-bukoma"


@pytest.fixture
def whole(cast: Cast, settings: Any, tmp_path: Path) -> Person:
    """Enter a person with everything that can be held of one."""
    settings.MEDIA_ROOT = tmp_path
    form = SimpleUploadedFile("accord.pdf", b"%PDF-1.4 signed", "application/pdf")
    one = person(
        by(cast.protection), place=BUKOMA, phone="0600 000 201", consents=[consent("share")], signed=form, **EASY
    )
    answers = stored_answers(persons, one) | {"household": "M-099"}
    return enter(persons, answers, by(cast.protection), record=one, reason="le foyer de Stagiaire Alpha")


def test_erasing_leaves_a_record_that_only_counts(cast: Cast, whole: Person) -> None:
    far = person(by(cast.protection))
    Link.objects.create(kind=HELD_IN, from_register="person", from_id=whole.pk, to_register="person", to_id=far.pk)
    Change.objects.all().delete()
    reached = erase(by(cast.protection), whole, "demande de la personne")

    left = Person.objects.get(pk=whole.pk)
    assert (left.identity, left.code, left.sex, left.place_id) == (Identity.ERASED, whole.code, "f", "CD6111")
    assert left.registered_on == Person.objects.get(pk=far.pk).registered_on
    assert (left.birth, left.household, left.status, left.disability, left.seeing) == ("", "", None, "", "")
    assert not SealedAnswer.objects.filter(record=whole.pk).exists()
    assert not Consent.objects.filter(person=whole).exists()
    assert not Evidence.objects.filter(record=whole.pk).exists()
    assert not Link.objects.exists()
    assert Change.objects.filter(record=whole.pk).exists()
    assert list(reached) == [str(reach.label) for reach in REACHES]
    assert list(reached.values()) == [2, 1, 0, 0, 0, 0, 1, 1, 1, 2, 1]


def test_the_history_says_that_it_was_erased_and_why_but_not_what_stood_there(cast: Cast, whole: Person) -> None:
    erase(by(cast.protection), whole, "demande de la personne")
    lines = list(history("person", whole.pk))
    assert [line.verb for line in lines] == ["enter", "correct", "erase", "erase_person"]
    assert [line.reason for line in lines] == ["", "", "", "demande de la personne"]
    assert lines[1].changes == {}


@pytest.mark.django_db(transaction=True)
def test_files_are_shredded(cast: Cast, whole: Person) -> None:
    stored = [Path(settings.MEDIA_ROOT, one.stored_as) for one in Evidence.objects.all()]
    assert [path.exists() for path in stored] == [True]
    erase(by(cast.protection), whole, "demande de la personne")
    assert [path.exists() for path in stored] == [False]


@pytest.mark.parametrize("give_up", [erase, pseudonymise])
def test_its_words_are_found_no_longer(cast: Cast, whole: Person, give_up: Any) -> None:
    assert "099" in RecordWords.objects.get(record=whole.pk, level="restricted").text
    give_up(by(cast.protection), whole, "à sa demande")
    assert [one.level for one in RecordWords.objects.filter(record=whole.pk)] == ["public"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT block FROM {INDEX}_data")
            assert not any(b"099" in block for (block,) in cursor.fetchall())


def test_pseudonymising_keeps_what_is_counted(cast: Cast, whole: Person) -> None:
    pseudonymise(by(cast.protection), whole, "délai de conservation")
    left = Person.objects.get(pk=whole.pk)
    assert (left.identity, left.place_id) == (Identity.PSEUDONYMISED, BUKOMA)
    assert (left.household, left.birth, left.status_id, left.disability) == ("", "1990", "person_status:idp", "no")
    assert list(left.consents.values_list("purpose", flat=True)) == [SHARE]
    assert not SealedAnswer.objects.filter(record=whole.pk).exists()
    assert not Evidence.objects.filter(record=whole.pk).exists()
    assert erase(by(cast.protection), left, "demande de la personne")


def test_a_village_becomes_its_groupement_or_what_holds_it(cast: Cast) -> None:
    village = person(by(cast.protection), place="CD6111-bwisha-binza-ishasha")
    pseudonymise(by(cast.protection), village, "délai de conservation")
    assert Person.objects.get(pk=village.pk).place_id == "CD6111-bwisha-binza"


def test_what_was_merged_goes_with_it(cast: Cast, whole: Person) -> None:
    other = person(by(cast.protection), full_name="Stagiaire Alphonsine", phone="0600 000 202", birth="1985")
    merge(by(cast.protection), whole, other, "même personne")
    assert SealedAnswer.objects.filter(record=other.pk).count() == 2
    erase(by(cast.protection), whole, "demande de la personne")
    assert not SealedAnswer.objects.exists()
    assert set(Person.objects.values_list("identity", "birth")) == {(Identity.ERASED, "")}
    assert Merge.objects.get().moved == {}


@pytest.mark.parametrize("who", ["field_agent", "partner_me", "consortium_me", "coordinator", "administrator"])
def test_most_roles_erase_nothing(cast: Cast, whole: Person, who: str) -> None:
    with pytest.raises(Problem) as error:
        erase(by(getattr(cast, who)), whole, "non")
    assert error.value.code == "rights.refused"


def test_nobody_erases_what_another_partner_keeps_nor_without_a_reason_nor_twice(cast: Cast, whole: Person) -> None:
    theirs = person(by(cast.other_agent), place=DJUGU)
    for one, reason, code in ((theirs, "non", "record.not_found"), (whole, " ", "record.reason_missing")):
        with pytest.raises(Problem) as error:
            erase(by(cast.protection), one, reason)
        assert error.value.code == code
    erase(by(cast.protection), whole, "demande")
    for again in (erase, pseudonymise):
        with pytest.raises(Problem) as error:
            again(by(cast.protection), whole, "encore")
        assert error.value.code == "person.identity_gone"


def test_nothing_is_added_to_a_record_that_was_erased(cast: Cast, whole: Person) -> None:
    erase(by(cast.protection), whole, "demande")
    with pytest.raises(Problems) as error:
        enter(persons, PERSON, by(cast.protection), record=whole, reason="revenir")
    assert [problem.code for problem in error.value.problems] == ["person.identity_gone"]
    with pytest.raises(Problem) as again:
        enter(persons, PERSON, by(cast.protection), record_id=whole.pk)
    assert again.value.code == "record.already_there"
