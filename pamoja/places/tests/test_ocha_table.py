"""The table of P-codes as OCHA publishes it."""

from pathlib import Path

import pytest
from django.conf import settings

from pamoja.places.actions import load_table
from pamoja.places.models import Place

FILE = Path(settings.ROOT).parent.parent / "shared" / "fixtures" / "places" / "ocha_cod_pcodes_adm1_adm2.csv"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the table of OCHA is not beside the checkout")


@pytest.fixture
def load_ocha(db, by):
    return lambda: load_table("places", FILE.read_bytes(), FILE.name, by).counts


def test_the_whole_country_loads_and_loading_twice_changes_nothing(load_ocha):
    assert load_ocha() == {"created": 215, "updated": 0, "unchanged": 0, "refused": 0}
    assert load_ocha() == {"created": 0, "updated": 0, "unchanged": 215, "refused": 0}
    assert Place.objects.filter(level=1).count() == 26


def test_it_agrees_with_the_shipped_facts(reference, load_ocha):
    assert load_ocha() == {"created": 195, "updated": 0, "unchanged": 20, "refused": 0}


def test_it_leaves_open_whether_a_unit_is_a_territoire_or_a_ville(load_ocha):
    load_ocha()
    assert Place.objects.get(code="CD5101").kind == ""
    assert Place.objects.get(code="CD5101").parent_id == "CD51"
