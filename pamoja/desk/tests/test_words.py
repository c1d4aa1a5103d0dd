"""Dates, numbers and quotations are written as the page's language writes them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from pamoja.desk.templatetags import pamoja as filters


@pytest.fixture(params=["fr", "en", "sw"])
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_dates_are_written_out(code: str) -> None:
    expected = {"fr": "30 juin 2026", "en": "30 June 2026", "sw": "30 Juni 2026"}
    assert plain(filters.date_long(date(2026, 6, 30))) == expected[code]


def test_the_first_of_a_month_is_an_ordinal_in_french_only(code: str) -> None:
    expected = {"fr": "1er mai 2026", "en": "1 May 2026", "sw": "1 Mei 2026"}
    assert plain(filters.date_long(date(2026, 5, 1))) == expected[code]


def test_words_stand_between_the_quotation_marks_of_the_language(code: str) -> None:
    expected = {"fr": "« Le tableau est posé »", "en": "“Le tableau est posé”", "sw": "“Le tableau est posé”"}
    assert plain(filters.said(" Le tableau est posé ")) == expected[code]


def test_words_that_are_quoted_already_are_not_quoted_twice(code: str) -> None:
    assert filters.said("« Oui »") == filters.said("Oui")


def test_numbers_have_the_separators_of_the_language(code: str) -> None:
    assert plain(filters.number(12345)) == {"fr": "12 345", "en": "12,345", "sw": "12,345"}[code]
    assert plain(filters.percent(40.66, 1)) == {"fr": "40,7 %", "en": "40.7%", "sw": "40.7%"}[code]


def test_a_change_has_its_sign() -> None:
    with translation.override("fr"):
        assert [filters.signed(value) for value in (3, -2, 0)] == ["+3", "−2", "0"]


def test_unknown_is_a_dash_and_never_zero() -> None:
    assert {filters.number(None), filters.percent(None), filters.date_short(None), filters.moment(None)} == {"—"}


def test_french_puts_its_spaces_before_double_signs() -> None:
    with translation.override("fr"):
        written = filters.fine("Prêt ? Oui : 41 % ; « là »")
    assert written == "Prêt\u202f? Oui\u00a0: 41\u00a0%\u202f; «\u00a0là\u00a0»"
    with translation.override("en"):
        assert filters.fine("Ready ?") == "Ready ?"


def test_the_time_of_day_is_local() -> None:
    with translation.override("fr"):
        assert plain(filters.clock(datetime(2026, 9, 20, 3, 44, tzinfo=UTC))) in {"05 h 44", "04 h 44", "03 h 44"}


def test_a_side_says_not_kept_where_the_judgement_says_broken() -> None:
    with translation.override("en"):
        assert str(filters.state_word("broken")) == "Broken"
        assert str(filters.side_word("broken")) == "Not kept"
