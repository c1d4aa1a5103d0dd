"""A drawing of progress tells each stage by its word and its shape, and draws nothing of what is not known."""

from xml.etree import ElementTree as ET

from pamoja.formats.drawing.progress import Stage, progress

PLANNED = Stage("Prévu", "hollow", 4.0, "4 km")
DONE = Stage("Fait", "half", 2.0, "2 km")


def rectangles(svg: str) -> list[dict[str, str]]:
    return [one.attrib for one in ET.fromstring(svg).iter("rect")]


def test_bars_are_as_long_as_their_values_and_differ_in_shape() -> None:
    planned, done = rectangles(progress([PLANNED, DONE], "Prévu 4 km ; fait 2 km"))
    assert float(planned["width"]) == 2 * float(done["width"])
    assert (planned["class"], planned["height"], done["class"], done["height"]) == ("ax", "14", "br", "7")


def test_what_is_not_known_has_words_and_no_bar() -> None:
    svg = progress([PLANNED, Stage("Vérifié", "full", None, "pas vérifié")], "")
    assert len(rectangles(svg)) == 1
    assert 'class="start it"' in svg
    assert ">pas vérifié<" in svg


def test_nought_has_its_words_and_no_bar() -> None:
    svg = progress([PLANNED, Stage("Fait", "half", 0.0, "0 km")], "")
    assert len(rectangles(svg)) == 1
    assert ">0 km<" in svg


def test_nothing_is_drawn_without_a_value_and_text_is_escaped() -> None:
    assert progress([Stage("Prévu", "hollow", None, "?")], "") == ""
    assert "&lt;b&gt;" in progress([Stage("<b>", "hollow", 1.0, "1")], "")


def test_a_mark_crosses_all_bars_and_leaves_the_words_free() -> None:
    drawn = progress([Stage("Budget", "hollow", 100, "100"), Stage("Spent", "full", 20, "20")], "told", mark=50)
    assert 'd="M202 0V56"' in drawn
    assert drawn.count('x="308"') == 2
    assert 'd="M' not in progress([Stage("Budget", "hollow", 100, "100")], "told")
