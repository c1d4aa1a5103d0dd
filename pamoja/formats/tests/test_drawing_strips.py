"""Strips, bars and tallies are as wide as their numbers, and say them in words."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamoja.formats.drawing.bar import Mark, bar
from pamoja.formats.drawing.strip import Part, strip
from pamoja.formats.drawing.tally import tally


def widths(svg: str) -> list[float]:
    return [float(width) for width in re.findall(r'x="[\d.]+%" width="([\d.]+)%" height="24">', svg)]


def test_each_state_takes_its_share_of_the_strip() -> None:
    svg = strip([Part("kept", 50), Part("going", 25), Part("broken", 25)], "100 commitments")
    ElementTree.fromstring(svg)
    assert widths(svg) == [50, 25, 25]


def test_a_state_keeps_its_shape_unless_it_is_too_thin() -> None:
    svg = strip([Part("kept", 99), Part("disputed", 1)], "100 commitments")
    assert "#g-kept" in svg
    assert "#g-disputed" not in svg
    assert 'class="disputed"' in svg


def test_a_state_without_records_is_left_out() -> None:
    assert "broken" not in strip([Part("kept", 1), Part("broken", 0)], "1 commitment")
    assert strip([Part("kept", 0)], "none") == ""


def test_partly_kept_is_half_full_and_not_started_is_hollow() -> None:
    svg = strip([Part("part", 1), Part("todo", 1)], "2 commitments")
    assert svg.count('class="box"') == 2
    assert 'class="todo hollow"' in svg


def test_the_strip_has_a_name_that_is_escaped() -> None:
    svg = strip([Part("kept", 1)], '1 <"kept">')
    assert ElementTree.fromstring(svg).get("aria-label") == '1 <"kept">'


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_the_shares_add_up(counts: list[int]) -> None:
    svg = strip([Part("kept", count) for count in counts], "all")
    if sum(counts):
        assert sum(widths(svg)) == pytest.approx(100, abs=0.1)


def test_a_bar_is_as_long_as_its_value() -> None:
    svg = bar(50, 100, "50 %", base=Mark(20, "base 20"), target=Mark(90, "cible 90"))
    ElementTree.fromstring(svg)
    assert 'width="98"' in svg
    assert "base 20" in svg
    assert "cible 90" in svg


def test_a_value_over_the_scale_stays_inside_and_an_unknown_one_is_not_drawn() -> None:
    assert 'width="196"' in bar(150, 100, "150")
    assert bar(None, 100, "unknown") == ""


def test_labels_of_base_and_target_stand_on_either_side_when_they_are_near() -> None:
    svg = bar(41, 100, "41 %", base=Mark(30, "base 30"), target=Mark(50, "cible 50"))
    assert 'class="end"' in svg
    assert 'class="tgt start"' in svg


def test_a_tally_has_one_stroke_for_each_report() -> None:
    svg = tally(11, 14, "11 of 14 reports")
    full, empty = re.findall(r'd="([^"]*)"', svg)
    assert full.count("z") == 11
    assert empty.count("z") == 3
    assert ElementTree.fromstring(svg).get("aria-label") == "11 of 14 reports"


def test_a_tally_of_many_reports_stays_narrow() -> None:
    assert float(ElementTree.fromstring(tally(40, 120, "40 of 120")).get("width", "0")) <= 150


def test_nothing_expected_gives_no_tally() -> None:
    assert tally(0, 0, "") == ""
