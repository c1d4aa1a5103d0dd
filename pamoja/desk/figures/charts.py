"""A figure over time, drawn, with the same numbers as a table (parts/drawing.html)."""

from collections.abc import Callable, Sequence
from itertools import dropwhile
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import (
    drawn_value,
    first_capital,
    is_share,
    mark,
    period_short,
    shown_value,
    text,
    whole_value,
)
from pamoja.desk.templatetags.pamoja import number
from pamoja.engine.cells import Cell
from pamoja.engine.definition import AsOf, Definition
from pamoja.engine.periods import Unit
from pamoja.formats.drawing.columns import columns
from pamoja.formats.drawing.line_chart import Base, Point, Target, line_chart

PERIODS_DRAWN = 12


Titled = Callable[[Definition, Sequence[Cell]], str]


def named(definition: Definition, cells: Sequence[Cell]) -> str:
    """Title a chart by its indicator."""
    del cells
    return text(definition.name)


def travelled(definition: Definition, cells: Sequence[Cell]) -> str:
    """Title a chart by where its line begins and ends; periods that still run are left out of a number that grows."""
    settled = [
        cell for cell in cells if cell.known and (isinstance(definition.period, AsOf) or not cell.period.running)
    ]
    if len(settled) < 2:
        return text(definition.name)
    first, last = settled[0], settled[-1]
    data = {"first": whole_value(first), "last": whole_value(last), "from": period_short(first.period)}
    return _("From %(first)s (%(from)s) to %(last)s (%(to)s)") % {**data, "to": period_short(last.period)}


def chart(definition: Definition, scope: Scope, titled: Titled = named) -> dict[str, Any]:
    """Draw a figure over the latest periods: quarters, or periods like the scope's."""
    cells = cells_drawn(definition, scope)
    title = titled(definition, cells)
    svg = line_chart(
        [_point(cell) for cell in cells],
        title=title,
        desc="; ".join(f"{first_capital(cell.period)}: {whole_value(cell)}" for cell in cells),
        gap_word=_("no data"),
        base=Base(definition.base.value, _("base %(value)s") % {"value": number(definition.base.value)})
        if definition.base
        else None,
        targets=_targets(definition, cells),
        tick=lambda value: number(value) if value == int(value) else number(value, 1),
    )
    return {
        "title": title,
        "note": _note(definition),
        "svg": mark_safe(svg),  # noqa: S308 (escaped where drawn)
        "columns": [_("Period"), *headings(definition)],
        "rows": [{"label": first_capital(cell.period), "cells": numbers(definition, cell)} for cell in reversed(cells)],
        "table_word": _("The table of the chart"),
    }


def cells_drawn(definition: Definition, scope: Scope) -> list[Cell]:
    """Return the cells of the latest periods, from the first that is known: quarters, or periods like the scope's."""
    unit: Unit = "quarter" if scope.period.unit == "all" else scope.period.unit
    found = scope.reader.series(definition.code, unit, scope.filters)
    return list(dropwhile(lambda cell: not (cell.known or cell.closed), found))[-PERIODS_DRAWN:]


def small_columns(definition: Definition, scope: Scope) -> SafeString:
    """Draw a count over the latest periods, small; nothing where there are fewer than two."""
    cells = cells_drawn(definition, scope)
    if not cells:
        return mark_safe("")
    told = "; ".join(f"{first_capital(cell.period)}: {whole_value(cell)}" for cell in cells)
    first, last = period_short(cells[0].period), period_short(cells[-1].period)
    return mark_safe(columns([drawn_value(cell) for cell in cells], told, first, last))  # noqa: S308 (escaped there)


def _point(cell: Cell) -> Point:
    words = mark(cell) if cell.closed else shown_value(cell) or ""
    return Point(period_short(cell.period), drawn_value(cell), words, cell.period.running)


def _targets(definition: Definition, cells: list[Cell]) -> list[Target]:
    target = definition.target
    if target is None:
        return []
    words = _("target %(value)s") % {"value": number(target.value)}
    last = next((index for index, cell in enumerate(cells) if cell.period.end >= target.on), len(cells) - 1)
    return [Target(0, last, target.value, words)]


def _note(definition: Definition) -> str:
    counted = text(definition.counted)
    if is_share(definition) and isinstance(definition.period, AsOf):
        return _("in %% of: %(counted)s; at the end of each period; hollow mark: still running") % {"counted": counted}
    if is_share(definition):
        return _("in %% of: %(counted)s; in each period; hollow mark: still running") % {"counted": counted}
    if isinstance(definition.period, AsOf):
        return _("%(counted)s, at the end of each period; hollow mark: still running") % {"counted": counted}
    return _("%(counted)s, in each period; hollow mark: still running") % {"counted": counted}


def headings(definition: Definition) -> list[str]:
    """Return the headings over `numbers`."""
    return [_("Numerator"), _("Denominator"), "%"] if is_share(definition) else [_("Number")]


def numbers(definition: Definition, cell: Cell) -> list[str | None]:
    """Return what is under a drawing in its table; None is unknown."""
    if cell.closed:
        return [mark(cell) for _heading in headings(definition)]
    if cell.denominator is None:
        return [shown_value(cell)]
    if cell.numerator is None:
        return [None, None, None]
    return [number(cell.numerator), number(cell.denominator), shown_value(cell)]
