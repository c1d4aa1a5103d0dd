"""What was planned and what took place lie on one line of time, each where its days are."""

from datetime import date
from xml.etree import ElementTree

import pytest

from pamoja.formats.drawing.span import Time, axis, span

YEAR = Time(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 1, 1), 0.0),
        (date(2026, 7, 2), 0.5),
        (date(2026, 12, 31), 1.0),
        (date(2025, 1, 1), 0.0),
        (date(2030, 1, 1), 1.0),
    ],
)
def test_a_day_lies_at_its_share_of_the_line(day: date, at: float) -> None:
    assert YEAR.at(day) == pytest.approx(at, abs=0.002)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 3, 31), ["01/2026", "02/2026", "03/2026"]),
        (date(2026, 12, 31), ["01/2026", "04/2026", "07/2026", "10/2026"]),
        (date(2028, 6, 1), ["2026", "2027", "2028"]),
    ],
)
def test_a_line_names_months_quarters_or_years(last: date, words: list[str]) -> None:
    assert [word for _day, word in Time(date(2026, 1, 1), last).marks()] == words


def test_the_drawing_is_one_image_with_its_words_escaped() -> None:
    drawn = span(
        YEAR, (date(2026, 2, 1), date(2026, 5, 1)), (date(2026, 3, 1), date(2026, 6, 1)), date(2026, 4, 1), "a < b"
    )
    picture = ElementTree.fromstring(drawn)
    assert (picture.get("role"), picture.get("aria-label")) == ("img", "a < b")
    planned, actual = picture.findall("rect")
    assert (planned.get("class"), actual.get("class")) == ("po", "br")
    assert float(str(planned.get("x"))[:-1]) < float(str(actual.get("x"))[:-1])
    assert [line.get("class") for line in picture.findall("line")][-1] == "ax"


def test_what_has_not_begun_has_no_bar_and_a_day_outside_no_line_of_today() -> None:
    picture = ElementTree.fromstring(span(YEAR, (date(2026, 2, 1), date(2026, 2, 1)), None, date(2027, 4, 1), "x"))
    assert [rect.get("class") for rect in picture.findall("rect")] == ["po"]
    assert "ax" not in [line.get("class") for line in picture.findall("line")]


def test_the_axis_is_for_the_eye_alone() -> None:
    assert 'aria-hidden="true"' in axis(YEAR)
    assert "07/2026" in axis(YEAR)
