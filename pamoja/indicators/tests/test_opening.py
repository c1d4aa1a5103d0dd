"""Which cells each of the cast opens; whoever opens a cell reads the same numbers."""

from collections.abc import Iterator
from datetime import date

import pytest

from pamoja.engine import periods
from pamoja.engine.cells import Cell, Filters
from pamoja.indicators import figures
from pamoja.indicators.actions import approve_period
from pamoja.indicators.opening import FigureReader
from pamoja.kit.by import By
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries
from tests.cast import DJUGU, NORD_KIVU, RUTSHURU, Cast

TODAY = date(2026, 11, 24)
YEAR = periods.parse("2026", TODAY, TODAY)
JOMBA = entries.JOMBA
BUSANZA = "CD6111-bwisha-busanza"
SMALL = {"consortium_me", "protection", "coordinator"}
WHOLE = Filters()
CUT_BY = {"sex", "category", "territory", "groupement", "zone", "partner", "side"}


@pytest.fixture
def story(cast: Cast) -> Cast:
    """Enter sessions in Rutshuru and Djugu: three women came to one of them, in the third quarter."""
    process = entries.dialogue()
    entries.session(process, "f 12 women 18-35, m 20 police 36-59", held_on="2026-02-03")
    entries.session(process, "f 3 women 18-35, m 9 police 36-59", held_on="2026-08-03")
    entries.session(process, "f 7, m 15", place=RUTSHURU, held_on="2026-08-05")
    away = entries.dialogue(owner="tumaini", place=DJUGU, level="territoire")
    entries.session(away, "f 25, m 29", owner="tumaini", place=DJUGU, held_on="2026-08-04", sensitivity="restricted")
    entries.commitment(process, due_on="2026-05-31")
    refresh()
    return cast


def readers(cast: Cast) -> dict[str, FigureReader]:
    """Return what each of the cast reads figures with."""
    return {name: FigureReader(person, TODAY) for name, person in cast.everybody().items()}


def cells_of(reader: FigureReader) -> Iterator[tuple[object, Cell]]:
    """Yield the cells of every indicator that the pages show, with what each is."""
    for code, definition in figures.catalogue().items():
        for key in ("2026", "2026-Q3", "2026-H1"):
            period = reader.named_period(key)
            for place in ("", RUTSHURU):
                filters = Filters(place=place)
                yield (code, key, filters, ""), reader.cell(code, period, filters)
                for dimension in sorted(CUT_BY & set(definition.by)):
                    for one, cell in reader.by_ever(code, dimension, period, filters).items():
                        yield (code, key, filters, dimension, one), cell


def test_two_readers_who_both_open_a_cell_read_the_same_numbers(story: Cast) -> None:
    approve_period(By(None, "command"), periods.parse("2026-H1", TODAY, TODAY))
    whole = dict(cells_of(FigureReader(story.consortium_me, TODAY)))
    for name, reader in readers(story).items():
        opened = 0
        for what, cell in cells_of(reader):
            truth = whole[what]
            if cell.closed:
                assert (cell.numerator, cell.denominator, cell.n, cell.missing) == (None, None, 0, None)
                assert set(cell.parts.values()) <= {None}
                continue
            opened += 1
            assert (cell.numerator, cell.denominator, cell.n) == (truth.numerator, truth.denominator, truth.n), (
                name,
                what,
            )
            assert cell.missing in (None, truth.missing)
            assert all(number in (None, truth.parts[part]) for part, number in cell.parts.items())
        assert opened > 20, name


def test_small_numbers_are_open_to_those_who_answer_for_them_and_to_a_partner_in_its_own(story: Cast) -> None:
    summer = periods.parse("2026-Q3", TODAY, TODAY)
    women = Filters(place=JOMBA, sex="f")
    own = Filters(place=JOMBA, sex="f", partner="upendo")
    for name, reader in readers(story).items():
        if name in ("donor", "other_agent"):
            continue
        found = reader.cell("participants", summer, women)
        assert (found.numerator, found.closed) == ((3, "") if name in SMALL else (None, "small")), name
    assert FigureReader(story.partner_me, TODAY).cell("participants", summer, own).numerator == 3
    assert FigureReader(story.field_agent, TODAY).cell("participants", summer, own).closed == "fine"
    assert FigureReader(story.stranger, TODAY).cell("participants", summer, own).closed == "fine"


def test_what_gives_a_small_number_away_is_masked_with_it(story: Cast) -> None:
    reader = FigureReader(story.structure, TODAY)
    summer, year = (periods.parse(key, TODAY, TODAY) for key in ("2026-Q3", "2026"))
    jomba = reader.cell("participants", summer, Filters(place=JOMBA))
    assert (jomba.numerator, jomba.parts) == (12, {"women": None, "men": None, "sex_unknown": 0})
    rutshuru = reader.cell("participants", summer, Filters(place=RUTSHURU, unknown="groupement"))
    assert rutshuru.parts["women"] is None
    assert reader.cell("womens_share", summer, Filters(place=JOMBA)).closed == "small"
    assert reader.cell("womens_share", summer, Filters(place=RUTSHURU)).value == pytest.approx(10 / 34)
    assert reader.cell("womens_share", year, Filters(place=JOMBA)).closed == "small"
    assert reader.cell("participants", year, Filters(place=JOMBA)).numerator == 44


