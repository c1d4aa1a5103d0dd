"""An indicator by one dimension and across another: the cells that the page shows as a matrix and the CSV as rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pamoja.desk.figures.choosing import unknown_words
from pamoja.desk.figures.maps import LEVELS
from pamoja.desk.figures.names import every_key, names
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import capital
from pamoja.engine.cells import Cell
from pamoja.engine.definition import PLACE_LEVELS, Definition
from pamoja.indicators.opening import Key
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
    whole = scope.reader.cell(definition.code, scope.period, scope.filters)
    heads: dict[Key, str] = {}
    if across != "parts":
        found = scope.reader.by(definition.code, across, scope.period, scope.filters)
        heads = names(across, [key for key in _told(across, found) if key is not None])
    maker = _Maker(definition, scope, {key: scope.narrowed(across, key) for key in heads}, whole)
    lines = maker.by_place(place) if down == "place" else maker.by(down)
    cells = {key: scope.reader.cell(definition.code, scope.period, one.filters) for key, one in maker.scopes.items()}
    return Grid(down, across, heads, list(lines), Line("", None, "", scope, whole, cells))


def _told(dimension: str, found: Mapping[Key, Cell]) -> Iterable[Key]:
    """Return the keys to show: those found; all there are where one is masked, so that none is told by being there."""
    masked = any(cell.closed in ("small", "fine") for cell in found.values())
    return {**found, **dict.fromkeys(every_key(dimension))} if masked else found


@dataclass(frozen=True)
class _Maker:
    """Makes the rows of a grid; `scopes` are those of its columns, `whole` is the cell of all rows."""

    definition: Definition
    scope: Scope
    scopes: Mapping[Key, Scope]
    whole: Cell

    def by(self, down: str) -> Iterator[Line]:
        cells, across = self._cells(down)
        keys = _told(down, cells)
        named = names(down, keys)
        for key in sorted(keys, key=lambda key: (key is None, named[key])):
            label = named[key] if key is not None else capital(unknown_words(down))
            yield self._line(down, key, label, cells, across)

    def by_place(self, place: Place | None) -> Iterator[Line]:
        """Yield the units below a place, each followed by the units inside it."""
        levels = [level for level in LEVELS if level > (place.level if place else 0)][:2]
        found = {level: self._cells(LEVELS[level]) for level in levels}
        below: dict[str | None, list[Place]] = {}
        for one in _places({level: cells for level, (cells, _across) in found.items()}, place):
            below.setdefault(one.parent_id, []).append(one)

        def lines(places: Iterable[Place], inside: bool) -> Iterator[Line]:
            for one in places:
                level = Level(one.level)
                yield self._line(LEVELS[level], one.pk, one.short_label, *found[level], inside)
                yield from lines(below.get(one.pk, ()), inside=True)

        tops = [one for places in below.values() for one in places if one.level == levels[0]] if levels else []
        yield from lines(tops, inside=False)
        for level in levels:
            if None in found[level][0]:
                yield self._line(LEVELS[level], None, capital(unknown_words(LEVELS[level])), *found[level])
                return

    def _cells(self, dimension: str) -> tuple[Mapping[Key, Cell], Mapping[Key, Mapping[Key, Cell]]]:
        """Return the cells by a dimension, and those across."""
        return self._ever(dimension, self.scope), {key: self._ever(dimension, one) for key, one in self.scopes.items()}

    def _ever(self, dimension: str, scope: Scope) -> Mapping[Key, Cell]:
        return scope.reader.by_ever(self.definition.code, dimension, scope.period, scope.filters)

    def _line(
        self,
        dimension: str,
        key: Key,
        label: str,
        cells: Mapping[Key, Cell],
        across: Mapping[Key, Mapping[Key, Cell]],
        inside: bool = False,
    ) -> Line:
        scope = self.scope.narrowed(dimension, key)
        kept = {
            head: self._cell(found.get(key), self.scopes[head].narrowed(dimension, key))
            for head, found in across.items()
        }
        told = {head: cell for head, cell in kept.items() if cell is not None}
        return Line(dimension, key, label, scope, self._cell(cells.get(key), scope), told, inside)

    def _cell(self, cell: Cell | None, scope: Scope) -> Cell | None:
        return cell or scope.reader.nothing_like(self.whole, scope.filters)


def _places(found: Mapping[Level, Mapping[Key, Cell]], place: Place | None) -> list[Place]:
    """Return the places of the levels in order of names: all down to territoires, below them those with records.

    Below territoires a masked place is left out: that it has records is part of what is masked.
    """
    inside = Place.objects.subtree(place) if place else Place.objects.all()
    places = sorted(inside.filter(level__in=list(found)), key=lambda one: (one.level, one.common_name, one.code))
    return [one for one in places if one.level <= Level.TERRITOIRE or _listed(found[Level(one.level)].get(one.pk))]


def _listed(cell: Cell | None) -> bool:
    return cell is not None and cell.closed not in ("small", "fine")
