"""What a new register gives without another line; run in a copy that has one (tests/test_new_register.py)."""

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from pamoja.accounts.actions import add_device
from pamoja.excel.tests.books import brought, counts, download_of, told
from pamoja.intake.models import FormVersion, SubmissionState
from pamoja.intake.processing import process
from pamoja.intake.publishing import publish_forms
from pamoja.intake.tests.filling import arrived
from pamoja.kit.problems import Problems
from pamoja.lake.manifest import read_manifest
from pamoja.lake.refresh import refresh
from pamoja.lake.verify import verify
from pamoja.records.actions import enter, stored_answers
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.examples import EXAMPLES

NAME = "well"
PLACE = {"place": "CD6111-bwisha-jomba", "sensitivity": "internal"}


@pytest.fixture
def answers() -> dict[str, Any]:
    """Return the answers of the example, without its file."""
    found = EXAMPLES[NAME].answers("jaune", "fermé") | PLACE
    return {name: value for name, value in found.items() if name not in REGISTERS[NAME].files}


def rows(table: str) -> list[dict[str, Any]]:
    """Return the rows of a table of the lake."""
    files = read_manifest(settings.LAKE).tables[table].values()
    return pa.concat_tables([pq.read_table(settings.LAKE / file.path) for file in files]).to_pylist()


def test_form_page_list_and_download(cast: Cast, client: Client, answers: dict[str, Any]) -> None:
    client.force_login(cast.partner_me)
    for language in ("fr", "sw", "en"):
        with override(language):
            assert client.get(reverse("register_new", args=[NAME])).status_code == 200
    repairs = {f"repairs-0-{name}": value for name, value in answers["repairs"][0].items()}
    sent = {name: value for name, value in answers.items() if name != "repairs"} | repairs | {"repairs-TOTAL": "1"}
    posted = client.post(reverse("register_new", args=[NAME]), sent | {"do": "save"}, follow=True)
    assert posted.status_code == 200, posted.context["errors"]
    record = REGISTERS[NAME].objects.get()
    assert record.code == "EAU-2025-0001"
    page = posted.content.decode()
    assert "Source jaune" in page
    assert "Joint jaune" in page
    assert "Source jaune" in client.get(reverse("register_list", args=[NAME]), {"dry": "1"}).content.decode()
    table = b"".join(client.get(reverse("register_csv", args=[NAME])).streaming_content)  # type: ignore[arg-type]
    assert "Pompe cassée jaune" in table.decode()


def test_rules_refuse_with_a_sentence(cast: Cast, answers: dict[str, Any]) -> None:
    with pytest.raises(Problems) as error:
        enter(REGISTERS[NAME], answers | {"served": "41"}, by(cast.partner_me))
    assert [problem.code for problem in error.value.problems] == ["form.rule"]
    with pytest.raises(Problems) as missing:
        enter(REGISTERS[NAME], answers | {"why_not": ""}, by(cast.partner_me))
    assert [problem.code for problem in missing.value.problems] == ["form.required"]


def test_rights_are_those_of_the_table(cast: Cast, client: Client, answers: dict[str, Any]) -> None:
    record = enter(REGISTERS[NAME], answers, by(cast.field_agent))
    address = reverse("register_record", args=[NAME, record.pk])
    for person, seen in ((cast.partner_me, True), (cast.state, True), (cast.donor, False), (cast.structure, False)):
        client.force_login(person)
        assert (client.get(address).status_code == 200) == seen, person.login


def test_phone(cast: Cast, client: Client, answers: dict[str, Any]) -> None:
    publish_forms(by(None, "command"))
    _device, key = add_device(by(None, "command"), cast.field_agent, "Téléphone")
    listed = client.get(reverse("openrosa_key_list", args=[key])).content.decode()
    assert f"<formID>{NAME}</formID>" in listed
    form = FormVersion.objects.get(form_id=NAME, current=True)
    submission = arrived(cast.field_agent, form, answers)
    process(submission)
    assert submission.state == SubmissionState.RECORDED, submission.problems
    record = REGISTERS[NAME].objects.get(pk=submission.record)
    assert stored_answers(REGISTERS[NAME], record)["repairs"] == answers["repairs"]


def test_workbook(cast: Cast, answers: dict[str, Any]) -> None:
    enter(REGISTERS[NAME], answers, by(cast.partner_me))
    back = brought(cast.partner_me, NAME, download_of(cast.partner_me, NAME))
    assert (told(back), counts(back)) == ([], {"same": 1})


def test_lake(cast: Cast, answers: dict[str, Any]) -> None:
    enter(REGISTERS[NAME], answers, by(cast.partner_me))
    refresh()
    assert [(row["works"], row["households"], row["territory"]) for row in rows("wells")] == [("no", 40, "CD6111")]
    assert [row["works"] for row in rows("well_repairs")] == ["no"]
    assert [table.table for table in verify() if not table.same] == []
