"""The pages of the context: the matrix counts what its reader sees, a risk tells its history, an analysis its end."""

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.context.analyses import analyses
from pamoja.context.tests.filed import ANALYSIS, analysis, risk
from pamoja.desk.registers.showing import record_url
from pamoja.records.actions import enter
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db

REVIEWS = [{"reviewed_on": "2026-01-03", "likelihood": "5", "impact": "4", "note": "Pont coupé"}]


def numbers(client: Client, **asked: str) -> list[list[int]]:
    rows = client.get(reverse("risk_matrix"), asked).context["rows"]
    return [[cell["number"] for cell in row["cells"]] for row in rows]


def test_the_matrix_counts_open_risks_where_the_last_review_puts_them(cast: Cast, client: Client) -> None:
    risk(by(cast.field_agent))
    risk(by(cast.field_agent), reviews=REVIEWS)
    risk(by(cast.field_agent), state="closed", ended_on="2026-02-01")
    client.force_login(cast.partner_me)
    assert numbers(client) == [[0, 0, 0, 1, 0], [0] * 5, [0, 0, 0, 1, 0], [0] * 5, [0] * 5]
    assert sum(map(sum, numbers(client, state=""))) == 3
    [[cell]] = [[c for c in row["cells"] if c["url"]] for row in client.get(reverse("risk_matrix")).context["rows"][:1]]
    assert (cell["state"], client.get(cell["url"]).context["count"]) == ("broken", 1)


def test_the_matrix_counts_only_what_its_reader_sees(cast: Cast, client: Client) -> None:
    risk(by(cast.field_agent), sensitivity="restricted")
    for person, seen in ((cast.partner_me, 1), (cast.stranger, 0), (cast.donor, 0)):
        client.force_login(person)
        assert sum(map(sum, numbers(client))) == seen


def test_a_risk_tells_how_it_was_judged_each_time(cast: Cast, client: Client) -> None:
    one = risk(by(cast.field_agent), reviews=REVIEWS)
    client.force_login(cast.partner_me)
    page = client.get(record_url(one)).context
    [history, *_others] = page["children"]
    assert [[cell.text for cell in row.cells[1:3]] for row in history["rows"]] == [
        ["élevé", "3 × 4 = 12"],
        ["très élevé", "5 × 4 = 20"],
    ]
    assert [fact.value.state for fact in page["sections"][0]["facts"]] == ["broken", "late", "broken"]
    listed = client.get(reverse("register_list", args=["risk"])).context["rows"]
    assert [listed[0].cells[1].state] == ["broken"]


def test_an_analysis_says_that_it_is_out_of_date_until_a_later_one_replaces_it(cast: Cast, client: Client) -> None:
    one = analysis(by(cast.field_agent), analysed_on="2023-01-02", held_until="2024-01-02")
    client.force_login(cast.partner_me)
    assert [note["state"] for note in client.get(record_url(one)).context["notes"]] == ["late"]
    newer = enter(analyses, ANALYSIS | {"replaces": str(one.pk)}, by(cast.field_agent))
    [note] = client.get(record_url(one)).context["notes"]
    assert (note["state"], note["url"]) == ("going", record_url(newer))