FINE = """
month of a place          | 2026-08 | place=CD6111
two dimensions            | 2026    | sex=f category=women
a zone                    | 2026    | zone=volcans
"""


@pytest.mark.parametrize("row", [row.split("|") for row in FINE.strip().splitlines()], ids=lambda row: row[0].strip())
def test_what_is_cut_more_finely_than_was_decided_is_masked(story: Cast, row: list[str]) -> None:
    asked = Filters(**dict(pair.split("=") for pair in row[2].split()))
    period = periods.parse(row[1].strip(), TODAY, TODAY)
    assert FigureReader(story.partner_me, TODAY).cell("participants", period, asked).closed == "fine"
    assert not FigureReader(story.consortium_me, TODAY).cell("participants", period, asked).closed
    assert not FigureReader(story.partner_me, TODAY).cell("dialogues_held", period, replaced(asked)).closed


def replaced(filters: Filters) -> Filters:
    """Return the filters that sessions can be kept to."""
    return Filters(place=filters.place, zone=filters.zone)


PLACES = """
reader        | whole | CD61 | CD6111 | CD5405 | zone volcans | zone djugu
consortium_me | yes   | yes  | yes    | yes    | yes          | yes
partner_me    | yes   | yes  | yes    | yes    | yes          | yes
field_agent   | yes   | yes  | yes    | no     | yes          | no
structure     | yes   | yes  | yes    | no     | yes          | no
state         | no    | yes  | yes    | no     | yes          | no
"""


@pytest.mark.parametrize(
    "row", [[one.strip() for one in row.split("|")] for row in PLACES.strip().splitlines()[1:]], ids=lambda row: row[0]
)
def test_figures_are_open_in_ones_places_and_above_them_but_to_the_state_in_its_area_only(
    story: Cast, row: list[str]
) -> None:
    reader = FigureReader(story.everybody()[row[0]], TODAY)
    asked = [WHOLE, *(Filters(place=place) for place in (NORD_KIVU, RUTSHURU, DJUGU))]
    asked += [Filters(zone="volcans"), Filters(zone="djugu")]
    found = [reader.cell("dialogues_held", YEAR, filters).closed for filters in asked]
    assert ["yes" if not closed else "no" for closed in found] == row[1:]
    assert set(found) <= {"", "place"}


def test_a_donor_opens_cells_of_approved_periods(story: Cast) -> None:
    nothing = FigureReader(story.donor, TODAY)
    assert nothing.nothing_approved
    assert {nothing.cell(code, YEAR).closed for code in figures.catalogue()} == {"period"}
    approve_period(By(None, "command"), periods.parse("2026-H1", TODAY, TODAY))
    reader = FigureReader(story.donor, TODAY)
    assert (reader.today, reader.first_choice.key) == (date(2026, 6, 30), "2026-H1")
    opened = {key: not reader.cell("dialogues_held", reader.named_period(key)).closed for key in KEYS}
    assert opened == {"all": True, "2026-H1": True, "2026-Q1": True, "2026-05": True, "2026-Q3": False, "2026": False}
    assert reader.cell("dialogues_held", reader.named_period("all")).numerator == 1
    assert [cell.period.key for cell in reader.series("dialogues_held", "quarter")] == ["2026-Q1", "2026-Q2"]


KEYS = ("all", "2026-H1", "2026-Q1", "2026-05", "2026-Q3", "2026")


def test_since_the_start_is_closed_while_a_period_within_it_is_not_approved(story: Cast) -> None:
    for key in ("2026-Q1", "2026-Q3"):
        approve_period(By(None, "command"), periods.parse(key, TODAY, TODAY))
    reader = FigureReader(story.donor, TODAY)
    assert reader.cell("dialogues_held", reader.since_start()).closed == "period"
    assert reader.first_choice.key == "2026-Q3"
    assert not reader.cell("dialogues_held", reader.first_choice).closed


def test_nothing_is_behind_a_closed_cell_not_even_a_number_of_records(story: Cast) -> None:
    summer = periods.parse("2026-Q3", TODAY, TODAY)
    masked = FigureReader(story.partner_me, TODAY)
    assert masked.trace("participants", summer, Filters(place=JOMBA), "women") == []
    assert len(masked.trace("participants", summer, Filters(place=JOMBA))) == 1
    assert masked.trace("womens_share", summer, Filters(place=JOMBA), "missing") == []
    assert FigureReader(story.donor, TODAY).trace("dialogues_held", summer) == []
    assert FigureReader(story.state, TODAY).trace("dialogues_held", summer) == []


def test_a_preview_opens_no_more_than_the_real_person_does(story: Cast) -> None:
    imagined = story.consortium_me
    imagined.previewed_by = story.state
    reader = FigureReader(imagined, TODAY)
    assert reader.cell("dialogues_held", YEAR).closed == "place"
    summer = periods.parse("2026-Q3", TODAY, TODAY)
    assert reader.cell("participants", summer, Filters(place=JOMBA, sex="f")).closed == "small"
