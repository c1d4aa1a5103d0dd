"""Two records of one person become one: what moves, what stays, what is logged, and who may."""

import pytest

from pamoja.activities.register import HELD_IN
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.consent import SHARE
from pamoja.persons.duplicates import candidates
from pamoja.persons.merging import keep_apart, merge
from pamoja.persons.models import Merge, Person
from pamoja.persons.register import persons
from pamoja.persons.tests.people import consent, person
from pamoja.records.models import Change, Link, SealedAnswer
from pamoja.records.sealed import kept_names, open_answer
from tests.cast import DJUGU, Cast, by


def link(one: Person, other: Person) -> None:
    Link.objects.create(kind=HELD_IN, from_register="person", from_id=one.pk, to_register="person", to_id=other.pk)


def test_what_the_kept_record_lacks_moves_to_it(cast: Cast) -> None:
    keep = person(by(cast.field_agent), consents=[consent("service")])
    other = person(by(cast.field_agent), phone="0600 000 201", consents=[consent("share")])
    far = person(by(cast.field_agent), full_name="Stagiaire Bravo")
    link(other, far), link(far, keep), link(far, other)
    Change.objects.all().delete()
    merge(by(cast.partner_me), keep, other, "même personne, vue à Jomba")

    assert open_answer(by(cast.partner_me), persons, keep, "phone", "vérifier") == "0600 000 201"
    assert kept_names(other) == {"full_name"}
    assert set(keep.consents.values_list("purpose", flat=True)) == {"consent_purpose:service", SHARE}
    assert set(Link.objects.values_list("from_id", "to_id")) == {(keep.pk, far.pk), (far.pk, keep.pk)}
    assert set(Change.objects.values_list("record", flat=True)) == {keep.pk, other.pk}
    log = Merge.objects.get()
    assert (log.kept, log.gone, log.moved["sealed"]) == (keep, other, ["phone"])
    assert history("person", keep.pk).get(verb="merge").reason == "même personne, vue à Jomba"
    assert history("person", other.pk).filter(verb="merged_into").exists()


def test_the_other_record_is_seen_nowhere_but_still_finds_duplicates(cast: Cast) -> None:
    keep = person(by(cast.field_agent), phone="0600 000 201")
    other = person(by(cast.field_agent), phone="0600 000 202")
    merge(by(cast.partner_me), keep, other, "même personne")
    assert list(Person.objects.visible_to(cast.partner_me)) == [keep]
    third = person(by(cast.field_agent), full_name="Stagiaire Bravo", phone="0600 000 202")
    assert [(pair.one, pair.other) for pair in candidates(cast.partner_me)] == [tuple(sorted((keep, third), key=by_id))]


def merge_them(who: By, one: Person, other: Person) -> None:
    merge(who, one, other, "même personne")


def by_id(one: Person) -> str:
    return str(one.pk)


def test_what_was_merged_before_follows(cast: Cast) -> None:
    first, second, third = (person(by(cast.field_agent)) for _number in range(3))
    merge(by(cast.partner_me), second, third, "même personne")
    merge(by(cast.partner_me), first, second, "même personne")
    assert set(Person.objects.filter(merged_into=first)) == {second, third}


@pytest.mark.parametrize("who", ["field_agent", "consortium_me", "coordinator", "donor", "administrator", "state"])
def test_most_roles_decide_nothing(cast: Cast, who: str) -> None:
    one, other = person(by(cast.field_agent)), person(by(cast.field_agent))
    for decide in (merge_them, keep_apart):
        with pytest.raises(Problem) as error:
            decide(by(getattr(cast, who)), one, other)
        assert error.value.code == "rights.refused"


def test_nobody_decides_about_what_they_do_not_see(cast: Cast) -> None:
    mine, theirs = person(by(cast.field_agent)), person(by(cast.other_agent), place=DJUGU)
    for decide in (merge_them, keep_apart):
        with pytest.raises(Problem) as error:
            decide(by(cast.partner_me), mine, theirs)
        assert error.value.code == "record.not_found"
    with pytest.raises(Problem) as error:
        merge(by(None, "command"), mine, theirs, "non")
    assert error.value.code == "person.other_owner"


def test_a_merge_needs_a_reason_two_records_and_one_sensitivity(cast: Cast) -> None:
    one, other = person(by(cast.field_agent)), person(by(cast.field_agent))
    strict = person(by(cast.partner_me), sensitivity="strict")
    for keep, gone, reason, code in (
        (one, other, " ", "record.reason_missing"),
        (one, one, "même", "person.same_record"),
        (one, strict, "même", "person.other_level"),
    ):
        with pytest.raises(Problem) as error:
            merge(by(cast.partner_me), keep, gone, reason)
        assert error.value.code == code
    assert SealedAnswer.objects.count() == 3
    assert not Merge.objects.exists()
