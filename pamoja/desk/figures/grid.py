"""An indicator by one dimension and across another: the cells that the page shows as a matrix and the CSV as rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pamoja.desk.figures.choosing import unknown_words
from pamoja.desk.figures.maps import LEVELS, area_cells
from pamoja.desk.figures.names import names
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import capital
from pamoja.engine.cells import Cell
from pamoja.engine.definition import PLACE_LEVELS, Definition
from pamoja.indicators import figures
from pamoja.indicators.answers import Key
from pamoja.places.models import Level, Place

DOWN = ("place", "zone", "partner", "pillar")
ACROSS = ("sex", "category", "age", "parts", "side", "type")


@dataclass(frozen=True)
class Line:
    """Hold one row: a key of a dimension, its cell (None: it never sent anything), and its cells across."""

    dimension: str
    key: Key
    label: str
    scope: Scope
    cell: Cell | None
    across: Mapping[Key, Cell]
    inside: bool = False


@dataclass(frozen=True)
class Grid:
    """Hold the rows, the whole of the scope, and the names of what stands across (none: parts shown apart)."""

    down: str
    across: str
    heads: Mapping[Key, str]
    lines: list[Line]
    whole: Line


def offered(definition: Definition) -> tuple[list[str], list[str]]:
    """Return by what an indicator can be shown, down and across; "parts" stands for what is shown apart."""
    by = {"parts", *("place" if one in PLACE_LEVELS else one for one in definition.by)}
    return [one for one in DOWN if one in by], [one for one in ACROSS if one in by]


def grid(definition: Definition, scope: Scope, down: str, across: str, place: Place | None) -> Grid:
    """Return an indicator by `down` across `across`; `place` is that of the scope."""
    heads: dict[Key, str] = {}
    if across != "parts":
        found = figures.by(definition.code, across, scope.period, scope.filters)
        heads = names(across, [key for key in found if key is not None])
    scopes = {key: scope.narrowed(across, key) for key in heads}
    lines = _by_place(definition, scope, scopes, place) if down == "place" else _by(definition, scope, scopes, down)
    cells = {key: figures.cell(definition.code, scope.period, one.filters) for key, one in scopes.items()}
    total = figures.cell(definition.code, scope.period, scope.filters)
    return Grid(down, across, heads, list(lines), Line("", None, "", scope, total, cells))


def _by(definition: Definition, scope: Scope, scopes: Mapping[Key, Scope], down: str) -> Iterator[Line]:
    cells = area_cells(definition, scope, down)
    across = {key: area_cells(definition, one, down) for key, one in scopes.items()}
    named = names(down, cells)
    for key in sorted(cells, key=lambda key: (key is None, named[key])):
        label = named[key] if key is not None else capital(unknown_words(down))
        yield _line(scope, down, key, label, cells, across)


def _by_place(definition: Definition, scope: Scope, scopes: Mapping[Key, Scope], place: Place | None) -> Iterator[Line]:
    """Yield the units below the place of the scope, each followed by the units inside it."""
    levels = [level for level in LEVELS if level > (place.level if place else 0)][:2]
    cells = {level: area_cells(definition, scope, LEVELS[level]) for level in levels}
    across = {
        level: {key: area_cells(definition, one, LEVELS[level]) for key, one in scopes.items()} for level in levels
    }
    below: dict[str | None, list[Place]] = {}
    for one in _places(levels, cells, place):
        below.setdefault(one.parent_id, []).append(one)

    def lines(places: Iterable[Place], inside: bool) -> Iterator[Line]:
        for one in places:
            level = Level(one.level)
            label = one.short_label
            yield _line(scope, LEVELS[level], one.pk, label, cells[level], across[level], inside)
            yield from lines(below.get(one.pk, ()), inside=True)

    tops = [one for places in below.values() for one in places if one.level == levels[0]] if levels else []
    yield from lines(tops, inside=False)
    for level in levels:
        if None in cells[level]:
            label = capital(unknown_words(LEVELS[level]))
            yield _line(scope, LEVELS[level], None, label, cells[level], across[level])
            return


def _places(levels: list[Level], cells: Mapping[Level, Mapping[Key, Cell]], place: Place | None) -> list[Place]:
    """Return the places of the levels in order of names: all down to territoires, below them those with records."""
    inside = Place.objects.subtree(place) if place else Place.objects.all()
    found = sorted(inside.filter(level__in=levels), key=lambda one: (one.level, one.common_name, one.code))
    return [one for one in found if one.level <= Level.TERRITOIRE or one.pk in cells[Level(one.level)]]


def _line(
    scope: Scope,
    dimension: str,
    key: Key,
    label: str,
    cells: Mapping[Key, Cell],
    across: Mapping[Key, Mapping[Key, Cell]],
    inside: bool = False,
) -> Line:
    kept = {head: found[key] for head, found in across.items() if key in found}
    return Line(dimension, key, label, scope.narrowed(dimension, key), cells.get(key), kept, inside)
