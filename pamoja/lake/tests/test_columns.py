"""The columns of the lake come from the registers' questions."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from pamoja.formats.questions import Question
from pamoja.lake.columns import has_column, register_schema
from pamoja.lake.manifest import read_manifest
from pamoja.lake.refresh import refresh
from pamoja.lake.tables import TABLES
from pamoja.lake.tests import entries

pytestmark = pytest.mark.usefixtures("base")

COLUMNS = """
table            | column          | type
dialogues        | id              | extension<arrow.uuid>
dialogues        | theme           | string
dialogues        | places          | list<item: string>
dialogues        | parent          | extension<arrow.uuid>
dialogues        | opened_on       | date32[day]
dialogues        | territory       | string
sessions         | process         | extension<arrow.uuid>
sessions         | pillar          | string
attendance       | people          | int64
attendance       | category        | string
attendance       | held_on         | date32[day]
commitments      | due_on          | date32[day]
followups        | women           | int64
followups        | pillar          | string
commitment_spans | end             | date32[day]
commitment_spans | declared        | string
"""


@pytest.mark.parametrize(
    ("table", "column", "kind"), [[cell.strip() for cell in row.split("|")] for row in COLUMNS.strip().splitlines()[1:]]
)
def test_a_question_becomes_a_column_of_its_type(table: str, column: str, kind: str) -> None:
    assert str(TABLES[table].schema().field(column).type) == kind


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("followups", "words"),
        ("sessions", "note"),
        ("sessions", "minutes"),
        ("dialogues", "do_no_harm_note"),
        ("dialogues", "outcome_document"),
    ],
)
def test_free_text_and_files_stay_out(table: str, column: str) -> None:
    assert column not in TABLES[table].schema().names


@pytest.mark.parametrize(
    ("level", "kept"), [("public", True), ("internal", True), ("restricted", False), ("strict", False)]
)
def test_text_above_internal_stays_out(level: str, kept: bool) -> None:
    assert has_column(Question("name", "text", {}, {}, level=level)) is kept


def test_the_level_of_a_question_travels_with_its_column() -> None:
    entries.dialogue()
    refresh()
    file = read_manifest(settings.LAKE).tables["dialogues"]["2026-01"]
    stored = pq.read_schema(settings.LAKE / file.path)
    assert stored.field("theme").metadata[b"level"] == b"public"
    assert stored.names == register_schema("dialogue").names


def test_a_record_carries_the_places_above_its_own_and_what_it_inherits() -> None:
    process = entries.dialogue(places=["CD6111", "CD5405"], pillar="ISSSS-3")
    held = entries.session(process, "f 12, m 3 police 36-59")
    promise = entries.commitment(process, pillar="ISSSS-2")
    entries.word(promise)
    refresh()
    [dialogue] = rows("dialogues")
    assert (dialogue["places"], dialogue["restitution_women"]) == (["CD5405", "CD6111"], None)
    places = ("CD61", "CD6111", "CD6111-bwisha", entries.JOMBA)
    lines = rows("attendance")
    for row in [dialogue, *rows("sessions"), *lines, *rows("followups"), *rows("commitment_spans")]:
        assert tuple(row[name] for name in ("province", "territory", "chefferie", "groupement")) == places
    assert {(row["session"], row["process"], row["pillar"], row["owner"]) for row in lines} == {
        (held.pk, process.pk, "ISSSS-3", "upendo")
    }
    assert sorted((row["sex"], row["people"], row["category"], row["age"]) for row in lines) == [
        ("f", 12, "women", "unknown"), ("m", 3, "police", "36-59"),
    ]  # fmt: skip
    assert [row["pillar"] for row in rows("followups")] == ["ISSSS-2"]


def test_a_session_without_attendance_has_one_row_of_unknowns() -> None:
    entries.session(came="")
    refresh()
    [row] = rows("attendance")
    assert (row["sex"], row["age"], row["category"], row["people"]) == (None, None, None, None)


def test_a_place_below_a_chefferie_without_groupement_has_none() -> None:
    entries.session(place="CD5402-andisoma-nyankunde")
    refresh()
    [row] = rows("sessions")
    assert (row["territory"], row["chefferie"], row["groupement"]) == ("CD5402", "CD5402-andisoma", None)


def rows(table: str) -> list[dict[str, object]]:
    """Return the rows of a table, from its files."""
    files = read_manifest(settings.LAKE).tables.get(table, {}).values()
    parts = [pq.read_table(settings.LAKE / file.path) for file in files]
    return pa.concat_tables(parts).to_pylist() if parts else []
