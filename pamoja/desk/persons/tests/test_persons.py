"""The pages on persons: what each reader may open and do, and that names stand on none but the opening ones."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.desk.registers.showing import record_url
from pamoja.kit.audit import history
from pamoja.persons.merging import merge
from pamoja.persons.models import Identity, NotTheSame, Person
from pamoja.persons.tests.people import consent, person
from tests.cast import Cast, by

NAME = "Stagiaire Alpha"


def page(user: User, address: str, **posted: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(address, posted) if posted else client.get(address)


def text(response: Any) -> str:
    return response.content.decode()


def test_the_page_says_what_a_person_agrees_to_and_until_when_it_is_kept(cast: Cast) -> None:
    agreeing = person(by(cast.partner_me), consents=[consent("share")])
    silent = person(by(cast.partner_me), consents=[consent("share", withdrawn_on="2026-03-05")])
    found = [page(cast.partner_me, record_url(one)) for one in (agreeing, silent)]
    assert [response.status_code for response in found] == [200, 200]
    assert [len(response.context["notes"]) for response in found] == [0, 1]
    today = found[0].context["sections"][0]["facts"]
    assert [fact.value.kind for fact in today] == ["text", "text", "missing", "date"]
    assert all(NAME not in text(response) for response in found)


def test_a_download_holds_only_who_agreed_to_it(cast: Cast) -> None:
    agreeing = person(by(cast.partner_me), consents=[consent("share")])
    person(by(cast.partner_me), consents=[consent("service")])
    listed = page(cast.partner_me, reverse("register_list", args=["person"]))
    assert (listed.context["count"], listed.context["leaving"], listed.context["left_out"]) == (2, 1, 1)
    for query in ("", "?rows=consents"):
        response = page(cast.partner_me, reverse("register_csv", args=["person"]) + query)
        rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode().lstrip("\ufeff"))))
        assert [row.get("code") or row["person_code"] for row in rows] == [agreeing.code]
        assert NAME not in str(rows)


@pytest.mark.parametrize("who", ["field_agent", "consortium_me", "coordinator", "administrator", "state", "donor"])
def test_pages_that_most_roles_do_not_open(cast: Cast, who: str) -> None:
    one, other = person(by(cast.partner_me)), person(by(cast.partner_me))
    user = getattr(cast, who)
    addresses = [
        reverse("persons_duplicates"),
        reverse("persons_pair", args=[one.pk, other.pk]),
        reverse("person_held", args=[one.pk]),
        reverse("person_give_up", args=[one.pk]),
    ]
    assert {page(user, address).status_code for address in addresses} == {403}


@pytest.mark.parametrize("name", ["persons_pair", "person_held", "record"])
def test_the_persons_of_another_partner_do_not_exist(cast: Cast, name: str) -> None:
    one, other = person(by(cast.partner_me)), person(by(cast.partner_me))
    address = {
        "persons_pair": reverse("persons_pair", args=[one.pk, other.pk]),
        "person_held": reverse("person_held", args=[one.pk]),
        "record": record_url(one),
    }[name]
    assert page(cast.stranger, address).status_code == 404


def test_a_pair_is_compared_without_names_and_decided(cast: Cast) -> None:
    one, other, third = (person(by(cast.partner_me)) for _number in range(3))
    listed = page(cast.partner_me, reverse("persons_duplicates"))
    assert len(listed.context["rows"]) == 3
    address = reverse("persons_pair", args=[one.pk, other.pk])
    assert NAME not in text(listed) + text(page(cast.partner_me, address))

    assert page(cast.partner_me, address, do="keep_one", reason="").status_code == 422
    assert page(cast.partner_me, address, do="keep_other", reason="même carte").status_code == 302
    assert Person.objects.get(pk=one.pk).merged_into == other
    assert page(cast.partner_me, record_url(one)).status_code == 404
    assert page(cast.partner_me, reverse("persons_pair", args=[other.pk, third.pk]), do="apart").status_code == 302
    assert NotTheSame.objects.count() == 1
    assert not page(cast.partner_me, reverse("persons_duplicates")).context["rows"]


def test_a_match_at_another_partner_is_told_without_a_detail(cast: Cast) -> None:
    here = person(by(cast.partner_me))
    there = person(by(cast.stranger), household="Z-77")
    shown = page(cast.partner_me, reverse("persons_duplicates"))
    assert [code for _url, code in shown.context["elsewhere"]] == [here.code]
    for detail in (there.code, str(there.pk), "Z-77", "Tumaini"):
        assert detail not in text(shown)


def test_what_is_held_is_shown_once_a_reason_is_given(cast: Cast) -> None:
    one = person(by(cast.partner_me), phone="0600 000 201", consents=[consent("share")])
    other = person(by(cast.partner_me), full_name="Stagiaire Alphonsine")
    merge(by(cast.partner_me), one, other, "même personne")
    address = reverse("person_held", args=[one.pk])
    assert NAME not in text(page(cast.partner_me, address))
    assert page(cast.partner_me, address, reason=" ").status_code == 422
    shown = page(cast.partner_me, address, reason="demande no 4")
    for value in (NAME, "0600 000 201", "Stagiaire Alphonsine", other.code):
        assert value in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert history("person", one.pk).filter(verb="open_seal", reason="demande no 4").count() == 2


@pytest.mark.parametrize(("deed", "identity"), [("pseudonymise", Identity.PSEUDONYMISED), ("erase", Identity.ERASED)])
def test_an_identity_is_given_up_on_a_page(cast: Cast, deed: str, identity: str) -> None:
    one = person(by(cast.protection))
    address = reverse("person_give_up", args=[one.pk])
    assert page(cast.protection, record_url(one)).context["deeds"][-1]["url"] == address
    assert page(cast.protection, address, deed=deed, reason="").status_code == 422
    assert page(cast.protection, address, deed=deed, reason="demande no 4").status_code == 302
    assert Person.objects.get(pk=one.pk).identity == identity
    shown = page(cast.protection, record_url(one))
    assert shown.status_code == 200
    assert shown.context["notes"]


def test_people_are_counted_for_who_may_and_small_numbers_are_not_shown(cast: Cast) -> None:
    address = reverse("persons_count")
    for number in range(4):
        person(by(cast.partner_me), full_name=f"Stagiaire {number}")
    assert page(cast.consortium_me, address).context["small"]
    person(by(cast.stranger), full_name="Stagiaire 0")
    person(by(cast.stranger), full_name="Stagiaire 9")
    shown = page(cast.consortium_me, address)
    assert (shown.context["people"].records, shown.context["people"].different, shown.context["partners"]) == (6, 5, 2)
    opens = {name for name, user in cast.everybody().items() if page(user, address).status_code == 200}
    assert opens == {"partner_me", "stranger", "consortium_me", "coordinator", "protection"}
