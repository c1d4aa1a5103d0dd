"""A phone fetches its forms and the lists that they take along, as far as its person's rights reach."""

import base64
import csv
import hashlib
import io
import logging
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from pamoja.accounts.actions import add_device
from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.accounts.rights import can
from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import PASSWORD, Cast

COMMAND = By(None, "command")


class Fetching:
    """Fetches in the name of one person: by the key of a device, or by login and password."""

    def __init__(self, person: User, basic: bool = False) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        self.base = ""
        if basic:
            pair = base64.b64encode(f"{person.login}:{PASSWORD}".encode()).decode()
            self.headers["Authorization"] = f"Basic {pair}"
        else:
            self.base = f"/key/{add_device(COMMAND, person, 'Phone')[1]}"

    def get(self, address: str, **query: str) -> Any:
        """Return the answer to a path below the server's address, or to a whole address."""
        path = address.removeprefix("http://testserver") if "//" in address else self.base + address
        return self.client.get(path, query, headers=self.headers)

    def xml(self, address: str, **query: str) -> Any:
        """Return the XML document at an address."""
        answer = self.get(address, **query)
        assert answer.status_code == 200, answer.content
        assert answer["Content-Type"] == "text/xml; charset=utf-8"
        return etree.fromstring(answer.content)

    def forms(self, **query: str) -> dict[str, dict[str, str]]:
        """Return the listed forms by id."""
        listed = [{etree.QName(part).localname: part.text for part in form} for form in self.xml("/formList", **query)]
        return {form["formID"]: form for form in listed}

    def list(self, form_id: str, name: str) -> list[dict[str, str]]:
        """Return the rows of a list that a form takes along, fetched as its manifest says."""
        manifest = self.xml(self.forms()[form_id]["manifestUrl"])
        files = {file.findtext("{*}filename"): file for file in manifest}
        answer = self.get(files[name].findtext("{*}downloadUrl"))
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert files[name].findtext("{*}hash") == "md5:" + hashlib.md5(answer.content).hexdigest()
        return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.fixture(autouse=True)
def forms(cast: Cast) -> None:
    """Publish every form, and forget who was known to earlier tests."""
    forget()
    publish_forms(COMMAND)


def dialogue(person: User, **changes: Any) -> Any:
    """Enter a dialogue process in the name of a person."""
    answers = {
        "title": "Route et taxes", "theme": "security", "level": "groupement", "place": "CD6111-bwisha-jomba",
        "pillar": "ISSSS-1", "opened_on": "2026-01-12", "sensitivity": "internal",
    }  # fmt: skip
    return enter(REGISTERS["dialogue"], answers | changes, By(person, "desk"))


def commitment(person: User, made_in: Any, **changes: Any) -> Any:
    """Enter a commitment in the name of a person."""
    answers = {
        "dialogue": str(made_in.pk), "words": "La route est réparée.", "side": "state", "towards": "population",
        "holder": "Administration", "type": "technical", "level": "territoire", "place": "CD6111-bwisha",
        "pillar": "ISSSS-1", "made_on": "2026-02-01", "due_on": "2026-09-15", "sensitivity": "internal",
    }  # fmt: skip
    return enter(REGISTERS["commitment"], answers | changes, By(person, "desk"))


@pytest.mark.parametrize("basic", [False, True])
def test_a_phone_gets_the_list_a_form_its_manifest_and_its_media(cast: Cast, basic: bool) -> None:
    phone = Fetching(cast.field_agent, basic)
    listed = phone.forms()
    assert list(listed) == sorted(name for name in REGISTERS if can(cast.field_agent, f"{name}.enter"))
    assert {"dialogue", "session", "case", "savings_sheet"} <= set(listed)
    assert "activity" not in listed
    form = listed["dialogue"]
    xml = phone.get(form["downloadUrl"])
    assert form["hash"] == "md5:" + hashlib.md5(xml.content).hexdigest()
    assert etree.fromstring(xml.content).find(".//{*}data").get("version") == form["version"]
    assert "CD6111" in {row["name"] for row in phone.list("dialogue", "places.csv")}


def test_every_answer_speaks_openrosa(cast: Cast) -> None:
    phone = Fetching(cast.field_agent)
    for answer in (phone.get("/formList"), phone.get("/forms/none.xml"), Client().get("/formList")):
        assert answer["X-OpenRosa-Version"] == "1.0"
        assert int(answer["X-OpenRosa-Accept-Content-Length"]) > 1_000_000
        assert answer["Date"].endswith("GMT")
        assert answer["Content-Type"] == "text/xml; charset=utf-8"


