"""A schematic map writes each value in its place's cell, keeps names apart, and shows closed access as such."""

from itertools import combinations
from math import hypot
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from pamoja.formats.drawing.schematic_map import TALL, Place, breaks, class_of, project, schematic_map, spread, voronoi

PLACES = [
    Place("CD5402", "Aru", 2.87, 30.85, 2, "2"),
    Place("CD5403", "Mahagi", 2.30, 30.98, 5, "5"),
    Place("CD5405", "Djugu", 1.92, 30.50, 8, "8"),
    Place("CD6107", "Beni", 0.69, 29.51, 0, "0"),
    Place("CD6109", "Beni (ville)", 0.49, 29.47, None),
    Place("CD6101", "Nyiragongo", -1.58, 29.24, None, closed=True),
]


def draw(places: list[Place]) -> str:
    return schematic_map(places, title="Dialogues", desc="By territory", closed_word="closed")


def test_each_place_has_its_name_and_its_value() -> None:
    svg = draw(PLACES)
    ElementTree.fromstring(svg)
    for place in PLACES:
        assert f">{place.label}<" in svg
    assert svg.count('class="cl ') == len(PLACES)
    assert ">8<" in svg


def test_closed_access_is_hatched_and_named_and_is_not_zero() -> None:
    svg = draw(PLACES)
    assert svg.count("url(#map-h)") == 1
    assert svg.count(">closed<") == 1


def test_an_unknown_value_is_a_dash() -> None:
    assert draw(PLACES).count(">—<") == 1


def test_four_classes_go_from_light_to_dark_and_zero_stands_apart() -> None:
    limits = breaks([1, 2, 3, 4, 5, 6, 7, 8, 0])
    assert [class_of(value, limits) for value in (None, 0, 1, 3, 5, 8)] == ["f0", "f0", "f1", "f2", "f3", "f4"]


def test_text_is_escaped() -> None:
    assert "<i>" not in draw([Place("x", "<i>&", 0, 29, 1, "1")])


def test_nothing_is_drawn_without_places() -> None:
    assert draw([]) == ""


places_somewhere = st.lists(
    st.builds(
        Place,
        code=st.just("x"),
        label=st.text("abcdefgh", min_size=1, max_size=14),
        latitude=st.floats(-2, 4),
        longitude=st.floats(28, 31),
        value=st.one_of(st.none(), st.integers(0, 50)),
    ),
    min_size=1,
    max_size=18,
)


@settings(max_examples=40, deadline=None)
@given(places_somewhere)
def test_any_places_give_a_well_formed_map_with_a_cell_each(places: list[Place]) -> None:
    svg = draw(places)
    ElementTree.fromstring(svg)
    assert svg.count('class="cl ') == len(places)


def test_labels_never_lie_on_one_another() -> None:
    spots = spread(project(PLACES), [110.0] * len(PLACES))
    assert all(hypot((a[0] - b[0]) / 110, (a[1] - b[1]) / TALL) > 0.98 for a, b in combinations(spots, 2))


def test_a_cell_holds_its_own_place_and_no_other() -> None:
    spots = [(0.0, 0.0), (100.0, 0.0), (40.0, 90.0)]
    for spot, cell in zip(spots, voronoi(spots, 80), strict=True):
        inside = [other for other in spots if _holds(cell, other)]
        assert inside == [spot]


def _holds(cell: list[tuple[float, float]], spot: tuple[float, float]) -> bool:
    return all(
        (b[0] - a[0]) * (spot[1] - a[1]) - (b[1] - a[1]) * (spot[0] - a[0]) >= 0
        for a, b in zip(cell, [*cell[1:], cell[0]], strict=True)
    )
