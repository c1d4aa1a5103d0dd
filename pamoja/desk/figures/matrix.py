"""A grid of cells as the matrix of a page (parts/matrix.html); every number leads to its records."""

from typing import Any

from django.utils.translation import gettext as _

from pamoja.desk.figures.grid import Grid, Line, offered
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import DIMENSIONS, is_share, mark, masked, period_note, shown_value, text
from pamoja.desk.templatetags.pamoja import number
from pamoja.desk.values import Tab
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition

Shown = dict[str, Any]


def matrix(definition: Definition, grid: Grid) -> Shown:
    """Return a grid as parts/matrix.html shows it."""
    columns, groups = _columns(definition, grid)
    return {
        "title": DIMENSIONS[grid.down],
        "intro": period_note(grid.whole.scope.period),
        "label": text(definition.name),
        "first": _first(grid.down),
        "groups": groups,
        "columns": columns,
        "rows": [_row(definition, grid, line) for line in grid.lines],
        "total": _row(definition, grid, grid.whole) | {"label": _("All")},
        "note": " ".join(note for note in (_note(grid.down), _masked(definition, grid)) if note),
    }


def tabs(definition: Definition, scope: Scope, down: str, across: str) -> tuple[list[Tab], list[Tab]]:
    """Return the links to the other dimensions: down, and across."""
    code, (downs, acrosses) = definition.code, offered(definition)
    return (
        [
            Tab(str(DIMENSIONS[one]), scope.url("figure", code, by=one, across=across), current=one == down)
            for one in downs
        ],
        [
            Tab(str(DIMENSIONS[one]), scope.url("figure", code, by=down, across=one), current=one == across)
            for one in acrosses
        ],
    )


def _first(down: str) -> str:
    return {"place": _("Place"), "zone": _("Priority zone"), "partner": _("Partner"), "pillar": _("Pillar")}[down]


def _note(down: str) -> str:
    if down == "zone":
        return _("Zones cross territoires and are no part of them: their figures are not added to each other.")
    if down == "place":
        return _("A place also counts what is known at its own level only, so that it may hold more than its parts.")
    return ""


def _masked(definition: Definition, grid: Grid) -> str:
    """Say what a masked cell is, where there is one."""
    lines = [*grid.lines, grid.whole]
    cells = [cell for line in lines for cell in (line.cell, *line.across.values()) if cell]
    if not any(cell.closed in ("small", "fine") or None in cell.parts.values() for cell in cells):
        return ""
    return _(
        "Masked: fewer than %(floor)s people stand behind this number, or it would give away another one. It is "
        "neither zero nor missing. A masked place below the territoire is not listed."
    ) % {"floor": number(definition.floor)}


def _columns(definition: Definition, grid: Grid) -> tuple[list[str], list[Shown]]:
    share = is_share(definition)
    of = ["%", _("number / of")]
    if grid.across == "parts":
        apart = [text(part.name) for part in definition.parts]
        return [*(of if share else [_("Number")]), *apart, text(definition.missing.name)], []
    heads = [_("All"), *grid.heads.values()]
    if not share:
        return heads, []
    return of * len(heads), [{"label": label, "span": 2} for label in heads]


def _row(definition: Definition, grid: Grid, line: Line) -> Shown:
    shown: Shown = {"label": line.label, "css": "sub" if line.inside else "", "url": _deeper(definition, grid, line)}
    if line.cell is None:
        return shown | {"note": _("nothing received from here: this is not zero")}
    cells = _block(definition, line.scope, line.cell)
    if grid.across == "parts":
        cells += [_part(definition, line, part.code, line.cell.parts[part.code]) for part in definition.parts]
        cells.append(_part(definition, line, "missing", line.cell.missing))
    else:
        for head in grid.heads:
            cells += _block(definition, line.scope.narrowed(grid.across, head), line.across.get(head))
    return shown | {"cells": cells}


def _deeper(definition: Definition, grid: Grid, line: Line) -> str:
    """Return where a row leads: the same page kept to its key."""
    if line.key is None or not line.dimension:
        return ""
    return line.scope.url("figure", definition.code, by=grid.down, across=grid.across)


def _block(definition: Definition, scope: Scope, cell: Cell | None) -> list[Shown]:
    """Return the number of a cell; of a share, its percentage and its two numbers."""
    if cell is not None and cell.closed:
        return [{"text": mark(cell), "gap": True}] * (2 if is_share(definition) else 1)
    if not is_share(definition):
        return [_number(definition, scope, cell)]
    if cell is None or not cell.known:
        return [{"text": "—", "gap": True}, {"text": _unknown(cell), "gap": True}]
    return [
        {"text": shown_value(cell), "url": _trace(definition, scope, "numerator", cell.numerator)},
        {
            "text": f"{number(cell.numerator)} / {number(cell.denominator)}",
            "url": _trace(definition, scope, "denominator", cell.denominator),
        },
    ]


def _unknown(cell: Cell | None) -> str:
    return "0 / 0" if cell is not None and cell.denominator == 0 and cell.numerator is not None else "—"


def _number(definition: Definition, scope: Scope, cell: Cell | None) -> Shown:
    if cell is None:
        return {"text": "0"}
    if not cell.known:
        return {"text": "—", "gap": True}
    return {"text": number(cell.numerator), "url": _trace(definition, scope, "numerator", cell.numerator)}


def _part(definition: Definition, line: Line, part: str, count: int | None) -> Shown:
    if line.cell is not None and line.cell.closed:
        return {"text": mark(line.cell), "gap": True}
    if count is None:
        return {"text": masked(), "gap": True}
    if line.cell is None or line.cell.numerator is None:
        return {"text": "—", "gap": True}
    return {"text": number(count), "url": _trace(definition, line.scope, part, count)}


def _trace(definition: Definition, scope: Scope, part: str, count: int | None) -> str:
    return scope.url("figure_trace", definition.code, part=part) if count else ""
