"""A chart says the numbers that it was given, and never draws across a period without data."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from pamoja.formats.drawing.line_chart import Base, Point, Target, line_chart, ticks

QUARTERS = [
    Point("T4 24", 22, "22"),
    Point("T1 25", None),
    Point("T2 25", 26, "26", partial=True),
    Point("T3 25", 29, "29"),
    Point("T4 25", 41, "41 %", partial=True),
]


def draw(points: list[Point], **more: object) -> str:
    return line_chart(points, title="Kept", desc="From 22 to 41", gap_word="no data", **more)  # type: ignore[arg-type]


def strokes(svg: str) -> list[str]:
    line = re.search(r'<path class="ln" d="([^"]*)"', svg)
    return re.findall(r"M[^M]*", line.group(1)) if line else []


def test_the_line_breaks_at_a_missing_period() -> None:
    first, second = strokes(draw(QUARTERS))
    assert "L" not in first
    assert second.count("L") == 2


def test_a_missing_period_is_named_where_it_stands() -> None:
    assert draw(QUARTERS).count("no data") == 1


def test_every_value_is_written_as_it_was_given() -> None:
    svg = draw(QUARTERS)
    assert all(f">{point.text}<" in svg for point in QUARTERS if point.value is not None)


def test_partial_periods_have_a_hollow_marker() -> None:
    svg = draw(QUARTERS)
    assert svg.count('class="po"') == 2
    assert svg.count('class="pt"') == 2


def test_base_and_target_are_labelled_in_place() -> None:
    svg = draw(QUARTERS, base=Base(22, "base 22"), targets=[Target(1, 2, 30, "cible 30"), Target(3, 4, 50, "cible 50")])
    assert "base 22" in svg
    assert "cible 50" in svg
    assert svg.count('class="tg"') == 2


def test_text_is_escaped_and_the_picture_has_a_name() -> None:
    svg = draw([Point("<b>&", 3, '"3" < 4')])
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert "<b>" not in svg


def test_nothing_is_drawn_from_nothing() -> None:
    assert draw([]) == ""
    assert "ln" not in re.findall(r'class="(\w+)"', draw([Point("T1", None)]))


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False)), min_size=1, max_size=30))
def test_any_series_is_well_formed_and_has_one_marker_for_each_known_value(values: list[float | None]) -> None:
    svg = draw([Point(str(index), value, str(value)) for index, value in enumerate(values)])
    ElementTree.fromstring(svg)
    assert svg.count("<circle") == sum(value is not None for value in values)


@given(st.floats(0.001, 1e9))
def test_the_axis_reaches_the_highest_value(highest: float) -> None:
    scale = ticks(highest)
    assert scale[0] == 0
    assert scale[-1] >= highest * 0.999
    assert len(scale) <= 6
