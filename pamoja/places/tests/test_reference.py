"""The facts that Pamoja ships."""

import time

import pytest

from pamoja.kit.models import AuditLine
from pamoja.places.actions import load_reference_places
from pamoja.places.models import Place, PlaceAlias, PlacePopulation, Zone, ZonePlace


def test_every_shipped_row_is_accepted_and_has_a_source(db, by):
    reports = load_reference_places(by)
    assert [problem.sentence for report in reports for line in report.refused for problem in line.problems] == []
    assert [notice.sentence for report in reports for notice in report.notices] == []
    for model in (Place, PlaceAlias, PlacePopulation, Zone, ZonePlace):
        assert model.objects.exists()
        assert not model.objects.filter(source="").exists()


def test_loading_again_changes_nothing(reference, by):
    lines = AuditLine.objects.count()
    reports = load_reference_places(by)
    assert {outcome for report in reports for outcome, rows in report.counts.items() if rows} == {"unchanged"}
    assert AuditLine.objects.count() == lines


def test_loading_takes_less_than_a_second(db, by):
    begun = time.perf_counter()
    load_reference_places(by)
    assert time.perf_counter() - begun < 1


def test_the_two_provinces_have_their_official_units(reference):
    assert Place.objects.filter(level=2, path__startswith="CD54/").count() == 9
    assert Place.objects.filter(level=2, path__startswith="CD61/").count() == 9
    assert set(Place.objects.filter(level=3, parent="CD6111").values_list("code", "kind")) == {
        ("CD6111-bwisha", "chefferie"),
        ("CD6111-bwito", "chefferie"),
    }
    assert Place.objects.filter(parent="CD5402", level=3).count() == 12


@pytest.mark.parametrize(
    "name", ["Kitshanga", "Nizi", "Boga", "Komanda", "Biakato", "Kiwanja", "Sake", "Pimbo", "Libi"]
)
def test_a_well_known_locality_is_there(reference, name):
    assert Place.objects.filter(name=name, level=5).count() == 1


def test_no_chefferie_has_an_invented_point(reference):
    assert not Place.objects.filter(kind__in=["chefferie", "secteur", "groupement"], latitude__isnull=False).exists()


def test_populations_disagree_and_stand_side_by_side(reference):
    assert list(PlacePopulation.objects.filter(place="CD6105").values_list("year", "value")) == [
        (2004, 1063586),
        (2016, 1358465),
        (2018, 2063586),
    ]


def test_every_code_below_a_territoire_is_its_parents_code_and_more(reference):
    for place in Place.objects.filter(level__gt=2):
        assert place.code.startswith(f"{place.parent_id}-")
