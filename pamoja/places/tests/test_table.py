"""Reading a file as a table."""

import pytest
from django.utils import translation

from pamoja.kit.problems import Problem
from pamoja.places.rules import COLUMNS, NEEDED
from pamoja.places.table import read_table

ROW = "CD6107;Oïcha;2"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def read(content):
    return read_table(content, "lieux.csv", COLUMNS, NEEDED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_usual_encoding_and_separator_is_read(encoding, separator, line_end):
    text = line_end.join(["code;name;level", ROW, ""]).replace(";", separator)
    table = read(text.encode(encoding))
    assert dict(table.rows[0].cells) == {"code": "CD6107", "name": "Oïcha", "level": "2"}
    assert [notice.code for notice in table.notices] == (["places.read_as_cp1252"] if encoding == "cp1252" else [])


def test_ocha_headings_and_hxl_tags_are_understood():
    text = (
        "Location,Admin Level,P-Code,Name\n#country+code,#geo+admin_level,#adm+code,#adm+name\nCOD,1,CD61,Nord-Kivu\n"
    )
    table = read(text.encode())
    assert [(row.number, row["code"], row["country"]) for row in table.rows] == [(3, "CD61", "COD")]


def test_rows_keep_their_number_in_the_file_across_blank_lines_and_quoted_line_ends():
    table = read(b'code,name\n\nCD61,"Nord\nKivu"\n\nCD54,Ituri\n')
    assert [(row.number, row["code"]) for row in table.rows] == [(3, "CD61"), (6, "CD54")]


def test_an_unknown_column_is_told_and_left_out():
    table = read(b"code,name,chief\nCD61,Nord-Kivu,somebody\n")
    assert [notice.sentence for notice in table.notices] == [
        "lieux.csv, row 1: the column “chief” is not known and was not read."
    ]
    assert "chief" not in table.rows[0].cells


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "places.file_empty"),
        (b"\xef\xbb\xbf\n\n", "places.file_empty"),
        (b"PK\x03\x04rest of a workbook", "places.file_not_text"),
        ("code,name\n".encode("utf-16"), "places.file_not_text"),
        (b"code,name\nCD61,\x81\x8d\n", "places.file_not_text"),
        (b"name,level\nGoma,2\n", "places.column_missing"),
        (b"code,name,Name\nCD61,a,b\n", "places.column_twice"),
        (b'code,name\nCD61,"' + b"x" * 200_000, "places.file_broken"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(content, code):
    with pytest.raises(Problem) as caught:
        read(content)
    assert caught.value.code == code
    assert "lieux.csv" in caught.value.sentence
