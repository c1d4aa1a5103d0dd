"""Loading a table of places, row by row."""

import pytest
from django.utils import translation

from pamoja.kit.models import AuditLine
from pamoja.places.models import Place


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def outcomes(report):
    return [line.outcome.value for line in report.lines]


def test_parents_may_stand_after_their_children(load):
    report = load(
        """
        code,name,level,kind,parent
        CD6111-bwisha-rugari,Rugari,4,groupement,CD6111-bwisha
        CD6111-bwisha,Bwisha,3,chefferie,CD6111
        CD6111,Rutshuru,2,territoire,CD61
        CD61,Nord-Kivu,1,,
        """
    )
    assert outcomes(report) == ["created"] * 4
    assert Place.objects.get(code="CD6111-bwisha-rugari").path == "CD61/CD6111/CD6111-bwisha/CD6111-bwisha-rugari/"
    assert Place.objects.get(code="CD61").kind == "province"
    assert Place.objects.get(code="CD61").source == "villages.csv"


def test_loading_a_table_twice_changes_nothing(load, reference):
    table = """
        code,name,level,kind,parent,latitude,longitude,source
        CD6111-bwisha-jomba-kinyana,Kinyana,5,village,CD6111-bwisha-jomba,-1.28,29.55,Mission
        """
    assert outcomes(load(table)) == ["created"]
    audit = AuditLine.objects.count()
    assert outcomes(load(table)) == ["unchanged"]
    assert AuditLine.objects.count() == audit


def test_an_update_says_what_changed_and_leaves_an_audit_line(load, reference):
    report = load(
        """
        code;name;level;kind;parent;latitude;longitude;precision
        CD6103-bashali-bashali-mokoto-kitshanga;Kitshanga;5;localite;CD6103-bashali-bashali-mokoto;-1,245;29,061;site
        """,
        source="GPS, mission de mai 2026",
    )
    line = report.lines[0]
    assert line.outcome == "updated"
    assert line.changes["latitude"] == ["-1.24", "-1.245"]
    kitshanga = Place.objects.get(code=line.code)
    assert kitshanga.point_precision == "site"
    assert kitshanga.source.endswith(" ; GPS, mission de mai 2026")
    assert AuditLine.objects.get(subject_kind="place", subject_id=line.code).changes["latitude"] == ["-1.24", "-1.245"]


def test_an_empty_cell_leaves_what_is_known(load, reference):
    report = load(
        """
        code,name,level,kind,parent,latitude,longitude
        CD6101,,,,,,
        """
    )
    assert outcomes(report) == ["unchanged"]
    assert Place.objects.get(code="CD6101").latitude == -1.67409


