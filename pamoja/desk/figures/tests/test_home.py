"""The home page: the finding, what needs someone, and how little it costs."""

import gzip
import re
from datetime import date
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from pamoja.desk.figures.home import finding
from pamoja.desk.figures.tests.reading import DJUGU, approve, dotted, page, programme, reader
from pamoja.engine import periods
from pamoja.engine.cells import Cell
from pamoja.lake.refresh import refresh
from tests.cast import Cast

BUDGET = 60_000
QUERIES = 24


def test_the_title_is_the_finding(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/")
    assert "<h1>Of 7 commitments due, 1 is kept. 1 is disputed.</h1>" in html
    assert "<h1>Of 5 commitments due, none is kept.</h1>" in page(cast.consortium_me, f"/?place={DJUGU}")
    assert "<h1>No commitment is due yet.</h1>" in page(cast.consortium_me, "/?period=2026-Q1")


def test_an_instance_without_records_says_so_and_never_zero(cast: Cast) -> None:
    refresh()
    html = page(cast.consortium_me, "/")
    assert "<h1>Nothing had been received yet in this period.</h1>" in html
    assert html.count('<div class="val muted">—</div>') == 6
    assert html.count("nothing had been received yet: this is not zero") == 6
    assert dotted(html) == []


@pytest.mark.parametrize("language", ["fr", "sw", "en"])
def test_it_is_shown_in_each_language(cast: Cast, language: str) -> None:
    programme()
    assert f'<html lang="{language}">' in page(cast.consortium_me, "/?period=2026-H1&zone=djugu", language)


def test_it_is_for_those_who_are_signed_in(cast: Cast) -> None:
    refresh()
    for name, person in cast.everybody().items():
        assert reader(person).get("/").status_code == 200, name
    assert Client().get("/").headers["Location"] == "/signin?next=/"


def test_of_what_waits_the_six_registers_with_most_are_open(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [{"label": f"Registre {n}", "count": n, "url": f"/register/{n}/"} for n in range(9, 0, -1)]
    monkeypatch.setattr(
        "pamoja.desk.figures.home.waiting_for", lambda _person: [{"label": "À vérifier", "items": items}]
    )
    text = page(cast.partner_me, "/")
    opened, _summary, folded = text.partition("<details><summary>3 ")
    assert [n for n in range(1, 10) if f"Registre {n}<" in opened] == [4, 5, 6, 7, 8, 9]
    assert [n for n in range(1, 10) if f"Registre {n}<" in folded] == [1, 2, 3]


def test_short_lists_hold_what_is_disputed_and_late_and_lead_to_the_register(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/")
    assert "La barrière sera levée." in html
    assert "Le marché ouvrira, 1." in html
    assert "Le marché ouvrira, 3." not in html
    assert 'href="/register/commitment/?late=1">The 6 late ones</a>' in html
    assert 'href="/register/commitment/?state=disputed"' in html
    within = page(cast.consortium_me, f"/?place={DJUGU}")
    assert "La barrière sera levée." not in within
    assert f'href="/register/commitment/?place={DJUGU}&amp;late=1"' in within


def test_a_donor_sees_the_figures_of_all_and_the_records_that_are_public(cast: Cast) -> None:
    programme()
    approve("2026-H1", "2026-Q3")
    html = page(cast.donor, "/?period=all")
    assert "<h1>Of 7 commitments due, 1 is kept. 1 is disputed.</h1>" in html
    assert "Le marché ouvrira" not in html
    assert "La barrière sera levée" not in html
    assert "Champs de Jomba" in html
    assert "Marché de Djugu" not in html
    assert "The register: one commitment" in html


def test_the_form_offers_periods_places_zones_pillars_and_partners_and_asks_for_none(cast: Cast) -> None:
    programme()
    form = page(cast.consortium_me, f"/?period=2026-Q2&place={DJUGU}").split('<details class="scope">')[1]
    form = form.split("</details>")[0]
    assert re.findall(r'<select name="(\w+)"', form) == ["period", "place", "zone", "pillar", "partner"]
    assert re.findall(r'value="([^"]+)" selected', form) == ["2026-Q2", DJUGU]
    for offered in ("2026-H1", "2026", "CD61", "djugu", "ISSSS-1", "upendo"):
        assert f'value="{offered}"' in form
    assert " required" not in form


def test_the_scope_stays_in_every_link_to_figures(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, f"/?period=2026-H1&place={DJUGU}&partner=tumaini")
    links = re.findall(r'href="(/figures/\w+/[^"]*)"', html)
    assert len(links) >= 12
    assert all(f"period=2026-H1&amp;place={DJUGU}&amp;partner=tumaini" in link for link in links)


@pytest.mark.parametrize(
    "asked", ["period=2026-Q5", "period=x", "place=CD9999", "zone=x", "pillar=x", "partner=x", "unknown=x"]
)
def test_a_scope_that_does_not_exist_is_not_found(cast: Cast, asked: str) -> None:
    programme()
    assert reader(cast.consortium_me).get(f"/?{asked}").status_code == 404


def test_it_takes_few_queries_whatever_the_scope(cast: Cast) -> None:
    programme()
    browser = reader(cast.consortium_me)
    for scope in ("", f"?period=2026-Q3&place={DJUGU}&zone=djugu&pillar=ISSSS-2&partner=tumaini"):
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/{scope}").status_code == 200
        assert len(queries) <= QUERIES, "\n".join(query["sql"] for query in queries)


def test_it_and_all_that_it_loads_are_light(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/", "fr")
    loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', html)
    assert any(name.endswith(".css") for name in loaded)
    assert any("htmx" in name for name in loaded)
    assets = sum(len(brotli.compress(_static(name))) for name in set(loaded))
    assert len(gzip.compress(html.encode(), 6)) + assets < BUDGET


def _static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_bytes()


def test_nothing_on_it_needs_an_inline_style_or_script(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/")
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)


@override("en")
def test_the_finding_agrees_with_its_numbers() -> None:
    def said(kept: int | None, due: int, disputed: int = 0) -> str:
        return finding(cell_of(kept, due, disputed))

    assert said(None, 0) == "Nothing had been received yet in this period."
    assert said(0, 0) == "No commitment is due yet."
    assert said(0, 1) == "1 commitment is due, and it is not kept."
    assert said(1, 1) == "The one commitment due is kept."
    assert said(4, 4) == "All 4 commitments due are kept."
    assert said(1, 4, 1) == "Of 4 commitments due, 1 is kept. 1 is disputed."
    assert said(87, 214, 12) == "Of 214 commitments due, 87 are kept. 12 are disputed."


def cell_of(kept: int | None, due: int, disputed: int) -> Cell:
    """Return a cell of commitments kept among those due."""
    period = periods.period("year", date(2026, 11, 24), date(2026, 11, 24))
    return Cell("commitments_kept", 1, period, kept, due, due, 0, {"disputed": disputed}, 1, "")
