"""Whatever a table holds, loading it gives a report or a Problem, never a crash, and a second time changes nothing."""

import csv
import io

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pamoja.kit.problems import Problem
from pamoja.places.actions import load_table

ANY = st.text(max_size=130)
CODES = st.sampled_from(["CD61", "CD6101", "CD6199", "CD6101-a", "CD6101-a-b", "cd54", "", "-", "CD6101/"])
ROW = st.tuples(
    CODES | ANY,
    st.sampled_from(["Goma", "Beni", "ﷺ" * 100, ""]) | ANY,
    st.sampled_from(["1", "2", "3", "4", "5", "", "٣", "2.0"]) | ANY,
    st.sampled_from(["", "ville", "Commune", "groupement", "village"]) | ANY,
    CODES | ANY,
    st.sampled_from(["", "-1.5", "1,5", "1e9", "nan", "91"]) | ANY,
    st.sampled_from(["", "29.1", "-", "inf"]) | ANY,
    st.sampled_from(["", "2019-09-11", "31/02/2020", "0001-01-01", "99999-1-1"]) | ANY,
)
FUZZED = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.django_db
@FUZZED
@given(rows=st.lists(ROW, max_size=6))
def test_any_cells_give_a_report(by, rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["code", "name", "level", "kind", "parent", "latitude", "longitude", "valid_from"])
    writer.writerows(rows)
    _load_twice(out.getvalue().encode("utf-8", "surrogatepass"), by)


@pytest.mark.django_db
@FUZZED
@given(content=st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_problem(by, content):
    _load_twice(content, by)
    _load_twice(b"code,name,level\n" + content, by)


def _load_twice(content, by):
    with transaction.atomic():
        try:
            first = load_table("places", content, "essai.csv", by)
        except Problem as problem:
            sentences = [problem.sentence]
        else:
            again = load_table("places", content, "essai.csv", by)
            sentences = [problem.sentence for line in first.refused for problem in line.problems]
            assert (again.counts["created"], again.counts["updated"]) == (0, 0)
            assert again.counts["refused"] == first.counts["refused"]
        transaction.set_rollback(True)
    assert all("essai.csv" in sentence for sentence in sentences)
