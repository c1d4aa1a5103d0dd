"""A subtree is one range of an index, on SQLite and on PostgreSQL."""

import pytest
from django.db import connection

from pamoja.places.models import Place


@pytest.fixture
def many_places(reference):
    """Add enough villages that a database has a reason to use an index."""
    parents = list(Place.objects.filter(level=4))
    villages = [
        Place(code=f"{parent.code}-v{number}", name=f"Village {number}", level=5, kind="village", parent=parent)
        for parent in parents
        for number in range(60)
    ]
    for village in villages:
        village.derive()
    Place.objects.bulk_create(villages)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_place")


def test_the_subtree_query_uses_the_index_of_paths(many_places):
    plan = Place.objects.subtree(Place.objects.get(code="CD6111-bwisha-jomba")).order_by().explain()
    assert "path" in plan
    if connection.vendor == "postgresql":
        assert "place_path_once" in plan
        assert "Seq Scan" not in plan
    else:
        assert "SEARCH places_place USING INDEX" in plan
        assert "(path>? AND path<?)" in plan


def test_paths_are_compared_byte_by_byte_whatever_the_language_of_the_server(reference):
    paths = list(Place.objects.order_by("path").values_list("path", flat=True))
    assert paths == sorted(paths)
