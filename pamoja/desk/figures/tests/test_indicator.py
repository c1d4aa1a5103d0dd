"""The page of an indicator: every number leads to the records that make it."""

import re

import pytest

from pamoja.desk.figures.tests.reading import DJUGU, approve, dotted, last_number, lines, page, programme, reader
from pamoja.indicators import figures
from tests.cast import Cast

SHAPES = [
    "/figures/",
    "/figures/dialogues_held/",
    "/figures/participants/?by=place&across=sex",
    "/figures/participants/?by=zone&across=category",
    "/figures/womens_share/?by=partner&across=age",
    f"/figures/commitments_due/?by=pillar&place={DJUGU}",
    "/figures/commitments_kept/?period=2026-H1",
    "/figures/commitments_kept/?by=place&across=side&place=CD61",
    "/figures/verified_share/?by=place&across=type",
]


@pytest.mark.parametrize("address", SHAPES)
def test_every_dotted_number_opens_a_trace_of_exactly_that_number(cast: Cast, address: str) -> None:
    programme()
    found = [(link, text) for link, text in dotted(page(cast.consortium_me, address)) if re.search(r"\d", text)]
    assert found
    for link, text in found:
        trace = reader(cast.consortium_me).get(link)
        assert trace.status_code == 200, link
        counted = next(tab.count for tab in trace.context["tabs"] if tab.current)
        code = link.split("/")[2]
        share = figures.catalogue()[code].measure == "ratio" and "part=numerator" in link
        if not share:
            assert counted == last_number(text), (link, text)
        rows = lines(cast.partner_me, link.replace("/trace/", "/trace.csv"))
        shown = reader(cast.partner_me).get(link).context
        if next(tab.count for tab in shown["tabs"] if tab.current) is None:
            assert (rows, shown["rows"], shown["hidden"]) == ([], [], 0), (link, text)
        else:
            assert shown["hidden"] or sum(int(row["contribution"]) for row in rows) == counted, (link, text)


def test_a_share_of_nothing_is_a_dash_with_its_reason(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/figures/womens_share/?period=2026-Q4")
    assert '<div class="val">—</div>' in html
    assert "no share can be given, because nothing counts below" in html


def test_a_place_that_never_sent_anything_is_not_zero(cast: Cast) -> None:
    programme()
    html = page(cast.consortium_me, "/figures/participants/?period=2026-Q4")
    assert "nothing received from here: this is not zero" in html
    [djugu] = [row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if f"place={DJUGU}&amp;by=place" in row]
    assert re.findall(r'<td class="num">(.*?)</td>', djugu) == ["0"]


def test_the_table_shows_sex_where_there_is_one_and_else_what_is_shown_apart(cast: Cast) -> None:
    programme()
    assert reader(cast.consortium_me).get("/figures/participants/").context["matrix"]["columns"][1:] == [
        "women",
        "men",
        "sex unknown",
    ]
    columns = reader(cast.structure).get("/figures/commitments_kept/").context["matrix"]["columns"]
    assert columns[2:5] == ["partly kept", "disputed", "under way"]


def test_it_says_where_the_figure_comes_from(cast: Cast) -> None:
    programme()
    approve("2026-H1", "2026-Q3")
    [definition, calculation, records, sent] = (
        reader(cast.donor).get("/figures/commitments_kept/?period=all").context["steps"]
    )
    assert definition["text"] == "commitments_kept, version 1"
    assert calculation["text"].startswith("1 ÷ 7 due = 14.3%, shown as 14%. Shown apart: disputed: 1, not started: 5")
    assert records["title"] == "The records counted: 7"
    assert "6 records outside your rights are counted without being opened." in records["text"]
    assert len(records["rows"]) == 1
    assert "was entered on a page" in sent["text"]


def test_drawings_have_the_same_numbers_in_a_table(cast: Cast) -> None:
    programme()
    context = reader(cast.consortium_me).get("/figures/dialogues_held/").context
    assert [row["cells"] for row in context["chart"]["rows"]][-3:] == [["2"], ["1"], ["1"]]
    shown = {row["label"]: row["cells"] for row in context["map"]["rows"]}
    assert (shown["Rutshuru (territoire)"], shown["Djugu (territoire)"]) == (["3"], ["1"])
    assert shown["Aru (territoire)"] == [None]


@pytest.mark.parametrize(
    "asked", ["unknown/", "participants/?by=x", "participants/?across=side", "commitments_due/?sex=f"]
)
def test_what_an_indicator_is_not_cut_by_is_not_found(cast: Cast, asked: str) -> None:
    programme()
    assert reader(cast.consortium_me).get(f"/figures/{asked}").status_code == 404


def test_csv_files_hold_the_cells_of_the_page(cast: Cast) -> None:
    programme()
    rows = lines(cast.coordinator, "/figures/participants.csv?across=sex&period=2026")
    [women] = [row for row in rows if row["code"] == DJUGU and row["of"] == "f"]
    assert (women["numerator"], women["across"], women["period"]) == ("5", "sex", "2026")
    everything = lines(cast.coordinator, "/figures.csv?period=2026")
    assert {row["indicator"] for row in everything} == set(figures.catalogue())
    [kept] = [row for row in everything if row["indicator"] == "commitments_kept" and not row["part"]]
    assert (kept["numerator"], kept["denominator"], kept["missing"]) == ("1", "7", "1")
