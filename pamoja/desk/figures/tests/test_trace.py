"""The records behind a figure: as far as one's rights reach, the rest counted."""

import pytest

from pamoja.desk.figures.tests.reading import approve, lines, page, programme, reader
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries
from tests.cast import Cast


def test_each_sees_the_records_of_their_rights_and_how_many_more_are_counted(cast: Cast) -> None:
    programme()
    approve("2026-H1", "2026-Q3")
    trace = "/figures/commitments_kept/trace/?part=denominator&period=all"
    everything, public = reader(cast.consortium_me).get(trace).context, reader(cast.donor).get(trace).context
    assert (len(everything["rows"]), everything["hidden"]) == (7, 0)
    assert (len(public["rows"]), public["hidden"]) == (1, 6)
    assert "6 records are counted without being opened" in page(cast.donor, trace)
    assert "La barrière sera levée." not in page(cast.donor, trace)


def test_a_commitment_shows_the_state_in_which_it_was_counted(cast: Cast) -> None:
    process = entries.dialogue()
    promise = entries.commitment(process, due_on="2026-03-01")
    entries.word(promise, said_on="2026-03-10", says="kept")
    entries.word(promise, said_on="2026-08-10", says="broken", voice="receiver")
    refresh()
    states = {}
    for period in ("2026-Q1", "2026-Q3"):
        trace = f"/figures/commitments_kept/trace/?part=denominator&period={period}"
        [row] = reader(cast.consortium_me).get(trace).context["rows"]
        states[period] = (row.cells[1].state, row.cells[5].text)
    assert states == {"2026-Q1": ("kept", "numerator and denominator"), "2026-Q3": ("disputed", "denominator only")}


def test_every_part_of_a_figure_is_a_tab_with_its_number(cast: Cast) -> None:
    programme()
    tabs = reader(cast.protection).get("/figures/participants/trace/").context["tabs"]
    assert [(tab.label, tab.count) for tab in tabs] == [
        ("Counted", 55),
        ("Women", 20),
        ("Men", 33),
        ("Sex unknown", 2),
        ("Missing: sessions without attendance", 1),
    ]


def test_rows_lead_to_the_record(cast: Cast) -> None:
    programme()
    approve("2026-H1", "2026-Q3")
    [row] = reader(cast.donor).get("/figures/participants/trace/?period=all").context["rows"]
    assert row.cells[0].url.startswith("/register/session/")
    processes = reader(cast.donor).get("/figures/dialogues_held/trace/?part=processes&period=all").context["rows"]
    assert processes[0].cells[0].text == "Champs de Jomba"
    assert processes[0].cells[0].url.startswith("/register/dialogue/")


def test_a_record_from_a_phone_leads_to_what_was_sent_for_those_who_may_open_it(cast: Cast) -> None:
    process = entries.dialogue(sensitivity="public")
    held = entries.session(process, sensitivity="public")
    type(held).objects.filter(pk=held.pk).update(submission=held.pk)
    refresh()
    approve("2026-H1")
    trace = "/figures/dialogues_held/trace/"
    assert f"/inbox/{held.pk}" in page(cast.consortium_me, trace)
    assert f"/inbox/{held.pk}" in page(cast.consortium_me, "/figures/dialogues_held/")
    assert "/inbox/" not in page(cast.donor, trace).split("<main")[1]
    assert "sent by a phone" in page(cast.donor, trace)


def test_long_lists_are_cut_into_pages(cast: Cast) -> None:
    process = entries.dialogue()
    for day in range(1, 28):
        entries.session(process, held_on=f"2026-02-{day:02}")
    refresh()
    trace = "/figures/dialogues_held/trace/?period=2026-Q1"
    first, second = (reader(cast.partner_me).get(f"{trace}&page={page}").context for page in ("1", "2"))
    assert (len(first["rows"]), len(second["rows"])) == (25, 2)
    for odd in ("99", "0", "-1", "x", "²"):
        assert len(reader(cast.partner_me).get(trace, {"period": "2026-Q1", "page": odd}).context["rows"]) in (2, 25), (
            odd
        )


def test_the_csv_holds_all_visible_records_with_formulas_defused(cast: Cast) -> None:
    process = entries.dialogue()
    entries.commitment(process, words="=1+1 barrière levée", due_on="2026-03-01")
    refresh()
    address = "/figures/commitments_due/trace.csv"
    [row] = lines(cast.partner_me, address)
    assert (row["title"], row["contribution"]) == ("'=1+1 barrière levée", "1")
    assert reader(cast.donor).get(address).status_code == 403


@pytest.mark.parametrize("asked", ["participants/trace/?part=denominator", "participants/trace/?part=x", "x/trace/"])
def test_a_part_that_a_figure_does_not_have_is_not_found(cast: Cast, asked: str) -> None:
    programme()
    assert reader(cast.donor).get(f"/figures/{asked}").status_code == 404