def test_a_person_is_offered_the_forms_that_their_role_enters(cast: Cast) -> None:
    assert list(Fetching(cast.state).forms()) == ["followup", "works_visit"]
    assert list(Fetching(cast.donor).forms()) == []
    assert Fetching(cast.state).get("/forms/dialogue.xml").status_code == 404
    assert Fetching(cast.state).get("/forms/dialogue/media/dialogue.csv").status_code == 404


def test_a_form_is_named_in_the_language_of_the_person(cast: Cast) -> None:
    form = FormVersion.objects.get(form_id="dialogue", current=True)
    form.reading["title"] = {"fr": "Dialogue", "sw": "Majadiliano", "en": "Dialogue process"}
    form.save()
    User.objects.update(language="sw")
    assert Fetching(cast.field_agent).forms()["dialogue"]["name"] == "Majadiliano"


def test_one_form_and_all_versions_can_be_asked_for(cast: Cast) -> None:
    old = FormVersion.objects.get(form_id="session", current=True)
    FormVersion.objects.filter(pk=old.pk).update(version="older", current=False)
    publish_forms(COMMAND)
    phone = Fetching(cast.field_agent)
    assert list(phone.forms(formID="session")) == ["session"]
    assert len(phone.xml("/formList", formID="session", listAllVersions="true")) == 2
    assert phone.get("/forms/session.xml", version="older").status_code == 200
    assert phone.get("/forms/session.xml", version="none").status_code == 404


@pytest.mark.parametrize("path", ["/formList", "/forms/dialogue.xml", "/forms/dialogue/manifest"])
def test_without_key_or_password_nothing_is_given(path: str) -> None:
    for address in (path, f"/key/wrong{path}"):
        answer = Client().get(address)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith('Basic realm="Pamoja"')
        assert b"OpenRosaResponse" in answer.content


def test_the_key_of_a_device_is_not_logged(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().get("/key/a-secret-key/formList")
        Fetching(cast.field_agent).get("/forms/none.xml")
    assert "a-secret-key" not in caplog.text
    assert "/key/…/formList" in caplog.text


def test_places_are_cut_to_the_area_of_the_person_with_what_lies_above(cast: Cast) -> None:
    rows = {row["name"]: row for row in Fetching(cast.field_agent).list("dialogue", "places.csv")}
    assert rows["CD61"] | {"label": ""} == {"name": "CD61", "label": "", "parent": "", "open": "0"}
    assert rows["CD6111"]["open"] == "1"
    assert all(code == "CD61" or code.startswith("CD6111") for code in rows)
    everywhere = Fetching(cast.consortium_me).list("dialogue", "places.csv")
    assert len(everywhere) > len(rows)
    assert {row["open"] for row in everywhere} == {"1"}


def test_the_follow_up_form_takes_the_open_commitments_that_the_person_may_see(cast: Cast) -> None:
    process = dialogue(cast.field_agent)
    seen = commitment(cast.field_agent, process)
    secret = commitment(cast.field_agent, process, sensitivity="restricted")
    done = commitment(cast.field_agent, process)
    type(done).objects.filter(pk=done.pk).update(state="kept")
    rows = Fetching(cast.field_agent).list("followup", "commitment.csv")
    assert {row["name"] for row in rows} == {str(seen.pk), str(secret.pk)}
    (row,) = (row for row in rows if row["name"] == str(seen.pk))
    assert row["label"] == f"{seen.code} · La route est réparée. · {seen.place.short_label}"
    assert (row["place"], row["due_on"], row["state"]) == ("CD6111-bwisha", "2026-09-15", "todo")
    assert {row["name"] for row in Fetching(cast.structure).list("followup", "commitment.csv")} == {str(seen.pk)}
    assert Fetching(cast.other_agent).list("followup", "commitment.csv") == []


@pytest.mark.parametrize("path", ["/formList", "/forms/followup/manifest", "/forms/followup/media/commitment.csv"])
def test_queries_do_not_grow_with_the_records(cast: Cast, path: str, django_assert_max_num_queries: Any) -> None:
    process = dialogue(cast.field_agent)
    for _number in range(5):
        commitment(cast.field_agent, process)
    phone = Fetching(cast.field_agent)
    phone.get("/formList")
    with django_assert_max_num_queries(8):
        phone.get(path)
