"""What a reader can compute: the most that a sum of unknown numbers can be, when other sums are known."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
TINY = 1e-7


def most(known: Sequence[tuple[Sequence[int], int]], asked: Sequence[int]) -> float:
    """Return the most that a sum of numbers that are not negative can be; infinity where nothing limits it.

    A sum is given by how often each number stands in it; `known` are sums with their values, which do not contradict
    each other. Linear programming: the simplex method by Bland's rule.
    """
    width, extra = len(asked), len(known)
    sums = np.array([sum_of for sum_of, _value in known], dtype=float).reshape(extra, width)
    values = np.array([[value] for _sum_of, value in known], dtype=float).reshape(extra, 1)
    rows = np.hstack([sums, np.eye(extra), values])
    basis = [width + index for index in range(extra)]
    _climb(rows, basis, np.array([0.0] * width + [-1.0] * extra))
    assert all(rows[index, -1] < TINY for index, column in enumerate(basis) if column >= width), "the sums contradict"
    for index, column in enumerate(basis):
        others = np.flatnonzero(np.abs(rows[index, :width]) > TINY)
        if column >= width and len(others):
            _pivot(rows, basis, index, int(others[0]))
    kept = [index for index, column in enumerate(basis) if column < width]
    rows = np.hstack([rows[kept, :width], rows[kept, -1:]])
    return _climb(rows, [basis[index] for index in kept], np.array(asked, dtype=float))


def _climb(rows: Table, basis: list[int], worth: Table) -> float:
    while True:
        gains = worth - worth[basis] @ rows[:, :-1]
        better = np.flatnonzero(gains > TINY)
        if not len(better):
            return float(worth[basis] @ rows[:, -1])
        enter = int(better[0])
        ways = [(rows[at, -1] / rows[at, enter], basis[at], at) for at in np.flatnonzero(rows[:, enter] > TINY)]
        if not ways:
            return float("inf")
        _pivot(rows, basis, int(min(ways)[2]), enter)


def _pivot(rows: Table, basis: list[int], index: int, enter: int) -> None:
    rows[index] /= rows[index, enter]
    others = [at for at in range(len(rows)) if at != index]
    rows[others] -= np.outer(rows[others, enter], rows[index])
    basis[index] = enter
