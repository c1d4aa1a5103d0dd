"""Counting people among records, when records of one person share a mark."""

from collections.abc import Hashable, Iterable


def different_people(records: Iterable[Iterable[Hashable]]) -> int:
    """Return how many different people records are of, each given by its marks.

    Two records that share a mark are one person, and so are two that share marks with a third. A record without marks
    is a person of its own.
    """
    first_with: dict[Hashable, int] = {}
    parent: list[int] = []

    def root(record: int) -> int:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    people = 0
    for number, marks in enumerate(records):
        parent.append(number)
        people += 1
        for mark in marks:
            one, other = root(first_with.setdefault(mark, number)), root(number)
            if one != other:
                parent[other] = one
                people -= 1
    return people
