"""Small columns beside a count."""

import re
from xml.etree import ElementTree

from pamoja.formats.drawing.columns import columns


def heights(drawing: str) -> list[float]:
    """Return the heights of the columns."""
    return [float(height) for height in re.findall(r'<rect[^>]* height="([\d.]+)"', drawing)]


def test_a_column_is_as_high_as_its_share_of_the_highest() -> None:
    assert heights(columns([10, 5, 20], "Sessions", "Q1", "Q3")) == [9.0, 4.5, 18.0]


def test_zero_and_unknown_have_no_column() -> None:
    assert heights(columns([0, None, 4], "Sessions", "Q1", "Q3")) == [18.0]


def test_nothing_is_drawn_of_nothing_or_of_one_period() -> None:
    assert columns([], "", "", "") == columns([3], "", "", "") == columns([0, None], "", "", "") == ""


def test_words_are_escaped() -> None:
    drawing = columns([1, 2], 'a "b" <c>', "<1>", "&2")
    assert ElementTree.fromstring(drawing).get("aria-label") == 'a "b" <c>'
    assert "<1>" not in drawing
