"""The search line finds places and records of every register, and nothing that its reader may not see."""

import re

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.models import User
from pamoja.desk.search.marking import Part, excerpt, marked
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.records.searching import asked
from tests.cast import Cast, by

WORDS = "Réhabiliter l’œuvre d’eau de Nord-Jomba avant la récolte."


def read(person: User, query: str, code: str = "en") -> str:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 200, query
    return answer.content.decode()


@pytest.fixture
def promise(cast: Cast) -> Commitment:
    """Enter a commitment with words to look for."""
    return commitment(by(cast.partner_me), process(by(cast.partner_me)), words=WORDS)


def test_who_is_not_signed_in_is_asked_to(cast: Cast) -> None:
    assert Client().get("/search?q=eau").headers["Location"].startswith("/signin")


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_places_and_records_stand_in_groups_in_each_language(cast: Cast, promise: Commitment, code: str) -> None:
    page = read(cast.partner_me, "q=jomba", code)
    assert f'<html lang="{code}">' in page
    assert re.findall(r'id="found-([a-z]+)"', page) == ["places", "dialogue", "commitment"]


def test_every_page_has_the_search_line_with_what_was_sought(cast: Cast, promise: Commitment) -> None:
    page = read(cast.partner_me, "q=%C5%93uvre+eau")
    assert '<form class="find" method="get" action="/search"' in page
    assert 'name="q" value="œuvre eau"' in page


def test_a_record_is_shown_with_code_place_date_and_status_and_its_words_marked(
    cast: Cast, promise: Commitment
) -> None:
    page = read(cast.partner_me, "q=OEUVRE+recolt")
    assert "l’<mark>œuvre</mark> d’eau" in page
    assert "la <mark>récolte</mark>." in page
    for told in (promise.code, "Jomba (groupement), ", "20 Jan 2026", "submitted"):
        assert told in page.replace("\u00a0", " "), told
    assert "1 found" in page


def test_a_code_leads_to_its_record_alone(cast: Cast, promise: Commitment) -> None:
    page = read(cast.partner_me, f"q=eng+2026+{int(promise.code[-4:])}")
    assert f"<mark>{promise.code}</mark>" in page
    assert page.count('id="found-') == 1


def test_one_kind_is_read_page_by_page(cast: Cast, promise: Commitment) -> None:
    for _number in range(26):
        commitment(by(cast.partner_me), promise.dialogue, words="Ouvrir un puits")
    page = read(cast.partner_me, "q=puits")
    assert page.count("<mark>puits</mark>") == 5
    assert "/search?q=puits&amp;in=commitment" in page
    assert read(cast.partner_me, "q=puits&in=commitment").count("<mark>puits</mark>") == 25
    assert read(cast.partner_me, "q=puits&in=commitment&page=2").count("<mark>puits</mark>") == 1


def test_numbers_and_words_tell_nothing_of_what_is_not_theirs(cast: Cast, promise: Commitment) -> None:
    commitment(by(cast.partner_me), promise.dialogue, words="Zebra un", sensitivity="strict")
    commitment(by(cast.partner_me), promise.dialogue, words="Zebra deux", sensitivity="restricted")
    pages = {name: read(person, "q=zebra") for name, person in cast.everybody().items()}
    for name in ("stranger", "donor", "state", "administrator"):
        assert "<mark>" not in pages[name], name
        assert "0 found" in pages[name]
        nothing = read(cast.everybody()[name], "q=quagga").replace("quagga", "zebra")
        assert _without_tokens(pages[name]) == _without_tokens(nothing)
    assert "2 found" in pages["partner_me"]


def _without_tokens(page: str) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_closed_answer_is_neither_found_nor_quoted(cast: Cast) -> None:
    note = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-13", "do_no_harm_note": "Une rumeur de milice à Kalengera"}
    process(by(cast.partner_me), title="Pâturages", sensitivity="public", **note)
    assert "<mark>milice</mark>" in read(cast.partner_me, "q=milice")
    assert "<mark>Pâturages</mark>" in read(cast.donor, "q=paturages")
    assert "milice" not in read(cast.donor, "q=paturages")
    assert "0 found" in read(cast.donor, "q=milice")
    assert "0 found" in read(cast.donor, "q=paturages+milice")


def test_a_place_is_found_by_another_name(cast: Cast) -> None:
    page = read(cast.donor, "q=oicha")
    assert 'href="/places/CD6107"' in page


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%25", "q=%22%27*", "q=" + "z" * 900, "q=" + "+".join("abcdefghijklmnop"),
              "q=jomba&in=nothing", "q=jomba&in=places&page=99", "q=jomba&page=x", "q=NOT+OR+NEAR(a)",
              "q=%3A%2A%26%21"],
)  # fmt: skip
def test_whatever_is_typed_gets_an_answer(cast: Cast, promise: Commitment, query: str) -> None:
    read(cast.partner_me, query)


def test_words_are_marked_where_they_begin_so() -> None:
    assert marked("L’eau, les eaux", asked("eau")) == [
        Part("L’"), Part("eau", True), Part(", les "), Part("eaux", True),
    ]  # fmt: skip
    assert marked("re\u0301colte", asked("recolte")) == [Part("récolte", True)]
    assert excerpt("rien", asked("eau")) == []


def test_a_long_answer_is_quoted_around_the_word() -> None:
    text = f"{'avant ' * 60}semences{' après' * 60}"
    parts = excerpt(text, asked("semen"))
    shown = "".join(part.text for part in parts)
    assert shown.startswith("… avant")
    assert shown.endswith("après …")
    assert len(shown) < 200
    assert Part("semences", True) in parts
