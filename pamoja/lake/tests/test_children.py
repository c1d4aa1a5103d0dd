"""Rows repeated within records become rows of the lake, with what every record has; restricted words stay out."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from pamoja.cases.tests.filed import CASE, RESOLVED, case, visit
from pamoja.kit.by import By
from pamoja.lake.manifest import read_manifest
from pamoja.lake.refresh import refresh
from pamoja.lake.tables import TABLES
from pamoja.lake.verify import verify
from pamoja.records.actions import enter, stored_answers
from pamoja.registry.registers import REGISTERS
from pamoja.structures.tests.standing import assessment, meeting, structure
from tests.cast import Cast, by


def rows(table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, from its files."""
    files = read_manifest(settings.LAKE).tables.get(table, {}).values()
    parts = [pq.read_table(settings.LAKE / file.path) for file in files]
    return pa.concat_tables(parts).to_pylist() if parts else []


@pytest.fixture
def agent(cast: Cast) -> By:
    return by(cast.field_agent)


def test_a_case_its_parties_its_claims_and_its_visits_have_rows(agent: By) -> None:
    one = case(agent, **RESOLVED)
    seen = visit(agent, one)
    refresh()
    [found] = rows("cases")
    assert (found["type"], found["outcome"], found["outcome_on"]) == ("land_limits", "resolved", date(2026, 2, 10))
    assert sorted((row["case"], row["sex"], row["territory"]) for row in rows("case_parties")) == [
        (one.pk, "f", "CD6111"),
        (one.pk, "g", "CD6111"),
    ]
    assert {(row["tenure"], row["hectares"], row["outcome"]) for row in rows("case_claims")} == {
        ("inheritance", Decimal("0.7500"), "resolved"),
        ("customary", None, "resolved"),
    }
    assert [row["step"] for row in sorted(rows("case_steps"), key=lambda row: row["done_on"])] == [
        "reception",
        "site_visit",
    ]
    assert [(row["id"], row["case"], row["milestone"]) for row in rows("visits")] == [(seen.pk, one.pk, "3")]


def test_words_of_parties_and_claims_and_sealed_names_are_no_columns() -> None:
    assert {"party", "unit", "outline"}.isdisjoint(TABLES["case_claims"].schema().names)
    assert {"account", "outcome_reason", "party_names", "witness_names"}.isdisjoint(TABLES["cases"].schema().names)
    assert TABLES["case_parties"].schema().field("sex").metadata[b"level"] == b"restricted"


def test_a_structure_its_members_and_its_assessments_have_rows(agent: By) -> None:
    one = structure(agent)
    held = meeting(agent, one, "2026-10-01")
    scored = assessment(agent, one)
    refresh()
    assert sorted(row["people"] for row in rows("structure_members")) == [1, 4, 5]
    assert [(row["kind"], row["ends_on"]) for row in rows("structure_plans")] == [("action", date(2026, 12, 31))]
    assert [(row["id"], row["structure"]) for row in rows("sessions")] == [(held.pk, one.pk)]
    assert sorted((row["dimension"], row["points"], row["structure"]) for row in rows("assessment_scores")) == [
        ("governance", 2, one.pk),
        ("meetings", 0, one.pk),
    ]
    assert {row["assessment"] for row in rows("assessment_scores")} == {scored.pk}


def test_a_correction_replaces_the_rows_and_the_lake_says_what_the_database_says(agent: By) -> None:
    one = case(agent)
    refresh()
    register = REGISTERS["case"]
    answers = stored_answers(register, one) | {"claims": [], "parties": CASE["parties"][:1]}
    enter(register, answers, agent, record=one, reason="une partie s’est retirée")
    refresh()
    assert (len(rows("case_parties")), rows("case_claims")) == (1, [])
    assert all(compared.same for compared in verify())
