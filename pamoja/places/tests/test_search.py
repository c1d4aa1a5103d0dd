"""Finding places by what people write."""

import pytest

from pamoja.places.models import Place


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("kitchanga", "CD6103-bashali-bashali-mokoto-kitshanga"),
        ("KITSHANGA", "CD6103-bashali-bashali-mokoto-kitshanga"),
        ("Mongbwalu", "CD5404"),
        ("mangbwalu", "CD5404"),
        ("djomba", "CD6111-bwisha-jomba"),
        ("bahema d’irumu", "CD5402-bahema-d-irumu"),
        ("Bahema d irumu", "CD5402-bahema-d-irumu"),
        ("walendu bindi", "CD5402-walendu-bindi"),
        ("jukoth", "CD5407-djukoth"),
    ],
)
def test_a_spelling_finds_its_place_whatever_case_accents_and_hyphens(reference, written, found):
    assert Place.objects.search(written)[0].code == found


def test_beni_finds_the_ville_and_the_territoire_before_longer_names(reference):
    codes = [place.code for place in Place.objects.search("beni")]
    assert set(codes[:2]) == {"CD6107", "CD6109"}
    assert "CD6107-beni-mbau" in codes[2:]


def test_oicha_with_an_accent_finds_the_territoire_and_the_town(reference):
    assert {place.code for place in Place.objects.search("Oïcha")} == {"CD6107", "CD6107-oicha"}


def test_every_hit_carries_its_parent(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [hit.parent.code for hit in Place.objects.search("ruwenzori")] == ["CD6107", "CD6109"]


def test_a_search_can_stay_within_a_place(place):
    hits = Place.objects.search("ruwenzori", within=place("CD6109"))
    assert [hit.code for hit in hits] == ["CD6109-ruwenzori"]


def test_nothing_written_finds_nothing(reference):
    assert not Place.objects.search("  - ").exists()
    assert not Place.objects.search("%").exists()
