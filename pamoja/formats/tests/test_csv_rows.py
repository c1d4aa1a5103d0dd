"""Rows to CSV."""

import csv
import io

import pytest

from pamoja.formats.csv_rows import csv_rows, defused


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "'-5"),
        (-5, "-5"),
        (None, ""),
        ("Nizi", "Nizi"),
        ("+243", "'+243"),
    ],
)
def test_no_text_becomes_a_formula(value: object, written: str) -> None:
    assert defused(value) == written


def test_what_is_written_is_read_again() -> None:
    rows = [["code", "mots"], ["ENG-1", '« Une, deux »\nlignes; "oui"']]
    text = "".join(csv_rows(rows))
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == rows
