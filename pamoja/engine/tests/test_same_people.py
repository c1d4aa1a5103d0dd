"""Records that share marks are one person, however the marks chain."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from pamoja.engine.same_people import different_people


def slowly(records: list[set[Hashable]]) -> int:
    """Join sets that touch until none does."""
    groups = [set(marks) for marks in records if marks]
    alone = sum(not marks for marks in records)
    while True:
        for one in groups:
            other = next((group for group in groups if group is not one and group & one), None)
            if other is not None:
                one |= other
                groups.remove(other)
                break
        else:
            return len(groups) + alone


def test_a_chain_of_marks_is_one_person() -> None:
    assert different_people([["a"], ["a", "b"], ["b", "c"], ["d"], []]) == 3


@given(st.lists(st.sets(st.integers(0, 12), max_size=3), max_size=20))
def test_it_agrees_with_joining_by_hand(records: list[set[Hashable]]) -> None:
    assert different_people(records) == slowly(records)
