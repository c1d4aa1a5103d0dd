"""Two scores stand one under the other on one scale; what was not given has words and no bar."""

from xml.etree import ElementTree as ET

from pamoja.formats.drawing.two_scores import Pair, two_scores

BOTH = Pair("Accueil", 1.0, "1", 5.0, "5")
ONE = Pair("Horaires", 3.5, "3,5", None, "pas notés")


def rectangles(svg: str) -> list[dict[str, str]]:
    return [one.attrib for one in ET.fromstring(svg).iter("rect")]


def test_bars_grow_with_the_score_and_differ_in_shape() -> None:
    citizens, own = rectangles(two_scores([BOTH], 1, 5, "Accueil : 1 et 5"))
    assert (citizens["class"], own["class"]) == ("br", "ax")
    assert 0 < float(citizens["width"]) == float(own["width"]) / 5


def test_what_was_not_given_has_words_and_no_bar() -> None:
    svg = two_scores([BOTH, ONE], 1, 5, "")
    assert len(rectangles(svg)) == 3
    assert ">pas notés<" in svg


def test_text_is_escaped_a_long_title_is_cut_at_a_word_and_nothing_gives_nothing() -> None:
    svg = two_scores([Pair("<b> " + "mot " * 30, 1.0, "1", 1.0, "1")], 1, 5, '"<')
    assert "&lt;b&gt; mot" in svg
    assert "mot …" in svg
    assert two_scores([], 1, 5, "") == ""
