"""Figures agree with counting by hand, and the records behind each cell add up to it exactly."""

import pytest

from pamoja.engine import periods
from pamoja.engine.cells import Cell, Filters
from pamoja.indicators import figures
from pamoja.indicators.tests import by_hand
from pamoja.indicators.tests.by_hand import TODAY
from pamoja.lake.refresh import refresh

pytestmark = pytest.mark.usefixtures("base")


@pytest.fixture(params=[1, 2])
def programme(request: pytest.FixtureRequest, base: None) -> None:
    """Enter a programme and fill the lake."""
    by_hand.programme(request.param)
    refresh()


def agrees(cell: Cell, keeps: by_hand.Keeps = by_hand.everything) -> bool:
    """Tell whether a cell says what counting by hand says; what is unknown says nothing."""
    numerator, denominator, missing = by_hand.counted(cell.indicator, cell.period, keeps)
    return (cell.numerator or 0, cell.denominator, cell.missing) == (numerator, denominator, missing)


@pytest.mark.usefixtures("programme")
def test_every_period_of_every_indicator_agrees() -> None:
    for code in figures.catalogue():
        for unit in periods.UNITS:
            cells = figures.series(code, unit, TODAY)
            assert cells[-1].period.as_of == TODAY
            assert all(agrees(cell) for cell in cells)


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize(
    ("filters", "keeps"),
    [
        (Filters(place="CD61"), by_hand.below("CD61")),
        (Filters(place="CD6111-bwisha"), by_hand.below("CD6111-bwisha")),
        (Filters(place="CD6199"), lambda _record, _on: False),
        (Filters(zone="volcans"), by_hand.in_zone("volcans")),
        (Filters(zone="djugu"), by_hand.in_zone("djugu")),
        (Filters(partner="upendo"), by_hand.owned_by("upendo")),
    ],
)
def test_every_filter_agrees(filters: Filters, keeps: by_hand.Keeps) -> None:
    for code in figures.catalogue():
        assert all(agrees(cell, keeps) for cell in figures.series(code, "half", TODAY, filters))


@pytest.mark.usefixtures("programme")
def test_every_cell_equals_the_records_behind_it() -> None:
    year = periods.parse("2026", TODAY, TODAY)
    for code, definition in figures.catalogue().items():
        for dimension in definition.by:
            for key, cell in figures.by(code, dimension, year).items():
                narrow = figures.narrowed(Filters(), dimension, key)
                assert figures.cell(code, year, narrow) == cell
                told = {
                    "numerator": cell.numerator,
                    "denominator": cell.denominator,
                    "missing": cell.missing,
                    **cell.parts,
                }
                for part in definition.traceable:
                    traced = figures.trace(code, year, narrow, part)
                    assert sum(one.contribution for one in traced) == told[part], (code, dimension, key, part)
                    assert all(one.contribution > 0 for one in traced)
                counted = "denominator" if definition.measure == "ratio" else "numerator"
                assert len(figures.trace(code, year, narrow, counted)) == cell.n


@pytest.mark.usefixtures("programme")
def test_territories_add_up_and_zones_are_a_view_of_their_own() -> None:
    year = periods.parse("2026", TODAY, TODAY)
    for code in figures.catalogue():
        whole = figures.cell(code, year)
        parts = figures.by(code, "territory", year).values()
        assert sum(cell.numerator for cell in parts) == whole.numerator
        assert sum(cell.denominator or 0 for cell in parts) == (whole.denominator or 0)
        assert sum(cell.missing for cell in parts) == whole.missing
        assert None not in figures.by(code, "zone", year)
