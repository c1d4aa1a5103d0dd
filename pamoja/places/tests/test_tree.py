"""The tree: paths, labels and what the database refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from pamoja.places.models import Place


def test_a_path_leads_from_the_province_to_the_place(place):
    assert place("CD6111-bwisha-jomba").path == "CD61/CD6111/CD6111-bwisha/CD6111-bwisha-jomba/"


def test_ancestors_are_known_from_the_path_without_a_query(place, django_assert_num_queries):
    jomba = place("CD6111-bwisha-jomba")
    with django_assert_num_queries(0):
        assert jomba.ancestor_codes == ["CD61", "CD6111", "CD6111-bwisha"]
    with django_assert_num_queries(1):
        assert [above.name for above in Place.objects.ancestors(jomba)] == ["Nord-Kivu", "Rutshuru", "Bwisha"]


def test_the_territoire_of_beni_is_the_one_that_ocha_calls_oicha(place):
    territoire, ville = place("CD6107"), place("CD6109")
    with translation.override("en"):
        assert (territoire.name, territoire.label) == ("Oicha", "Beni (territoire), Nord-Kivu")
        assert (ville.name, ville.label) == ("Beni", "Beni (ville), Nord-Kivu")


def test_two_ruwenzoris_are_told_apart_by_kind_and_parent(place):
    with translation.override("en"):
        assert place("CD6107-ruwenzori").label == "Ruwenzori (secteur), Beni (territoire)"
        assert place("CD6109-ruwenzori").label == "Ruwenzori (commune), Beni (ville)"


def test_no_two_places_share_a_label(reference):
    labels = [place.label for place in Place.objects.named()]
    assert len(labels) == len(set(labels))


def test_a_list_of_labels_costs_one_query(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len([place.label for place in Place.objects.named()]) > 250


def test_the_subtree_of_a_ville_holds_its_communes_and_none_of_the_territoire(place):
    codes = set(Place.objects.subtree(place("CD6109")).values_list("code", flat=True))
    assert codes == {"CD6109", "CD6109-beu", "CD6109-bungulu", "CD6109-mulekera", "CD6109-ruwenzori"}


def test_a_code_that_begins_like_another_is_not_below_it(place):
    province = place("CD61")
    for code in ("CD61A", "CD610", "CD61-x"):
        Place.objects.create(code=code, name=code, level=1, kind="province", source="Test")
    assert not {"CD61A", "CD610", "CD61-x"} & set(Place.objects.subtree(province).values_list("code", flat=True))


def test_several_subtrees_are_read_at_once_and_none_is_empty(place):
    both = Place.objects.subtrees([place("CD6109"), place("CD6110")])
    assert both.count() == 5 + 6
    assert not Place.objects.subtrees([]).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 3, "kind": "ville"},
        {"level": 1, "kind": "province"},
        {"level": 3, "kind": "secteur", "parent_id": None},
        {"level": 3, "kind": ""},
        {"latitude": 1.5},
        {"latitude": 95.0, "longitude": 29.0, "point_precision": "site"},
        {"latitude": 1.5, "longitude": 29.0, "point_precision": ""},
        {"valid_from": "2020-01-01", "valid_to": "2020-01-01"},
        {"parent_id": "CD6111-essai"},
        {"parent_id": "CD99"},
    ],
)
def test_the_database_itself_refuses_a_place_that_cannot_be(reference, wrong):
    values = {
        "name": "Essai",
        "level": 3,
        "kind": "chefferie",
        "parent_id": "CD6111",
        "path": "x/",
        "folded": "|essai|",
    }
    with pytest.raises(IntegrityError):
        write(Place(code="CD6111-essai", **(values | wrong)))


@transaction.atomic
def write(place):
    Place.objects.bulk_create([place])
    connection.check_constraints()
