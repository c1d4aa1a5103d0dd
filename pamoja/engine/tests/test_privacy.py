"""The privacy floor: small numbers are masked, and nobody computes them from what is left."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pamoja.engine.privacy import OWN, PeopleTable
from pamoja.engine.tests.attack import most

FLOOR = 5
LEAVES = ("N/R/J/", "N/R/", "N/M/", "I/D/")
PLACES = ("", "N/", "I/", "N/R/", "N/M/", "I/D/", "N/R/J/", "N/R/" + OWN)
SEXES, AGES = ("f", "m", "x"), ("young", "old")
Atom = tuple[str, str, str]
ATOMS = list(product(LEAVES, SEXES, AGES))

people = st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 30))
programmes = st.lists(people, min_size=len(ATOMS), max_size=len(ATOMS)).map(
    lambda found: dict(zip(ATOMS, found, strict=True))
)


def table(counts: list[tuple[str, str, int]]) -> PeopleTable:
    """Return a table over the floor of these tests, in which x is said of nobody."""
    return PeopleTable(counts, FLOOR, frozenset({"x"}))


def by_sex(*rows: str) -> PeopleTable:
    """Return a table from rows as text: a path, then a number for each sex."""
    counts = [
        (path, sex, int(number))
        for path, *numbers in map(str.split, rows)
        for sex, number in zip("fmx", numbers, strict=False)
    ]
    return table(counts)


def lies_in(leaf: str, place: str) -> bool:
    """Tell whether what is known of a leaf is counted at a place."""
    return leaf == place.removesuffix(OWN) if place.endswith(OWN) else leaf.startswith(place)


def masks(found: PeopleTable, places: tuple[str, ...] = PLACES) -> set[tuple[str, str]]:
    """Return the masked cells of a table by place and key."""
    return {(place, key) for place in places for key in found.cells[""] if found.masked(place, key)}


def test_a_table_without_small_numbers_is_open() -> None:
    found = by_sex("N/R/J/ 12 9", "N/R/B/ 5 0", "I/D/ 8 8")
    assert masks(found) == set()
    assert not found.place_masked("N/R/J/")


def test_a_small_number_is_masked_with_companions_in_its_row_and_its_column() -> None:
    found = by_sex("N/R/ 3 9", "N/M/ 12 20", "I/D/ 7 8")
    assert masks(found, ("", "N/", "I/", "N/R/", "N/M/", "I/D/")) == {
        ("N/R/", "f"), ("N/R/", "m"), ("N/M/", "f"), ("N/M/", "m"),
    }  # fmt: skip


def test_a_small_place_is_masked_with_another_and_all_that_lies_inside_both() -> None:
    found = by_sex("N/R/J/ 1 2", "N/R/B/ 9 6", "N/M/ 40 40")
    assert found.place_masked("N/R/J/")
    assert found.place_masked("N/R/B/")
    assert not found.place_masked("N/R/")
    assert not found.place_masked("N/M/")


def test_zero_is_no_secret_unless_all_is_masked() -> None:
    found = by_sex("N/R/J/ 0 30", "N/R/B/ 8 8")
    assert not found.masked("N/R/J/", "f")
    assert not found.place_masked("N/X/")
    few = by_sex("N/R/J/ 1 0", "N/R/B/ 0 4")
    assert all(few.place_masked(place) for place in ("N/R/J/", "N/R/B/", "N/R/X/"))


def test_a_programme_of_fewer_people_than_the_floor_shows_nothing() -> None:
    found = by_sex("N/R/J/ 2 2")
    assert all(found.place_masked(place) for place in PLACES)


def test_single_people_who_make_up_a_sum_are_masked_together_with_the_places_that_sent_nobody() -> None:
    found = by_sex("N/A/ 1", "N/B/ 1", "N/C/ 1", "N/D/ 1", "N/E/ 1", "I/ 30")
    assert not found.place_masked("N/")
    assert all(found.place_masked(f"N/{name}/") for name in "ABCDEZ")


def test_people_of_whom_nothing_is_said_are_no_small_group() -> None:
    found = by_sex("N/R/J/ 20 30 2", "N/R/B/ 8 8 0")
    assert masks(found) == set()


def test_what_is_decided_does_not_hang_on_the_order_of_the_records() -> None:
    rows = ["N/R/J/ 3 9", "N/R/B/ 9 9", "N/M/ 9 9", "I/D/ 9 9"]
    assert masks(by_sex(*rows)) == masks(by_sex(*reversed(rows)))


def counts(programme: dict[Atom, int], axis: int) -> list[tuple[str, str, int]]:
    """Return what a programme is by place and one of its two other dimensions."""
    return [(atom[0], atom[axis], number) for atom, number in programme.items()]


@dataclass(frozen=True)
class Shown:
    """Hold a cell as the reader of a page knows it: which atoms it counts, how many people, small, masked."""

    counts: list[int]
    people: int
    small: bool
    masked: bool


def cells(programme: dict[Atom, int]) -> list[Shown]:
    """Return every cell of the tables by sex and by age of the same people, their sums included."""
    sexes, ages = table(counts(programme, 1)), table(counts(programme, 2))
    found = []
    for place in PLACES:
        inside = [int(lies_in(atom[0], place)) for atom in ATOMS]
        found.append(shown(programme, inside, "", sexes.place_masked(place)))
        for axis, one, keys in ((1, sexes, SEXES), (2, ages, AGES)):
            for key in keys:
                under = [int(lies and atom[axis] == key) for lies, atom in zip(inside, ATOMS, strict=True)]
                found.append(shown(programme, under, key, one.masked(place, key)))
    return found


def shown(programme: dict[Atom, int], under: list[int], key: str, masked: bool) -> Shown:
    """Return a cell that counts some atoms of a programme."""
    number = sum(lies * programme[atom] for lies, atom in zip(under, ATOMS, strict=True))
    return Shown(under, number, 0 < number < FLOOR and key != "x", masked)


@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(programme=programmes)
def test_whoever_reads_two_tables_of_the_same_people_still_finds_each_small_group_possibly_large(
    programme: dict[Atom, int],
) -> None:
    found = cells(programme)
    known = [(one.counts, one.people) for one in found if not one.masked]
    for one in found:
        if one.small:
            assert one.masked
            assert most(known, one.counts) > FLOOR - 0.001, one


KNOWN = [
    ([([1, 1, 1], 9), ([1, 1, 0], 7)], [0, 0, 1], 2.0),
    ([([1, 1], 7)], [1, 0], 7.0),
    ([([1, 0], 7)], [1, 1], float("inf")),
]


@pytest.mark.parametrize(("known", "asked", "found"), KNOWN)
def test_the_attack_finds_what_can_be_computed(
    known: list[tuple[list[int], int]], asked: list[int], found: float
) -> None:
    assert most(known, asked) == pytest.approx(found)


def test_the_attack_breaks_a_table_that_masks_small_numbers_only() -> None:
    rows = [([1, 1, 0, 0], 12), ([0, 0, 1, 1], 32), ([1, 0, 1, 0], 15), ([0, 1, 0, 1], 29), ([0, 1, 0, 0], 9)]
    assert most(rows, [1, 0, 0, 0]) == pytest.approx(3)
