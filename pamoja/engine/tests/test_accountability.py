"""Weighted totals, balances of commitments and means of scorecards, by hand."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pamoja.engine.balance import balance, standing
from pamoja.engine.performance import Scored, gap, in_the_contract, total
from pamoja.engine.scorecard import Criterion, outcome

POINTS = st.none() | st.decimals(0, 100, places=2)
ROWS = st.lists(st.builds(Scored, st.decimals("0.01", 50, places=2), POINTS, POINTS), max_size=8)
TODAY = date(2026, 11, 29)


@given(ROWS)
def test_a_total_lies_between_its_lowest_and_highest_points_and_counts_what_was_scored(rows: list[Scored]) -> None:
    known = [one.score for one in rows if one.score is not None]
    found = total(rows)
    assert (found.scored, found.of, found.partial) == (len(known), len(rows), len(known) < len(rows))
    if found.points is None:
        assert not known
    else:
        assert min(known) - Decimal("1e-20") <= found.points <= max(known) + Decimal("1e-20")


@given(ROWS)
def test_the_gap_compares_only_what_both_scored(rows: list[Scored]) -> None:
    both = [one for one in rows if one.score is not None and one.counter is not None]
    found = gap(rows, Decimal(10))
    assert found.compared == len(both)
    assert (found.points is None) == (not both)


def test_points_of_what_is_not_in_the_contract_count_for_nothing() -> None:
    rows = in_the_contract({"a": Decimal(2), "b": Decimal(1)}, [("a", Decimal(50), None), ("x", Decimal(100), None)])
    assert total(rows).points == 50
    assert (total(rows).scored, total(rows).of) == (1, 2)


def test_a_commitment_is_late_only_while_it_is_open() -> None:
    before, after = date(2026, 11, 28), date(2026, 11, 29)
    assert [standing(state, before, TODAY) for state in ("todo", "going", "part", "disputed", "blocked")] == [
        "late"
    ] * 5
    assert [standing(state, before, TODAY) for state in ("kept", "broken", "dropped")] == ["kept", "broken", "dropped"]
    assert (standing("going", after, TODAY), standing("going", None, TODAY)) == ("going", "going")


def test_a_balance_has_a_line_for_each_side_and_puts_partners_and_donors_together() -> None:
    lines = balance(
        [
            ("donor", "going", None),
            ("state", "kept", None),
            ("partner", "kept", None),
            ("state", "todo", date(2026, 1, 1)),
            ("state", "broken", None),
        ],
        TODAY,
    )
    assert [(line.group, line.total, line.counts["kept"]) for line in lines] == [("state", 3, 1), ("partners", 2, 1)]
    assert lines[0].counts == {"kept": 1, "going": 0, "late": 1, "broken": 1, "dropped": 0}


def test_means_of_a_scorecard_compare_only_what_both_scored() -> None:
    found = outcome([Criterion(Decimal(2), 30, Decimal(4)), Criterion(Decimal(5), 2, None)])
    assert (found.citizens.score, found.citizens.criteria) == (Decimal("3.5"), 2)
    assert (found.own.score, found.own.criteria, found.citizens_of_both.score) == (4, 1, 2)
    assert outcome([]).citizens.score is None
