"""The tree of places, the search that never trusts a name alone, and the pages of a place and a zone."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.models import User
from pamoja.desk.places.tree import branches
from pamoja.places.models import Place, PlacePopulation, Zone, ZonePlace
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import DJUGU, RUTSHURU, Cast, by

BENI_TERRITOIRE, BENI_VILLE = "CD6107", "CD6109"


def signed_in(person: User, code: str = "en") -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    return client


def read(person: User, address: str, code: str = "en") -> str:
    answer = signed_in(person, code).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def session(person: User, place: str, sensitivity: str = "internal") -> None:
    answers = {"kind": "consultation", "held_on": "2026-03-02", "place": place, "sensitivity": sensitivity}
    row = {"sex": "f", "age": "18-35", "category": "authority", "people": "12"}
    enter(REGISTERS["session"], {**answers, "attendance": [row]}, by(person))


def test_places_are_for_those_who_are_signed_in(cast: Cast) -> None:
    for address in ("/places", f"/places/{RUTSHURU}", "/zones/kitshanga"):
        assert Client().get(address).headers["Location"] == f"/signin?next={address}"
        for person in cast.everybody().values():
            assert signed_in(person).get(address).status_code == 200


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_tree_search_place_and_zone_are_shown_in_each_language(cast: Cast, code: str) -> None:
    for address in ("/places", "/places?q=beni", f"/places/{RUTSHURU}", "/places/CD61", "/zones/kitshanga"):
        assert f'<html lang="{code}">' in read(cast.donor, address, code)


def test_the_tree_hangs_every_place_under_its_own(base: None) -> None:
    (ituri, nord_kivu) = branches(list(Place.objects.order_by("path")))
    assert (ituri["open"], nord_kivu["name"]) == (True, "Nord-Kivu")
    rutshuru = next(node for node in nord_kivu["children"] if node["name"] == "Rutshuru")
    assert {node["name"] for node in rutshuru["children"]} >= {"Bwisha", "Bwito"}
    assert not rutshuru["open"]


def test_a_name_that_two_places_bear_is_told_apart(cast: Cast) -> None:
    page = read(cast.donor, "/places?q=beni", "fr")
    assert f"/places/{BENI_TERRITOIRE}" in page
    assert f"/places/{BENI_VILLE}" in page
    assert "Oicha" in page


@pytest.mark.parametrize("text", ["OÏCHA", "territoire de beni", BENI_TERRITOIRE.lower()])
def test_other_names_and_codes_find_the_place(cast: Cast, text: str) -> None:
    assert f'href="/places/{BENI_TERRITOIRE}"' in read(cast.donor, f"/places?q={text}")


def test_a_hit_shows_what_it_lies_in(cast: Cast) -> None:
    page = read(cast.donor, "/places?q=jomba")
    assert f'href="/places/{RUTSHURU}">' in page


@pytest.mark.parametrize("query", ["q=%25", "q=" + "z" * 300, "q=beni&page=x", "q=beni&page=999", "q=%27;--", "q=||"])
def test_odd_searches_do_no_harm(cast: Cast, query: str) -> None:
    assert signed_in(cast.donor).get(f"/places?{query}").status_code == 200


@pytest.mark.parametrize("code", ["CD99", "%00", "a/b", "é", "x" * 900])
def test_what_does_not_exist_is_not_found(cast: Cast, code: str) -> None:
    client = signed_in(cast.donor)
    assert client.get(f"/places/{code}").status_code == 404
    assert client.get(f"/zones/{code}").status_code == 404


def test_populations_stand_side_by_side_with_their_sources(cast: Cast) -> None:
    PlacePopulation.objects.create(place_id=RUTSHURU, value=1_234_567, year=2019, source="Une source")
    PlacePopulation.objects.create(place_id=RUTSHURU, value=765_432, year=2019, source="Une autre source")
    page = read(cast.donor, f"/places/{RUTSHURU}")
    for words in ("1,234,567", "765,432", "Une source", "Une autre source"):
        assert words in page


def test_records_are_counted_as_far_as_the_reader_may_see_them(cast: Cast) -> None:
    session(cast.partner_me, "CD6111-bwisha")
    session(cast.partner_me, "CD6111-bwisha-jomba", "restricted")
    session(cast.stranger, DJUGU)
    listed = f"/register/session/?place={RUTSHURU}"
    figure = '<div class="val">{}</div><h3><a href="' + listed
    assert figure.format(2) in read(cast.partner_me, f"/places/{RUTSHURU}")
    assert figure.format(1) in read(cast.consortium_me, f"/places/{RUTSHURU}")
    assert listed not in read(cast.donor, f"/places/{RUTSHURU}")
    assert listed not in read(cast.other_agent, f"/places/{RUTSHURU}")


def test_the_zones_of_a_place_are_those_of_today(cast: Cast) -> None:
    zone = Zone.objects.create(code="essai", name="Zone d’essai", source="Un arrêté")
    ZonePlace.objects.create(
        zone=zone, place_id=RUTSHURU, valid_from=date(2015, 1, 1), valid_to=date(2016, 1, 1), source="Un arrêté"
    )
    assert "Zone d’essai" not in read(cast.donor, f"/places/{RUTSHURU}")
    page = read(cast.donor, "/zones/essai")
    assert "from 1\u00a0January 2015 to 1\u00a0January 2016" in page
    ZonePlace.objects.create(zone=zone, place_id="CD6111-bwisha", valid_from=date(2020, 1, 1), source="Un avenant")
    assert "Zone d’essai" in read(cast.donor, f"/places/{RUTSHURU}")
    assert "Un avenant" in read(cast.donor, "/zones/essai")


def test_a_page_of_a_province_costs_few_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = signed_in(cast.consortium_me)
    for address, most in (("/places", 8), ("/places/CD61", 12 + len(REGISTERS)), ("/places?q=a", 10)):
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            client.get(address)
