"""The privacy floor: which cells of a table of people are masked, so that no small group can be read or computed.

A table counts people by place (a tree of paths) and by one more dimension. It is decided from the top down: a place
that is masked masks everything inside it, a cell that is masked masks the same cell of every place inside. So each step
is one small table (docs/figures-privacy.md says why that is enough).
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate, pairwise

from pamoja.engine.masking import Cell, masked_in_line, masked_in_table

Key = str | None
OWN = "."
"""Ends the path of what is known of a place itself, and of no place inside it."""


class PeopleTable:
    """Tells which cells of a table are masked: those of a place, and those of a place and a key.

    `counts` are (path of a place, key, people). `unsaid` are the keys of people of whom nothing is said: they are no
    group, and small numbers of them are shown unless they would give away another.
    """

    def __init__(self, counts: Iterable[tuple[str, Key, int]], floor: int, unsaid: frozenset[Key]) -> None:
        self.floor, self.unsaid = floor, unsaid
        self.totals: dict[str, int] = defaultdict(int)
        self.cells: dict[str, dict[Key, int]] = defaultdict(lambda: defaultdict(int))
        self.inside: dict[str, set[str]] = defaultdict(set)
        self._hidden_places: dict[str, frozenset[str] | None] = {}
        self._hidden_cells: dict[str, frozenset[tuple[str, Key]] | None] = {}
        self._hidden_keys: dict[str, frozenset[Key] | None] = {}
        self._read(counts)

    def place_masked(self, path: str) -> bool:
        """Tell whether the number of all people of a place is masked ("" is the whole)."""
        if self._small(self.totals[""]):
            return True
        for above, place in _steps(path):
            hidden = self._places_hidden_in(above)
            if hidden is None or place in hidden:
                return True
            if place not in self.totals:
                return False
        return False

    def masked(self, path: str, key: Key) -> bool:
        """Tell whether the number of people of a place under a key is masked."""
        keys = self._keys_hidden_at("")
        if self.place_masked(path) or keys is None or key in keys:
            return True
        for above, place in _steps(path):
            cells = self._cells_hidden_in(above)
            if cells is None or (place, key) in cells:
                return True
            if place not in self.totals:
                return False
        return False

    def places(self) -> list[str]:
        """Return the paths of the places where people were counted, and of those above them."""
        return [path for path in self.totals if path and not path.endswith(OWN)]

    def own(self, path: str) -> str:
        """Return the path of what is known of a place itself; where nothing is known inside it, that is the place."""
        return path + OWN if path in self.inside else path

    def _read(self, counts: Iterable[tuple[str, Key, int]]) -> None:
        found = [(path, key, people) for path, key, people in counts if people]
        holding = {above for path, _key, _people in found for above, _place in _steps(path)}
        for path, key, people in found:
            chain = ["", *(place for _above, place in _steps(path)), *([path + OWN] if path in holding else [])]
            for above, place in pairwise(chain):
                self.inside[above].add(place)
            for place in chain:
                self.totals[place] += people
                self.cells[place][key] += people

    def _small(self, people: int, key: Key = "") -> bool:
        return 0 < people < self.floor and key not in self.unsaid

    def _places_hidden_in(self, above: str) -> frozenset[str] | None:
        """Return the places masked among those inside a place that is not; None masks all of them."""
        if above not in self._hidden_places:
            values = {place: self.totals[place] for place in self.inside[above]}
            small = {place for place, people in values.items() if self._small(people)}
            self._hidden_places[above] = masked_in_line(values, small, self.floor)
        return self._hidden_places[above]

    def _keys_hidden_at(self, place: str) -> frozenset[Key] | None:
        """Return the keys masked at a place; None masks all of them."""
        if place in self._hidden_keys:
            return self._hidden_keys[place]
        if not place:
            values = self.cells[""]
            small = {key for key, people in values.items() if self._small(people, key)}
            found = masked_in_line(values, small, self.floor)
        else:
            above = _above(place)
            cells, keys = self._cells_hidden_in(above), self._keys_hidden_at(above)
            found = None
            if cells is not None and keys is not None:
                found = keys | {key for one, key in cells if one == place}
        self._hidden_keys[place] = found
        return found

    def _cells_hidden_in(self, above: str) -> frozenset[tuple[str, Key]] | None:
        """Return the cells masked among those of the places inside a place; None masks all of them."""
        if above not in self._hidden_cells:
            self._hidden_cells[above] = self._find_cells(above)
        return self._hidden_cells[above]

    def _find_cells(self, above: str) -> frozenset[tuple[str, Key]] | None:
        places, keys = self._places_hidden_in(above), self._keys_hidden_at(above)
        if places is None or keys is None:
            return None
        values: dict[Cell, int] = {}
        small = []
        for place in self.inside[above]:
            for key, people in self.cells[place].items():
                values[place, key] = people
                if self._small(people, key):
                    small.append((place, key))
        found = masked_in_table(values, small, places, keys, self.floor)
        if found is None:
            return None
        return frozenset({*found, *((place, key) for place in self.inside[above] for key in keys)})  # type: ignore[arg-type]


def _steps(path: str) -> list[tuple[str, str]]:
    """Return the steps from the whole down to a place: (place above, place)."""
    if not path:
        return []
    own = path.endswith(OWN)
    names = path.removesuffix(OWN).rstrip("/").split("/")
    chain = list(accumulate((f"{name}/" for name in names), initial=""))
    if own:
        chain.append(path)
    return list(pairwise(chain))


def _above(place: str) -> str:
    return _steps(place)[-1][0]
