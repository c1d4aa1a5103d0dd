"""The pages of workbooks: taken along, brought back, decided on."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pamoja.activities.models import Session
from pamoja.desk.preview.tests.test_preview import previewing
from pamoja.excel.models import Import
from pamoja.excel.tests.books import download_of, fill, filled, opened, rows, saved, sheet, worked
from pamoja.kit.models import AuditLine
from pamoja.persons.tests.people import consent, person
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

GOOD = {"kind": "meeting", "held_on": "2026-02-01", "place": "CD6111-bwisha-jomba", "sensitivity": "internal"}
PAGE = "/register/session/excel"


def signed_in(client: Client, person: Any) -> Client:
    """Return a browser in which a person is signed in."""
    client.force_login(person)
    return client


def bring(client: Client, content: bytes, name: str = "fiches.xlsx") -> Any:
    """Bring a workbook by the page."""
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def test_the_list_leads_to_the_page_and_the_page_to_the_files(cast: Cast, client: Client) -> None:
    enter(REGISTERS["session"], GOOD, by(cast.partner_me))
    enter(REGISTERS["session"], GOOD | {"kind": "dialogue"}, by(cast.partner_me))
    signed_in(client, cast.partner_me)
    assert f'href="{PAGE}?kind=meeting"' in client.get("/register/session/?kind=meeting").content.decode()
    page = client.get(f"{PAGE}?kind=meeting").content.decode()
    assert "/register/session/template.xlsx" in page
    assert "/register/session.xlsx?kind=meeting" in page
    answer: Any = client.get("/register/session.xlsx?kind=meeting")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pamoja-session.xlsx"'
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert sheet(book, "session").max_row == 3
    assert AuditLine.objects.filter(verb="export", subject_kind="session", subject_id="excel").count() == 1


WHO = """
who           | page | template | records
field_agent   | 200  | 200      | 403
partner_me    | 200  | 200      | 200
coordinator   | 200  | 403      | 200
donor         | 403  | 403      | 403
administrator | 403  | 403      | 403
"""


def test_each_role_takes_along_and_brings_what_its_form_and_its_csv_allow(cast: Cast, client: Client) -> None:
    for line in WHO.strip().splitlines()[1:]:
        who, *codes = [cell.strip() for cell in line.split("|")]
        signed_in(client, getattr(cast, who))
        addresses = [PAGE, "/register/session/template.xlsx", "/register/session.xlsx"]
        assert [str(client.get(address).status_code) for address in addresses] == codes, who


def test_a_workbook_is_brought_checked_decided_on_and_written(cast: Cast, client: Client) -> None:
    signed_in(client, cast.field_agent)
    answer = bring(client, filled(cast.field_agent, "session", [GOOD, GOOD | {"kind": "fête"}]))
    found = Import.objects.get()
    address = reverse("excel_import", args=[found.pk])
    assert answer.headers["Location"] == address
    waiting = client.get(address)
    assert waiting.headers["Refresh"]
    worked(found)
    page = client.get(address)
    assert "Refresh" not in page.headers
    assert "« fête » n’est pas dans la liste" in page.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    refused = client.post(address, {"do": "all"})
    assert (refused.status_code, Session.objects.count()) == (422, 0)
    assert client.post(address, {"do": "good"}).status_code == 302
    worked(found)
    assert Session.objects.count() == 1
    assert client.post(address, {"do": "good"}).status_code == 422
    assert found.name in client.get(PAGE).content.decode()


def test_corrections_ask_for_their_reason_once(cast: Cast, client: Client) -> None:
    enter(REGISTERS["session"], GOOD, by(cast.partner_me))
    book = opened(download_of(cast.partner_me, "session"))
    fill(sheet(book, "session"), [{"note": "ajouté"}])
    signed_in(client, cast.partner_me)
    address = bring(client, saved(book)).headers["Location"]
    found = worked(Import.objects.get())
    assert client.post(address, {"do": "all", "reason": " "}).status_code == 422
    assert client.post(address, {"do": "all", "reason": "oubli"}).status_code == 302
    worked(found)
    assert Session.objects.get().note == "ajouté"
    history = client.get(f"/register/session/{Session.objects.get().pk}/").content.decode()
    assert "oubli" in history
    assert "Excel" in history


BROKEN = {
    "empty": b"",
    "text": b"code;kind\n",
    "old": b"\xd0\xcf\x11\xe0" + bytes(600),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_workbook_is_refused_with_a_sentence(cast: Cast, client: Client, kind: str) -> None:
    signed_in(client, cast.field_agent)
    answer = bring(client, BROKEN[kind])
    if answer.status_code == 302:
        found = worked(Import.objects.get())
        assert (found.state, found.stored_as) == ("refused", "")
        assert "xlsx" in client.get(answer.headers["Location"]).content.decode()
    else:
        assert answer.status_code == 422
    assert client.post(PAGE, {}).status_code == 422


def test_a_workbook_of_another_register_and_unknown_columns_are_refused(cast: Cast, client: Client) -> None:
    signed_in(client, cast.field_agent)
    for content in (filled(cast.field_agent, "dialogue", []), _with_a_column(cast)):
        address = bring(client, content).headers["Location"]
        assert worked(Import.objects.latest("received_at")).state == "refused"
        assert client.get(address).status_code == 200
    codes = [one for one in client.get(address).content.decode().split() if "Prix" in one]
    assert codes


def _with_a_column(cast: Cast) -> bytes:
    book = opened(filled(cast.field_agent, "session", [GOOD]))
    page = sheet(book, "session")
    at = page.max_column + 1
    page.cell(1, at).value, page.cell(2, at).value = "price", "Prix"
    return saved(book)


def test_only_who_agreed_to_it_stands_in_a_workbook_and_no_name_does(cast: Cast, client: Client) -> None:
    agreeing = person(by(cast.partner_me), consents=[consent("share")])
    person(by(cast.partner_me), consents=[consent("service")])
    signed_in(client, cast.partner_me)
    page = client.get("/register/person/excel")
    assert (page.context["leaving"], page.context["left_out"]) == (1, 1)
    answer: Any = client.get("/register/person.xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    for name in ("person", "person/consents"):
        assert [row["code"] for row in rows(sheet(book, name))] == [agreeing.code]
    [told] = rows(sheet(book, "person"))
    assert (told["full_name"], told["phone"], told["household"]) == (None, None, "M-014")


def test_a_preview_brings_nothing(cast: Cast) -> None:
    client = previewing(cast.coordinator, role="field_agent", organisation="upendo")
    assert bring(client, filled(cast.field_agent, "session", [GOOD])).status_code == 403
    assert Import.objects.count() == 0
