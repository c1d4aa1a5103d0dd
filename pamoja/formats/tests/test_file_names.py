"""A name is never a path, shows nothing that is not there, and opens a file as what it is."""

import json
import unicodedata
from pathlib import Path

import pytest

from pamoja.formats.file_names import clean_name, download_name

NAUGHTY = Path(__file__).resolve().parents[4] / "shared/fixtures/security/blns/blns.json"

NAMES = """
photo.jpg                       | photo.jpg
../../etc/passwd                | passwd
C:\\Windows\\system.ini         | system.ini
..                              | file
/                               | file
a\\x00b.jpg                     | ab.jpg
réunion du 24 novembre.jpg      | réunion du 24 novembre.jpg
\\u202egpj.exe                  | gpj.exe
lettre\\u200b\\u2066.pdf        | lettre.pdf
two\\r\\nlines.pdf              | twolines.pdf
\\ufefflettre.pdf               | lettre.pdf
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_what_is_kept_of_a_name(line: str) -> None:
    sent, kept = (cell.strip() for cell in line.split("|"))
    for written, meant in (("\\x00", "\0"), ("\\r", "\r"), ("\\n", "\n")):
        sent = sent.replace(written, meant)
    for code in ("202e", "200b", "2066", "feff"):
        sent = sent.replace(f"\\u{code}", chr(int(code, 16)))
    assert clean_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [("y" * 500, "y" * 200), ("x" * 500 + ".jpg", "x" * 196 + ".jpg"), ("z." + "e" * 500, "z." + "e" * 198)],
)
def test_a_long_name_keeps_its_end_when_that_is_one(name: str, kept: str) -> None:
    assert clean_name(name) == kept


@pytest.mark.parametrize(
    ("name", "media_type", "handed_out"),
    [
        ("lettre.PDF", "application/pdf", "lettre.PDF"),
        ("lettre", "application/pdf", "lettre.pdf"),
        ("lettre.html", "application/pdf", "lettre.html.pdf"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("photo.jpg.exe", "image/jpeg", "photo.jpg.exe.jpg"),
        ("mise à jour.exe", "application/octet-stream", "mise à jour.exe.bin"),
    ],
)
def test_the_end_of_a_name_is_that_of_its_type(name: str, media_type: str, handed_out: str) -> None:
    assert download_name(name, media_type) == handed_out


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the list of naughty strings is not here")
def test_no_string_makes_a_name_that_is_a_path_or_hides_something() -> None:
    for text in json.loads(NAUGHTY.read_text()):
        name = clean_name(text)
        assert name not in ("", ".", "..")
        assert not set("/\\") & set(name)
        assert not [letter for letter in name if unicodedata.category(letter) in ("Cc", "Zl", "Zp")]
        assert not {"RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI"} & {unicodedata.bidirectional(one) for one in name}
