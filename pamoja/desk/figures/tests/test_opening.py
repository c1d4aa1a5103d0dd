"""What the pages say of a cell that the reader may not open: a word, never 0, never nothing, and no way around it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from pamoja.desk.figures.tests.reading import DJUGU, approve, dotted, lines, page, programme, reader
from pamoja.engine import periods
from pamoja.indicators.models import ApprovedPeriod
from pamoja.kit.audit import history
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries
from tests.cast import NORD_KIVU, RUTSHURU, Cast

MASKED = "masked: fewer than 5 people here"
SUMMER = "period=2026-Q3"


def test_a_masked_number_is_a_word_with_its_reason(cast: Cast) -> None:
    programme()
    html = page(cast.structure, f"/figures/womens_share/?{SUMMER}")
    assert '<div class="val long">masked</div>' in html
    assert MASKED in html
    assert "It is neither zero nor missing." in html
    context = reader(cast.structure).get(f"/figures/womens_share/?{SUMMER}").context
    assert [row["cells"] for row in context["chart"]["rows"]][1] == ["masked"] * 3
    assert ">masked</text>" in context["chart"]["svg"]
    assert "3rd quarter 2026: masked" in context["chart"]["svg"]
    assert {row["label"]: row["cells"] for row in context["map"]["rows"]}["Rutshuru (territoire)"] == ["masked"] * 3
    assert [step["title"] for step in context["steps"]] == ["The definition", "The calculation"]


def test_what_alone_is_masked_stands_beside_what_is_open(cast: Cast) -> None:
    programme()
    html = page(cast.structure, f"/figures/participants/?{SUMMER}")
    assert '<div class="val">9</div>' in html
    assert "women: masked" in html
    assert "sex unknown: 2" in html
    shown = [text for _link, text in dotted(html)]
    assert not any(text.startswith(("women:", "men:")) for text in shown)


def test_the_home_page_masks_too(cast: Cast) -> None:
    programme()
    html = page(cast.structure, f"/?{SUMMER}")
    assert MASKED in html
    assert MASKED not in page(cast.protection, f"/?{SUMMER}")


def test_files_leave_a_masked_value_empty_and_say_why(cast: Cast) -> None:
    programme()
    rows = lines(cast.structure, f"/figures.csv?{SUMMER}")
    [share] = [row for row in rows if row["indicator"] == "womens_share" and not row["part"]]
    assert (share["value"], share["numerator"], share["missing"], share["records"]) == ("", "", "", "")
    assert share["closed"] == "small"
    [came] = [row for row in rows if row["indicator"] == "participants" and not row["part"]]
    assert (came["value"], came["closed"]) == ("9", "small: women men")
    [women] = [row for row in rows if row["indicator"] == "participants" and row["part"] == "women"]
    assert (women["value"], women["closed"]) == ("", "small")
    cells = lines(cast.structure, f"/figures/participants.csv?across=sex&{SUMMER}")
    assert {row["closed"] for row in cells if row["of"] == "f" and row["code"] == RUTSHURU} == {"small"}
    assert all(not row["numerator"] for row in cells if row["closed"] in ("small", "place"))


def test_the_trace_of_a_masked_cell_counts_nothing(cast: Cast) -> None:
    programme()
    for asked in (f"womens_share/trace/?{SUMMER}", f"participants/trace/?{SUMMER}&part=women"):
        context = reader(cast.structure).get(f"/figures/{asked}").context
        assert (context["rows"], context["hidden"], context["page"].paginator.count) == ([], 0, 0)
        assert next(tab.count for tab in context["tabs"] if tab.current) is None
        assert lines(cast.partner_me, f"/figures/{asked.replace('/trace/', '/trace.csv')}") == []
    whole = page(cast.structure, f"/figures/womens_share/trace/?{SUMMER}")
    assert "Women’s share of participations: masked" in whole
    assert "Outside your rights" not in whole


def test_a_column_or_a_row_is_not_told_by_being_there(cast: Cast) -> None:
    process = entries.dialogue()
    entries.session(
        process, "f 1 women, m 1 police, m 1 youth, f 1 farmer, m 1 herder, f 1 justice", held_on="2026-02-03"
    )
    refresh()
    context = reader(cast.structure).get("/figures/participants/?across=category").context
    heads = context["matrix"]["columns"]
    assert len(heads) > 12
    assert {cell["text"] for cell in context["matrix"]["total"]["cells"][1:]} == {"masked"}


def test_the_state_reads_its_own_area_without_being_asked_to_choose_it(cast: Cast) -> None:
    programme()
    response = reader(cast.state).get("/")
    assert "Nord-Kivu" in response.context["scope"]
    assert "<h1>Of 2 commitments due, 1 is kept. 1 is disputed.</h1>" in response.content.decode()
    offered = re.findall(r'<select name="place".*?</select>', response.content.decode(), re.DOTALL)[0]
    assert f'value="{NORD_KIVU}"' in offered
    assert f'value="{DJUGU}"' not in offered
    assert 'value=""' not in offered
    away = page(cast.state, f"/figures/commitments_kept/?place={DJUGU}")
    assert "you read the figures of your own area" in away
    assert '<div class="val long">not your area</div>' in away


def test_a_donor_is_told_that_nothing_is_approved(cast: Cast) -> None:
    programme()
    html = page(cast.donor, "/")
    assert "<h1>No period is approved yet: figures stand here once the consortium has approved one.</h1>" in html
    assert html.count('<div class="val long muted">not approved</div>') == 6
    assert {row["closed"] for row in lines(cast.donor, "/figures.csv")} == {"period"}


def test_a_donor_first_sees_the_last_period_approved(cast: Cast) -> None:
    programme()
    approve("2026-H1")
    response = reader(cast.donor).get("/")
    assert response.context["scope"].startswith("1st half of 2026")
    assert "<h1>Of 7 commitments due, 1 is kept. 1 is disputed.</h1>" in response.content.decode()
    assert "the figures of this period are not approved yet" in page(cast.donor, f"/figures/dialogues_held/?{SUMMER}")
    assert "1st half of 2026" in reader(cast.donor).get("/?period=all").content.decode()
    links = re.findall(r'href="(/figures/\w+/[^"]*)"', page(cast.donor, "/?period=all"))
    assert all("period=all" in link for link in links)


def test_the_consortium_approves_and_withdraws_on_a_page(cast: Cast) -> None:
    programme()
    ended = periods.period("quarter", timezone.localdate() - timedelta(days=100), timezone.localdate())
    browser = reader(cast.consortium_me)
    assert f"/figures/periods/{ended.key}/approve" in browser.get("/figures/periods/").content.decode()
    assert browser.post(f"/figures/periods/{ended.key}/approve").headers["Location"] == "/figures/periods/"
    html = browser.get("/figures/periods/").content.decode()
    assert f"/figures/periods/{ended.key}/withdraw" in html
    assert browser.post(f"/figures/periods/{ended.key}/withdraw", {"reason": ""}).status_code == 400
    browser.post(f"/figures/periods/{ended.key}/withdraw", {"reason": "À revoir."})
    assert not ApprovedPeriod.objects.exists()
    assert [line.verb for line in history("period", ended.key)] == ["approve", "withdraw"]


def test_others_read_which_periods_are_approved_and_approve_none(cast: Cast) -> None:
    programme()
    approve("2026-H1")
    for name, person in cast.everybody().items():
        html = page(person, "/figures/periods/")
        assert ("/approve" in html) == (name in ("consortium_me", "coordinator")), name
    assert reader(cast.donor).post("/figures/periods/2026-Q1/approve").status_code == 403


@pytest.mark.parametrize("key", ["2026", "all", "x", "2026-Q9"])
def test_what_is_no_period_to_approve_is_not_found(cast: Cast, key: str) -> None:
    programme()
    assert reader(cast.consortium_me).post(f"/figures/periods/{key}/approve").status_code == 404


def test_a_record_does_not_tell_a_donor_that_it_counts_in_what_is_not_approved(cast: Cast) -> None:
    process = entries.dialogue(sensitivity="public")
    held = entries.session(process, sensitivity="public", held_on="2026-02-03")
    refresh()
    address = f"/register/session/{held.pk}/"
    assert reader(cast.donor).get(address).context["counts_in"] == []
    assert reader(cast.partner_me).get(address).context["counts_in"]
    approve("2026-H1")
    assert reader(cast.donor).get(address).context["counts_in"]
