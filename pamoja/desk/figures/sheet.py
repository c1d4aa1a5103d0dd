"""The cells of an indicator's matrix as lines of CSV, one cell a line."""

from collections.abc import Iterator

from pamoja.desk.figures.choosing import choosing
from pamoja.desk.figures.grid import Line
from pamoja.desk.figures.indicator import Asked, grid_of
from pamoja.desk.figures.results import HEADINGS, NUMBERS, head, values
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition


def cell_lines(asked: Asked) -> Iterator[list[object]]:
    """Yield the cells that the page of an indicator shows as lines of CSV, the headings first."""
    definition, used = asked.definition, asked.scope.filters.used()
    cells = grid_of(asked, choosing(asked.scope))
    parts = [part.code for part in definition.parts]
    yield [*HEADINGS, "by", "code", "label", "across", "of", *NUMBERS, *parts, *(f"kept_to_{name}" for name in used)]
    for line in [*cells.lines, cells.whole]:
        yield [*_line(definition, line, "", "", line.cell), *used.values()]
        for key in cells.heads:
            yield [*_line(definition, line, cells.across, key or "", line.across.get(key)), *used.values()]


def _line(definition: Definition, line: Line, across: str, key: str, cell: Cell | None) -> list[object]:
    where = [line.dimension, line.key, line.label, across, key]
    if cell is None:
        return [
            definition.code,
            definition.version,
            *[None] * 5,
            *where,
            *[None] * (len(NUMBERS) + len(definition.parts)),
        ]
    parts = [None if cell.numerator is None else cell.parts[part.code] for part in definition.parts]
    return [*head(definition, cell), *where, *values(cell), *parts]
