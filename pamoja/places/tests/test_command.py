"""`pamoja places load FILE`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from pamoja.places.models import Place, PlacePopulation


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def run(*words):
    out = StringIO()
    call_command("places", "load", *map(str, words), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text("code,name,level,kind,parent\nCD61,Nord-Kivu,1,,\nCD6101,Goma,2,ville,CD61\n", encoding="utf-8")
    return path


def test_each_row_is_reported_and_the_second_time_nothing_changes(db, file):
    assert run(file) == [
        "row 2: CD61 created",
        "row 3: CD6101 created",
        "2 created, 0 updated, 0 unchanged, 0 refused.",
    ]
    assert run(file)[-1] == "0 created, 0 updated, 2 unchanged, 0 refused."
    assert run(file, "--quiet") == ["0 created, 0 updated, 2 unchanged, 0 refused."]


def test_a_dry_run_writes_nothing(db, file):
    assert run(file, "--dry-run")[-2:] == [
        "2 created, 0 updated, 0 unchanged, 0 refused.",
        "Nothing was written: this was a dry run.",
    ]
    assert not Place.objects.exists()


def test_a_refused_row_makes_the_command_fail_after_loading_the_rest(db, file):
    file.write_text(file.read_text() + "CD6102,Nyiragongo,2,cirque,CD61\n")
    with pytest.raises(SystemExit) as caught:
        run(file)
    assert caught.value.code == 1
    assert Place.objects.count() == 2


def test_other_tables_are_loaded_by_name(reference, tmp_path):
    table = tmp_path / "population.csv"
    table.write_text("lieu;population;année;source\nCD6101;1 000 000;2024;Mairie\nCD6101;beaucoup;2025;Mairie\n")
    with pytest.raises(SystemExit):
        run(table, "--table", "populations")
    assert PlacePopulation.objects.get(place="CD6101").value == 1_000_000


def test_a_file_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nowhere.csv")


def test_a_workbook_is_told_to_be_saved_as_csv(db, tmp_path):
    book = tmp_path / "lieux.xlsx"
    book.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="CSV UTF-8"):
        run(book)


def test_the_help_names_the_columns(capsys):
    with pytest.raises(SystemExit):
        call_command("places", "load", "--help")
    assert "Parent P-Code" in capsys.readouterr().out
