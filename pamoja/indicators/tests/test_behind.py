"""From a figure to the records that a person may see, and from a record to its figures."""

from datetime import date

import pytest

from pamoja.engine import periods
from pamoja.indicators import figures
from pamoja.indicators.behind import counts_in, records_behind
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries
from tests.cast import Cast

TODAY = date(2026, 11, 24)
YEAR = periods.parse("2026", TODAY, TODAY)


def test_everybody_sees_the_same_figure_and_each_the_records_of_their_own_rights(cast: Cast) -> None:
    process = entries.dialogue()
    shown = entries.session(process, "f 2", sensitivity="public", held_on="2026-02-03")
    inside = entries.session(process, "f 3", sensitivity="internal", held_on="2026-03-03")
    hidden = entries.session(process, "f 4", sensitivity="restricted", held_on="2026-04-03")
    far = entries.session(process, "f 5", sensitivity="internal", place="CD5405", owner="tumaini", held_on="2026-05-03")
    refresh()
    traced = figures.trace("participants", YEAR)
    assert sum(one.contribution for one in traced) == figures.cell("participants", YEAR).numerator == 14
    seen = {name: records_behind(person, traced) for name, person in cast.everybody().items()}
    assert seen["partner_me"].records == [(far, 5), (hidden, 4), (inside, 3), (shown, 2)]
    assert (seen["field_agent"].records, seen["field_agent"].hidden) == ([(hidden, 4), (inside, 3), (shown, 2)], 1)
    assert (seen["donor"].records, seen["donor"].hidden) == ([(shown, 2)], 3)
    assert all(one.visible + one.hidden == len(traced) for one in seen.values())


def test_a_page_of_records_is_cut_from_what_is_visible(cast: Cast) -> None:
    process = entries.dialogue()
    held = [entries.session(process, held_on=f"2026-02-0{day}") for day in range(1, 6)]
    refresh()
    traced = figures.trace("dialogues_held", YEAR)
    page = records_behind(cast.partner_me, traced, start=2, size=2)
    assert [record for record, _contribution in page.records] == [held[2], held[1]]
    assert (page.visible, page.hidden) == (5, 0)


def test_the_processes_behind_sessions_are_dialogues(cast: Cast) -> None:
    process = entries.dialogue()
    entries.session(process)
    entries.session(process)
    refresh()
    traced = figures.trace("dialogues_held", YEAR, part="processes")
    assert records_behind(cast.partner_me, traced).records == [(process, 1)]


def test_nothing_is_behind_nothing(cast: Cast) -> None:
    refresh()
    behind = records_behind(cast.partner_me, figures.trace("dialogues_held", YEAR))
    assert (behind.records, behind.visible, behind.hidden) == ([], 0, 0)


def roles(register: str, record: object) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return how a record counts, by indicator."""
    return {one.definition.code: (one.role, one.parts) for one in counts_in(register, record.pk, TODAY)}


@pytest.mark.usefixtures("base")
def test_a_record_knows_the_figures_in_which_it_counts() -> None:
    process = entries.dialogue()
    held = entries.session(process, "m 3, x 1")
    empty = entries.session(None, "", kind="training")
    kept, late, undated = (entries.commitment(process, due_on=due) for due in ("2026-05-31", "2026-05-31", ""))
    said = entries.word(kept, says="kept")
    refresh()
    assert roles("session", held) == {
        "dialogues_held": ("numerator", ("processes",)),
        "participants": ("numerator", ("men", "sex_unknown")),
        "womens_share": ("denominator", ("men",)),
    }
    assert roles("session", empty) == {
        "dialogues_held": ("none", ()),
        "participants": ("missing", ()),
        "womens_share": ("none", ()),
    }
    assert roles("commitment", kept)["commitments_kept"] == ("numerator", ())
    assert roles("commitment", late)["commitments_kept"] == ("denominator", ("todo",))
    assert roles("commitment", late)["verified_share"] == ("missing", ())
    assert roles("commitment", undated)["commitments_due"] == ("missing", ())
    assert roles("followup", said) == roles("commitment", kept)
    assert roles("dialogue", process) == {"dialogues_held": ("none", ("processes",))}
