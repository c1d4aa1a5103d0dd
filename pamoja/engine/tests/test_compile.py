"""The compiled queries agree with plain Python, for drawn definitions, rows, periods and filters."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamoja.engine import compile as engine
from pamoja.engine import periods
from pamoja.engine.definition import AsOf, Definition, Either, Is, Missing, Part, PeriodDay, Source, Within
from pamoja.engine.tests import naive

SCHEMA = pa.schema(
    {
        "id": pa.uuid(), "owner": pa.string(), "place": pa.string(), "path": pa.string(), "territory": pa.string(),
        "pillar": pa.string(), "sex": pa.string(), "process": pa.uuid(), "people": pa.int64(), "day": pa.date32(),
        "begins": pa.date32(), "ends": pa.date32(),
    }
)  # fmt: skip
ZONES = pa.schema({"zone": pa.string(), "place": pa.string(), "valid_from": pa.date32(), "valid_to": pa.date32()})
SOURCE = Source(
    "rows",
    {
        "id": "record", "owner": "text", "place": "text", "path": "text", "territory": "text", "pillar": "text",
        "sex": "text", "process": "record", "people": "integer", "day": "date", "begins": "date", "ends": "date",
    },
    "id",
    "visit",
    False,
)  # fmt: skip
PLACES = {
    "A": ("A/", None),
    "A1": ("A/A1/", "A1"),
    "A1x": ("A/A1/A1x/", "A1"),
    "A2": ("A/A2/", "A2"),
    "B": ("B/", None),
}
DAY_0 = date(2026, 1, 1)
TODAY = DAY_0 + timedelta(days=150)
DAYS = st.integers(0, 150).map(lambda number: DAY_0 + timedelta(days=number))
IDS = st.integers(1, 6).map(lambda number: UUID(int=number))


@st.composite
def some_row(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a row of facts, much of it unknown."""
    place = draw(st.sampled_from(sorted(PLACES)))
    begins = draw(DAYS)
    return {
        "id": draw(IDS),
        "owner": draw(st.sampled_from(["x", "y"])),
        "place": place,
        "path": PLACES[place][0],
        "territory": PLACES[place][1],
        "pillar": draw(st.sampled_from([None, "p1", "p2"])),
        "sex": draw(st.sampled_from([None, "f", "m"])),
        "process": draw(st.none() | IDS),
        "people": draw(st.none() | st.integers(0, 9)),
        "day": draw(st.none() | DAYS),
        "begins": begins,
        "ends": draw(st.none() | st.integers(1, 60).map(lambda number: begins + timedelta(days=number))),
    }


ZONE_ROWS = [
    {"zone": "z", "place": "A1", "valid_from": DAY_0, "valid_to": DAY_0 + timedelta(days=60)},
    {"zone": "z", "place": "A1", "valid_from": DAY_0 + timedelta(days=90), "valid_to": None},
    {"zone": "z", "place": "B", "valid_from": DAY_0 + timedelta(days=30), "valid_to": None},
    {"zone": "w", "place": "A1", "valid_from": DAY_0, "valid_to": None},
]
CONDITION = st.one_of(
    st.builds(Is, st.just("sex"), st.sampled_from(["=", "!="]), st.sampled_from(["f", "m"])),
    st.builds(Is, st.just("sex"), st.just("in"), st.just(("f", "x"))),
    st.builds(Is, st.sampled_from(["sex", "people", "day", "process"]), st.just("blank"), st.booleans()),
    st.builds(Is, st.just("people"), st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), st.integers(0, 9)),
    st.builds(
        Is,
        st.sampled_from(["day", "ends"]),
        st.sampled_from(["<", "<=", ">", ">="]),
        st.sampled_from([PeriodDay("@period_start"), PeriodDay("@period_end"), DAY_0 + timedelta(days=40)]),
    ),
)
WHERE = st.lists(CONDITION | st.builds(lambda *of: Either(of), CONDITION, CONDITION), max_size=2).map(tuple)
TEXT = {"fr": "", "en": "", "sw": ""}


