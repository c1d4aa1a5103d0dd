"""Priority zones: dated, many-to-many, across territoires."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pamoja.places.models import Place, Zone, ZonePlace

IN_2019 = date(2019, 6, 30)


def codes(rows):
    return [row.pk for row in rows]


def test_a_zone_crosses_territoires(reference):
    kitshanga = Zone.objects.get(code="kitshanga")
    places = Place.objects.in_zone(kitshanga, IN_2019)
    assert {place.ancestor_codes[1] for place in places} == {"CD6103", "CD6111", "CD6104"}


def test_a_village_is_in_the_zone_of_its_chefferie(place):
    assert codes(Zone.objects.of(place("CD6111-bwito-tongo-tongo"), IN_2019)) == ["kitshanga"]
    assert codes(Zone.objects.of(place("CD6111-bwisha-jomba"), IN_2019)) == ["volcans"]


def test_a_territoire_is_not_in_a_zone_that_takes_a_part_of_it(place):
    rutshuru = place("CD6111")
    assert codes(Zone.objects.of(rutshuru, IN_2019)) == []
    assert codes(Zone.objects.touching(rutshuru, IN_2019)) == ["kitshanga", "volcans"]


def test_a_zone_holds_nothing_before_its_first_day_nor_from_its_last(place):
    goma = place("CD6101")
    zone = Zone.objects.create(code="essai", name="Essai", source="Test")
    ZonePlace.objects.create(
        zone=zone, place=goma, valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1), source="Test"
    )
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [bool(Zone.objects.of(goma, day)) for day in days] == [False, True, True, False]
    assert [Place.objects.in_zone(zone, day).exists() for day in days] == [False, True, True, False]


def test_the_places_of_a_zone_cost_two_queries(reference, django_assert_num_queries):
    zone = Zone.objects.get(code="sud-irumu")
    with django_assert_num_queries(2):
        assert len(Place.objects.in_zone(zone, IN_2019)) > 5


def test_a_period_must_end_after_it_begins(place):
    day = date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ZonePlace.objects.create(zone_id="djugu", place=place("CD6101"), valid_from=day, valid_to=day, source="Test")


def test_overlapping_periods_of_one_place_are_refused_when_loaded(load, reference):
    report = load(
        """
        zone,place,valid_from,valid_to,source
        djugu,CD5405,2017-01-01,2018-06-01,Atelier
        djugu,CD5405,2016-01-01,2018-01-01,Atelier
        nulle-part,CD5405,2016-01-01,,Atelier
        """,
        "zone_places",
    )
    assert [line.outcome for line in report.lines] == ["refused", "created", "refused"]
    assert report.lines[0].problems[0].code == "places.period_overlaps"
    assert report.lines[2].problems[0].code == "places.reference_unknown"
