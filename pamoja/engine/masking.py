"""Companion cells: what else is masked in a line or a table, so that a small number cannot be computed from the rest.

This guards against a reader who knows every cell that is not masked, and every sum: such a reader must still find it
possible that each small cell is as large as the floor. Who guesses rightly that no masked cell is zero must still find
two numbers possible for each.
"""

from collections import deque
from collections.abc import Collection, Hashable, Mapping
from enum import Enum
from typing import TypeVar

One = TypeVar("One", bound=Hashable)
Cell = tuple[Hashable, Hashable]
Node = tuple[str, Hashable]


class Rest(Enum):
    """Stands for all rows (columns) that are masked as a whole: together they are one more row (column)."""

    REST = "rest"


REST = Rest.REST


def masked_in_line(values: Mapping[One, int], small: Collection[One], floor: int) -> frozenset[One] | None:
    """Return which parts of a known sum are masked, the smallest companions first; None: all of them, zeros too."""
    masked = set(small)
    others = [one for one in values if values[one] and one not in masked]
    companions = sorted(others, key=lambda one: (values[one], repr(one)))
    while masked and (len(masked) == 1 or sum(values[one] for one in masked) < max(floor, len(masked) + 1)):
        if not companions:
            return None
        masked.add(companions.pop(0))
    return None if masked and len(masked) == len(values) else frozenset(masked)


def masked_in_table(
    values: Mapping[Cell, int],
    small: Collection[Cell],
    rows: Collection[Hashable],
    columns: Collection[Hashable],
    floor: int,
) -> frozenset[Cell] | None:
    """Return which cells are masked outside of `rows` and `columns`, which are masked already; None: all cells.

    The sums of rows and of columns are known; of those masked already only all together.
    """
    table = _Table(values, small, rows, columns, floor)
    return table.masked_cells() if table.make_safe() else None


class _Table:
    """Holds a table while companions are added to what is masked; adding never makes a cell less safe."""

    def __init__(
        self,
        values: Mapping[Cell, int],
        small: Collection[Cell],
        rows: Collection[Hashable],
        columns: Collection[Hashable],
        floor: int,
    ) -> None:
        self.floor = floor
        self.values: dict[Cell, int] = {}
        for (row, column), value in values.items():
            cell = (REST if row in rows else row, REST if column in columns else column)
            self.values[cell] = self.values.get(cell, 0) + value
        self.rows = list(dict.fromkeys(row for row, _column in self.values))
        self.columns = list(dict.fromkeys(column for _row, column in self.values))
        rest = {(row, column) for row in self.rows for column in self.columns if REST in (row, column)}
        few = {cell for cell in rest if cell != (REST, REST) and 0 < self.values.get(cell, 0) < floor}
        known = few | {cell for cell in small if cell in self.values}
        self.small = sorted(known, key=lambda cell: (self.values[cell], repr(cell)))
        self.masked = known | rest

    def masked_cells(self) -> frozenset[Cell]:
        return frozenset(cell for cell in self.masked if REST not in cell)

    def make_safe(self) -> bool:
        """Add companions until every small cell is safe; False when that cannot be done by some cells."""
        for cell in self.small:
            while not self._safe(cell):
                added = self._companions(cell)
                if not added:
                    return False
                self.masked |= added
        return True

    def _safe(self, cell: Cell) -> bool:
        """Tell whether the cells masked leave room for this one to be as large as the floor, and never fix it."""
        left = {one: self.values.get(one, 0) for one in self.masked}
        if not any(self._turn(cell, dict(left), up, self._guessed) for up in (True, False)):
            return False
        return all(self._turn(cell, left, True, {}) for _step in range(self.floor - left[cell]))

    def _turn(self, cell: Cell, left: dict[Cell, int], up: bool, least: Mapping[Cell, int]) -> bool:
        """Raise (or lower) a cell by one, and others by turns so that all sums stay; False if that cannot be.

        A search for a way through the table: along a column to a cell that goes the other way, along its row to one
        that goes the same way, until the row of the cell is reached. No cell goes below its `least` (0).
        """

        def lowers(one: Cell) -> bool:
            return left.get(one, 0) > least.get(one, 0)

        row, column = cell
        if not up and not lowers(cell):
            return False
        came: dict[Node, Node] = {}
        waiting: deque[Hashable] = deque([column])
        while waiting:
            at = waiting.popleft()
            for down in self.rows:
                one = (down, at)
                if one == cell or one not in left or ("row", down) in came or (up and not lowers(one)):
                    continue
                came["row", down] = ("column", at)
                if down == row:
                    self._shift(cell, came, left, 1 if up else -1)
                    return True
                for other in self.columns:
                    known = (down, other) not in left or other == column or ("column", other) in came
                    if not known and (up or lowers((down, other))):
                        came["column", other] = ("row", down)
                        waiting.append(other)
        return False

    @property
    def _guessed(self) -> Mapping[Cell, int]:
        """Return the least that a reader guesses of masked cells: that they are not zero."""
        return {cell: 1 for cell in self.masked if REST not in cell and self.values.get(cell)}

    @staticmethod
    def _shift(cell: Cell, came: Mapping[Node, Node], left: dict[Cell, int], by: int) -> None:
        left[cell] += by
        at: Node = ("row", cell[0])
        while at != ("column", cell[1]):
            before = came[at]
            if at[0] == "row":
                left[at[1], before[1]] -= by
            else:
                left[before[1], at[1]] += by
            at = before

    def _companions(self, cell: Cell) -> set[Cell]:
        """Return the smallest cells that make a rectangle with a cell; zeros, and neighbours of 1, only if need be."""
        row, column = cell
        found: list[tuple[int, int, str, set[Cell]]] = []
        for other_row in self.rows:
            for other_column in self.columns:
                if other_row == row or other_column == column:
                    continue
                beside, below, opposite = (row, other_column), (other_row, column), (other_row, other_column)
                added = {one for one in (beside, below, opposite) if one not in self.masked}
                neighbours = [self.values.get(one, 0) for one in (beside, below)]
                if added and all(neighbours):
                    numbers = [self.values.get(one, 0) for one in added]
                    rank = 2 * numbers.count(0) + neighbours.count(1)
                    found.append((rank, sum(numbers), repr(sorted(map(repr, added))), added))
        return min(found, key=lambda one: one[:3])[3] if found else set()
