"""Conditions over answers, as XPath and as CSS."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pamoja.formats.css import visibility_css
from pamoja.formats.questions import Choice, Condition, Form, Kind, Question, Section
from pamoja.formats.rules import obeyed, reads, surely, truth, typed
from pamoja.formats.xpath import obeyed_xpath, quoted, surely_xpath

KINDS: dict[str, Kind] = {
    "due_on": "date",
    "made_on": "date",
    "women": "integer",
    "men": "integer",
    "side": "one",
    "themes": "many",
}
NONE = {"fr": "", "sw": "", "en": ""}


@pytest.mark.parametrize(
    ("condition", "values", "found"),
    [
        (("=", "side", "state"), {"side": "state"}, True),
        (("=", "side", "state"), {"side": "donor"}, False),
        (("=", "side", "state"), {}, None),
        (("not", ("=", "side", "state")), {}, None),
        (("blank", "side", True), {}, True),
        (("blank", "side", False), {"side": ""}, False),
        (("in", "women", ("1", "2")), {"women": 2}, True),
        (("contains", "themes", "land"), {"themes": ["water", "land"]}, True),
        (("contains", "themes", "land"), {"themes": []}, None),
        ((">=", "due_on", ("field", "made_on")), {"due_on": date(2026, 1, 2), "made_on": date(2026, 1, 1)}, True),
        ((">=", "due_on", ("field", "made_on")), {"due_on": date(2026, 1, 2)}, None),
        (("<", "due_on", "2026-01-02"), {"due_on": date(2026, 1, 1)}, True),
        (("=", "women", ("+", ("field", "men"), 1)), {"women": 3, "men": 2}, True),
        (("=", "women", ("+", ("field", "men"), 1)), {"women": 3}, None),
        (("or", ("=", "side", "state"), ("blank", "women", True)), {}, True),
        (("and", ("=", "side", "state"), ("blank", "women", False)), {}, False),
        (("and",), {}, True),
    ],
)
def test_a_condition_is_true_false_or_unknown(condition: Condition, values: dict[str, Any], found: bool | None) -> None:
    assert truth(condition, values) is found
    assert truth(("not", condition), values) is (None if found is None else not found)
    assert (surely(condition, values), obeyed(condition, values)) == (found is True, found is not False)


@pytest.mark.parametrize(
    ("kind", "answer", "value"),
    [
        ("integer", "12", 12), ("integer", "many", None), ("decimal", "1.5", Decimal("1.5")), ("decimal", "x", None),
        ("date", "2026-01-02", date(2026, 1, 2)), ("date", "2/1/2026", None), ("text", "", None), ("many", [], None),
        ("many", ["a"], ["a"]),
    ],
)  # fmt: skip
def test_an_answer_is_typed_or_blank(kind: Kind, answer: Any, value: Any) -> None:
    assert typed(kind, answer) == value


def test_what_a_condition_reads_is_named_once_in_order() -> None:
    condition = ("or", ("=", "women", ("+", ("field", "men"), ("field", "women"))), ("not", ("blank", "side", True)))
    assert reads(condition) == ["women", "men", "side"]


def test_a_negation_on_the_phone_is_guarded_against_blanks() -> None:
    condition = ("not", ("=", "side", "state"))
    assert surely_xpath(condition, str, KINDS) == "(side != '' and side != 'state')"
    assert obeyed_xpath(condition, str, KINDS) == "not((side != '' and side = 'state'))"


@pytest.mark.parametrize(
    "condition",
    [("=", "side", ""), (">", "side", "a"), ("=", "side", 'it\'s "so"'), ("like", "side", "x"), ("not", "side")],
)
def test_what_no_phone_can_compare_is_refused(condition: Condition) -> None:
    with pytest.raises(ValueError):
        surely_xpath(condition, str, KINDS)


def test_a_text_with_one_kind_of_quotes_can_be_written() -> None:
    assert quoted("l'État") == '"l\'État"'


def form(**whens: Condition | None) -> Form:
    """Return a form that asks for a side and a date, and for each name under its condition."""
    asked = [Question("side", "one", NONE, NONE, choices=(Choice("state", NONE), Choice("donor", NONE)))]
    asked += [Question("due_on", "date", NONE, NONE)]
    asked += [Question(name, "text", NONE, NONE, when=when) for name, when in whens.items()]
    return Form("form", NONE, (Section("all", NONE, tuple(asked)),))


def test_the_page_hides_a_field_only_where_the_browser_can_show_it_again() -> None:
    css = visibility_css(form(means=("=", "side", "state")))
    assert css.startswith("@supports selector(:has(*)) {")
    assert 'form:not(:has([data-question="side"] [value="state"]:checked)) [data-question="means"]' in css


def test_the_wrapper_of_a_field_may_be_told_by_its_id() -> None:
    css = visibility_css(form(means=("=", "side", "state")), "#f-{name}")
    assert 'form:not(:has(#f-side [value="state"]:checked)) #f-means { display: none; }' in css


def test_what_css_cannot_read_stays_in_sight() -> None:
    assert visibility_css(form(means=("blank", "due_on", False))) == ""
    assert visibility_css(form(means=("and", ("=", "side", "state"), ("blank", "due_on", False)))) == ""


def test_a_field_that_depends_on_a_hidden_field_stays_in_sight() -> None:
    css = visibility_css(form(first=("=", "side", "state"), second=("blank", "first", False)))
    assert '[data-question="first"] { display: none; }' in css
    assert '[data-question="second"]' not in css