def test_a_place_that_moves_takes_its_subtree_along(load, reference):
    report = load(
        """
        code,name,level,kind,parent
        CD6103-bashali,Bashali,3,chefferie,CD6104
        """
    )
    assert report.lines[0].changes["parent"] == ["CD6103", "CD6104"]
    below = Place.objects.subtree(Place.objects.get(code="CD6104")).filter(code__startswith="CD6103-bashali")
    assert below.count() == 6
    kitshanga = Place.objects.get(code="CD6103-bashali-bashali-mokoto-kitshanga")
    assert kitshanga.ancestor_codes == ["CD61", "CD6104", "CD6103-bashali", "CD6103-bashali-bashali-mokoto"]


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("CD6111-x,X,3,chefferie,CD6199,,", "parent", "no place has the code “CD6199”"),
        ("CD6111-x,X,3,chefferie,,,", "parent", "the cell is empty"),
        ("CD6111-x,X,3,chefferie,CD6111-bwisha,,", "parent", "is at level 3 and cannot hold a place of level 3"),
        ("CD6111-x,X,3,village,CD6111,,", "kind", "“village” is not a kind of place at level 3"),
        ("CD6111-x,X,3,,CD6111,,", "kind", "Use one of: chefferie, secteur, commune"),
        ("CD6111-x,X,3,royaume,CD6111,,", "kind", "“royaume” is not in the list"),
        ("CD6111-x,X,7,chefferie,CD6111,,", "level", "“7” is not a whole number between 1 and 5"),
        ("CD6111-x,X,,chefferie,CD6111,,", "level", "the cell is empty"),
        ("CD6111-x,,3,chefferie,CD6111,,", "name", "the cell is empty"),
        ("CD6111,Rutshuru,3,chefferie,CD61,,", "level", "this place is known at level 2, not 3"),
        ("CD61 11/x,X,3,chefferie,CD6111,,", "code", "“CD61 11/x” is not a code"),
        ("CD61,Nord-Kivu,1,province,CD6111,,", "parent", "a province has no parent"),
        ("CD6112,X,2,territoire,CD54,,", "parent", "the P-code CD6112 lies in CD61, not in “CD54”"),
        ("CD6111-x,X,3,chefferie,CD6111,29.1,-1.2", "latitude", "“29.1” lies outside the DRC"),
        ("CD6111-x,X,3,chefferie,CD6111,-1.2,291", "longitude", "“291” lies outside the DRC"),
        ("CD6111-x,X,3,chefferie,CD6111,1°12′S,29.1", "latitude", "“1°12′S” is not a number of degrees"),
        ("CD6111-x,X,3,chefferie,CD6111,-1.2,", "longitude", "a point needs latitude and longitude"),
        ("CD6111-y,BWISHA,3,chefferie,CD6111,,", "name", "“BWISHA” is already CD6111-bwisha, of the same kind"),
        (",Beni,2,,CD61,,", "code", "CD6107 Beni (territoire), CD6109 Beni (ville)"),
        ("CD6111-x,X,3,chefferie,CD6111,,,encore", "", "there are more cells than headings (“encore”)"),
        (f"CD6111-x,{'X' * 200},3,chefferie,CD6111,,", "name", "is longer than 120 characters"),
        ("CD6111-x,X\x07,3,chefferie,CD6111,,", "name", "contains characters that cannot be shown"),
    ],
)
def test_a_row_that_cannot_be_a_place_is_refused_with_file_row_column_and_what_to_do(
    load, reference, row, column, sentence
):
    before = Place.objects.count()
    report = load(f"code,name,level,kind,parent,latitude,longitude\n{row}\n", file="lieux.csv")
    problem = report.lines[0].problems[0]
    assert outcomes(report) == ["refused"]
    assert sentence in problem.sentence
    assert problem.sentence.startswith("lieux.csv, row 2")
    assert problem.data["column"] == column
    assert len(report.lines[0].problems) == 1
    assert Place.objects.count() == before


def test_a_refused_row_does_not_keep_the_others_out(load, reference):
    report = load(
        """
        code,name,level,kind,parent
        CD6111-bwisha-jomba-a,A,5,village,CD6111-bwisha-jomba
        CD6111-x,X,3,village,CD6111
        CD6111-x-y,Y,4,groupement,CD6111-x
        CD6111-bwisha-jomba-a,Autre,5,village,CD6111-bwisha-jomba
        CD6111-bwisha-jomba-b,B,5,village,CD6111-bwisha-jomba
        """
    )
    assert outcomes(report) == ["created", "refused", "refused", "refused", "created"]
    codes = [line.problems[0].code for line in report.refused]
    assert codes == ["places.kind_does_not_fit", "places.parent_refused", "places.code_twice"]
    assert "already stands in row 2" in report.refused[2].problems[0].sentence


def test_all_the_problems_of_a_row_are_told_at_once(load, reference):
    report = load("code,name,level,kind,parent,latitude,longitude\nCD6111-x,X,9,roi,CD9,91,a\n")
    assert {problem.data["column"] for problem in report.lines[0].problems} == {"level", "kind", "parent", "longitude"}


def test_provinces_counted_up_by_a_spreadsheet_are_seen(load, reference):
    report = load(
        """
        P-Code,Name,Admin Level,Parent P-Code
        CD5409,Aru,2,CD54
        CD5405,Djugu,2,CD55
        CD5402,Irumu,2,CD61
        """
    )
    assert [line.problems[0].code if line.problems else "" for line in report.lines] == [
        "",
        "places.parent_unknown",
        "places.parent_not_of_code",
    ]


def test_rows_of_other_countries_are_left_aside_with_a_notice(load):
    report = load(
        """
        Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
        AFG,1,AF01,Kabul,AFG,2021-11-17
        COD,1,CD61,Nord-Kivu,COD,2019-09-11
        """
    )
    assert outcomes(report) == ["created"]
    assert [notice.sentence for notice in report.notices] == [
        "villages.csv: rows of other countries than the DRC (COD) were not read: 1."
    ]
