"""The partners and projects of a real instance are declared from a file: all of it, or nothing and every fault."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pamoja.activities.tests.carried import activity
from pamoja.intake.models import FormVersion
from pamoja.partners.models import Organisation
from pamoja.programme.models import Programme, Project
from tests.cast import Cast, by

GOOD = """
[programme]
code = "lac"
name = "Programme du lac"
starts_on = 2026-01-01
ends_on = 2028-12-31

[[organisation]]
code = "rafiki"
name = "Rafiki, partenaire"
kind = "ngo"
roles = ["implementing"]

[[project]]
code = "rive"
name = "Paix sur la rive"
organisation = "rafiki"
pillars = ["ISSSS-1"]
"""


def run(folder: Path, text: str) -> str:
    """Run the command with a file, and return what it said."""
    file, out = folder / "plan.toml", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("programme", str(file), stdout=out)
    return out.getvalue()


def test_partners_and_projects_are_there_and_forms_offer_them(cast: Cast, tmp_path: Path) -> None:
    assert "1" in run(tmp_path, GOOD)
    assert Programme.objects.get(pk="lac").name == "Programme du lac"
    assert Project.objects.get(pk="rive").organisation_id == "rafiki"
    assert "rive" in FormVersion.objects.get(form_id="activity", current=True).xml
    assert activity(by(cast.partner_me), project="rive").project_id == "rive"


def test_a_corrected_file_changes_what_it_says_and_deletes_nothing(cast: Cast, tmp_path: Path) -> None:
    before = Organisation.objects.count()
    run(tmp_path, GOOD)
    run(tmp_path, GOOD.replace("Paix sur la rive", "Paix sur les deux rives"))
    assert Project.objects.get(pk="rive").name == "Paix sur les deux rives"
    assert (Organisation.objects.count(), Project.objects.filter(pk="paix").exists()) == (before + 1, True)


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        ("[programme]", "[programm]", "programm"),
        ("starts_on = 2026-01-01", "", "starts_on"),
        ("ends_on = 2028-12-31", "ends_on = 2025-12-31", "[programme]"),
        ('kind = "ngo"', 'kind = "club"', "club"),
        ('roles = ["implementing"]', 'roles = ["dancing"]', "dancing"),
        ('organisation = "rafiki"', 'organisation = "personne"', "personne"),
        ('pillars = ["ISSSS-1"]', 'pillars = ["ISSSS-9"]', "ISSSS-9"),
        ('code = "rive"', "code = 3", "[[project]] 1"),
        ('name = "Paix sur la rive"', 'name = "Paix"\ncolour = "bleu"', "colour"),
        ("[[project]]", "[[project", "TOML"),
    ],
)
def test_a_fault_is_named_and_nothing_is_declared(cast: Cast, tmp_path: Path, good: str, bad: str, named: str) -> None:
    assert good in GOOD
    with pytest.raises(CommandError) as error:
        run(tmp_path, GOOD.replace(good, bad, 1))
    assert named in str(error.value)
    assert not Programme.objects.filter(pk="lac").exists()
    assert not Organisation.objects.filter(pk="rafiki").exists()


def test_all_faults_are_told_at_once(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        run(tmp_path, GOOD.replace('"ngo"', '"club"').replace('"ISSSS-1"', '"ISSSS-9"'))
    assert all(word in str(error.value) for word in ("club", "ISSSS-9"))


def test_a_file_that_is_not_there_is_said(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command("programme", str(tmp_path / "nothing.toml"))
    assert "FileNotFoundError" in str(error.value)
