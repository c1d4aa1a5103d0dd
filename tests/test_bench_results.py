"""Results of benchmarks are kept as data and shown in the documentation."""

import json
from pathlib import Path

import pytest

from bench import result
from bench.__main__ import BENCHES, main


def test_a_ratio_is_the_value_over_what_it_is_judged_against() -> None:
    assert result.row("ingest", 1500.4, "submissions/s", 4512.3) == {
        "name": "ingest",
        "value": 1500,
        "unit": "submissions/s",
        "against": 4512,
        "ratio": 0.333,
    }


def test_a_run_replaces_rows_of_its_names_and_keeps_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAMOJA_HOME", str(tmp_path))
    result.keep([result.row("a", 1, "ms", 2), result.row("b", 1, "ms", 2)])
    path = result.keep([result.row("a", 3, "ms", 2)])
    assert [(one["name"], one["value"]) for one in json.loads(path.read_text())] == [("a", 3), ("b", 1)]


def test_the_table_stands_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(f"before\n{result.BEGIN}\n{result.END}\nafter\n")
    result.show([result.row("a", 1, "ms", 2), result.row("b", 30, "ms", 60)], page)
    result.show([result.row("a", 2, "ms", 2)], page)
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert [line for line in text.splitlines() if line.startswith("| `")] == [
        "| `a` | 2 ms | 2 | 1.00 |",
        "| `b` | 30 ms | 60 | 0.50 |",
    ]


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match="ingest"):
        main(["everything"])


def test_every_benchmark_is_described() -> None:
    page = (result.ROOT / "docs" / "benchmarks.md").read_text()
    assert [name for name in BENCHES if f"**{name}**" not in page] == []
