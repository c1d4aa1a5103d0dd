"""The figures of an area at the moment of its closing: they stay when its records are away."""

from datetime import date
from typing import Any

from pamoja.emergency.area import Area
from pamoja.engine.cells import Filters
from pamoja.indicators import figures
from pamoja.lake.refresh import refresh


def aggregates_of(area: Area, today: date) -> list[list[Any]]:
    """Return the figures of an area since the start and by half-year.

    Each is (indicator, version, period, numerator, denominator, missing).
    """
    refresh()
    filters = Filters(zone=area.code) if area.zone else Filters(place=area.code)
    found = []
    for code, definition in figures.catalogue().items():
        since_start = [figures.cell(code, figures.since_start(today), filters)]
        for cell in [*since_start, *figures.series(code, "half", today, filters)]:
            numbers = [cell.numerator, cell.denominator, cell.missing]
            if any(numbers):
                found.append([code, definition.version, cell.period.key, *numbers])
    return found