@st.composite
def some_definition(draw: st.DrawFn, period: Within | AsOf) -> Definition:
    """Draw a definition."""
    measure = draw(st.sampled_from(["count", "sum", "ratio"]))
    distinct = draw(st.sampled_from(["", "process"]))
    return Definition(
        code="drawn", version=1, order=1, name=TEXT, question=TEXT, method=TEXT, counted=TEXT, source=SOURCE,
        measure=measure, period=period, numerator=draw(WHERE),
        denominator=draw(WHERE) if measure == "ratio" else (),
        missing=Missing(TEXT, draw(WHERE), draw(st.booleans())),
        parts=(
            Part("one", TEXT, draw(WHERE), draw(st.booleans())),
            Part("two", TEXT, draw(WHERE), False, distinct, "dialogue" if distinct else ""),
        ),
        by=("territory", "zone"), direction="up", unit="people", roll_up={},
        of="people" if measure == "sum" else draw(st.sampled_from(["", "people"])) if measure == "ratio" else "",
    )  # fmt: skip


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "place": st.sampled_from(["A/", "A/A1/", "B/", "C/"]),
        "zone": st.sampled_from(["z", "w"]),
        "pillar": st.just("p1"),
        "partner": st.just("x"),
        "sex": st.just("f"),
        "unknown": st.sampled_from(["pillar", "territory", "sex"]),
        "record": st.just(str(UUID(int=3))),
        "process": st.just(str(UUID(int=2))),
    },
)
RULES = st.sampled_from([Within("day"), AsOf("begins", "ends")])
SERIES = periods.series("month", DAY_0, TODAY)


@pytest.fixture(scope="module")
def lake() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give one database to all examples."""
    with duckdb.connect() as connection:
        connection.register("zones", pa.Table.from_pylist(ZONE_ROWS, ZONES))
        connection.execute("CREATE TABLE zone_places AS SELECT * FROM zones")
        yield connection


def fill(lake: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    """Lay rows into the lake."""
    lake.register("drawn", pa.Table.from_pylist(rows, SCHEMA))
    lake.execute("CREATE OR REPLACE TABLE rows AS SELECT * FROM drawn")


@settings(max_examples=50, deadline=None)
@given(st.data(), RULES, st.lists(some_row(), max_size=14), FILTERS)
def test_every_cell_agrees(
    lake: duckdb.DuckDBPyConnection, data: st.DataObject, rule: Within | AsOf, rows: list[Any], filters: Any
) -> None:
    definitions = [data.draw(some_definition(rule)), data.draw(some_definition(rule))]
    fill(lake, rows)
    query = engine.figures(definitions, SERIES, "", filters)
    found = {row[0]: list(row[1:]) for row in lake.execute(query.sql, query.parameters).fetchall()}
    for index, period in enumerate(SERIES):
        expected = [n for one in definitions for n in naive.numbers(one, rows, period, ZONE_ROWS, filters)]
        assert found.get(index, [0] * len(expected)) == expected


@settings(max_examples=30, deadline=None)
@given(
    st.data(),
    RULES,
    st.lists(some_row(), max_size=14),
    FILTERS,
    st.sampled_from(["territory", "pillar", "sex", "zone"]),
)
def test_every_cell_of_a_dimension_agrees(
    lake: duckdb.DuckDBPyConnection, data: st.DataObject, rule: Within | AsOf, rows: list[Any], filters: Any, by: str
) -> None:
    definition = data.draw(some_definition(rule))
    fill(lake, rows)
    query = engine.figures([definition], SERIES[-2:], by, filters)
    found = {(row[0], row[1]): list(row[2:]) for row in lake.execute(query.sql, query.parameters).fetchall()}
    keys = {"zone": ["z", "w"], "territory": ["A1", "A2", None]}.get(by, ["p1", "p2", None])
    for index, period in enumerate(SERIES[-2:]):
        for key in keys:
            kept = rows if by == "zone" else [row for row in rows if row[by] == key]
            cut = naive.filtered(definition, naive.in_period(definition, kept, period), period, ZONE_ROWS, filters)
            only = {"zone": key} if by == "zone" else {}
            expected = naive.numbers(definition, cut, period, ZONE_ROWS, only)
            assert found.get((index, key), [0] * len(expected)) == expected


@settings(max_examples=30, deadline=None)
@given(st.data(), RULES, st.lists(some_row(), max_size=14), FILTERS)
def test_the_records_behind_a_cell_add_up_to_it(
    lake: duckdb.DuckDBPyConnection, data: st.DataObject, rule: Within | AsOf, rows: list[Any], filters: Any
) -> None:
    definition = data.draw(some_definition(rule))
    fill(lake, rows)
    period = data.draw(st.sampled_from(SERIES))
    numbers = naive.numbers(definition, rows, period, ZONE_ROWS, filters)
    expected = dict(zip(["numerator", "denominator", "n", "missing", "partners", "one", "two"], numbers, strict=True))
    for part in definition.traceable:
        query = engine.trace(definition, part, period, filters)
        found = lake.execute(query.sql, query.parameters).fetchall()
        assert sum(contribution for _record, contribution in found) == expected[part]
        assert len({record for record, _contribution in found}) == len(found)


@given(some_definition(Within("day")))
@settings(max_examples=1)
def test_a_query_is_written_once_for_its_shape(definition: Definition) -> None:
    one = engine.figures([definition], SERIES[:2], "", {"pillar": "p1"})
    other = engine.figures([definition], SERIES[2:4], "", {"pillar": "'; DROP TABLE rows; --"})
    assert one.sql == other.sql
    assert "DROP" not in other.sql
