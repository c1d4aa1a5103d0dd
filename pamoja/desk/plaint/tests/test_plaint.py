"""Anybody writes a complaint without signing in, in three languages, and gets a code; the page only writes."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from pamoja.complaints.models import Complaint, Receipt
from pamoja.complaints.register import complaints
from pamoja.desk.plaint import throttle
from pamoja.desk.plaint.throttle import GUESSING, WRITING, Turnstile
from pamoja.kit.audit import history
from pamoja.kit.models import AuditLine
from pamoja.partners.models import OrganisationRole
from pamoja.psea.models import Report
from pamoja.psea.tests.reported import NEEDLES, SAID
from pamoja.records.models import SealedAnswer
from tests.cast import Cast

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
SENDER = "203.0.113.77"
SAYS: dict[str, Any] = {
    "category": "money",
    "territory": "CD6111",
    "place_said": "Jomba",
    "said": "On nous a demandé de l’argent pour être inscrits.",
    "name": "",
    "contact": "",
    "website": "",
}


def send(client: Client, language: str = "fr", **changes: Any) -> Any:
    page = client.get(f"/plainte?l={language}")
    once = page.context["form"]["once"].value()
    return client.post(f"/plainte?l={language}", {"once": once, **SAYS, **changes}, REMOTE_ADDR=SENDER)


def code_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()
    found = CODE.findall(answer.content.decode())
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(("code", "says"), [("fr", "plainte"), ("sw", "alamiko"), ("en", "complaint")])
def test_the_page_is_there_in_each_language_by_its_address_alone(
    client: Client, base: None, code: str, says: str
) -> None:
    page = client.get(f"/plainte?l={code}")
    text = page.content.decode()
    assert f'<html lang="{code}">' in text
    assert says in text
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME}


def test_the_page_is_small_has_no_script_and_lists_territories_and_not_villages(client: Client, base: None) -> None:
    page = client.get("/plainte")
    text = page.content.decode()
    assert "<script" not in text
    assert len(page.content) < 60_000
    assert 'value="CD6111"' in text
    assert "CD6111-bwisha" not in text
    assert text.count('type="radio"') == 11


def test_a_complaint_is_entered_for_the_organisation_that_leads(client: Client, cast: Cast) -> None:
    code_of(send(client))
    one = Complaint.objects.get()
    assert (one.owner_id, one.sensitivity, one.door, one.created_by) == ("kiongozi", "restricted", "public", None)
    assert (one.channel.code, one.category.code, one.anonymous) == ("public_page", "money", "yes")
    assert (one.language.code, one.received_on) == ("fra", timezone.localdate())
    assert one.said == SAYS["said"]
    assert [(line.verb, line.door, line.person) for line in history("complaint", one.pk)] == [("enter", "public", None)]


def test_who_is_signed_in_is_not_its_author(client: Client, cast: Cast) -> None:
    client.force_login(cast.field_agent)
    code_of(send(client))
    one = Complaint.objects.get()
    assert one.created_by is None
    assert not AuditLine.objects.filter(subject_kind="complaint").exclude(person=None).exists()


@pytest.mark.parametrize(
    ("territory", "words", "place"),
    [
        ("CD6111", "JOMBA", "CD6111-bwisha-jomba"),
        ("CD6111", "un village que personne ne connaît", "CD6111"),
        ("CD61", "quelque part", "CD61"),
        ("CD5405", "Jomba", "CD5405"),
        ("CD6111", "", "CD6111"),
    ],
)
def test_a_place_that_is_not_recognised_stays_as_it_was_said(
    client: Client, cast: Cast, territory: str, words: str, place: str
) -> None:
    code_of(send(client, territory=territory, place_said=words))
    one = Complaint.objects.get()
    assert (one.place_id, one.place_said) == (place, words)


def test_name_and_contact_are_sealed(client: Client, cast: Cast) -> None:
    code_of(send(client, name="Nom Inventé", contact="+243 000 000 009"))
    one = Complaint.objects.get()
    assert one.anonymous == "no"
    assert SealedAnswer.objects.filter(record=one.pk).count() == 2
    assert "Inventé" not in str(list(Complaint.objects.values()))


def test_only_a_digest_of_the_code_is_kept(client: Client, cast: Cast) -> None:
    code = code_of(send(client))
    kept = Receipt.objects.get()
    assert len(bytes(kept.digest)) == 32
    everything = str(list(Complaint.objects.values())) + str(list(Receipt.objects.values()))
    assert code not in everything
    assert code.replace("-", "") not in everything
    assert not AuditLine.objects.filter(changes__icontains=code[:4]).exists()


def test_the_same_form_sent_twice_is_kept_once_and_shows_the_same_code(client: Client, cast: Cast) -> None:
    once = client.get("/plainte").context["form"]["once"].value()
    codes = {code_of(client.post("/plainte", {**SAYS, "once": once})) for _turn in range(2)}
    other = code_of(client.post("/plainte", {**SAYS, "once": once, "said": "Autre chose."}))
    assert len(codes) == 1
    assert other not in codes
    assert Complaint.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"category": ""},
        {"category": "nothing"},
        {"territory": ""},
        {"territory": "CD6111-bwisha-jomba"},
        {"said": " "},
        {"said": "x" * 4001},
        {"place_said": "x" * 201},
        {"contact": "x" * 201},
        {"website": "http://buy.invalid"},
        {"category": "abuse", "website": "http://buy.invalid"},
    ],
)
def test_what_is_missing_too_long_or_filled_by_a_machine_is_not_kept_and_what_was_typed_stays(
    client: Client, cast: Cast, changes: dict[str, str]
) -> None:
    answer = send(client, **changes)
    assert answer.status_code == 422
    assert not Complaint.objects.exists()
    assert not Report.objects.exists()
    assert "parts/errors.html" in [one.name for one in answer.templates]
    if "said" not in changes:
        assert SAYS["said"] in answer.content.decode()


def test_without_an_organisation_that_leads_nothing_is_taken_and_that_is_said(client: Client, cast: Cast) -> None:
    OrganisationRole.objects.filter(role="accountable").delete()
    for category in ("money", "abuse"):
        assert send(client, category=category).status_code == 503
    assert not Complaint.objects.exists()
    assert not Report.objects.exists()


def test_many_from_one_sender_are_refused_and_nothing_of_the_sender_is_kept_or_logged(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    for logger in ("", "pamoja", "django.request", "django.security"):
        caplog.set_level(logging.DEBUG, logger)
    for number in range(WRITING.each):
        code_of(send(client, said=f"Plainte {number}"))
    refused = send(client, said="Une de trop")
    assert refused.status_code == 429
    assert Complaint.objects.count() == WRITING.each
    elsewhere = client.post("/plainte", {**SAYS, "once": "x" * 20}, REMOTE_ADDR="203.0.113.78")
    assert elsewhere.status_code == 200
    assert SENDER not in caplog.text
    assert SENDER.encode() not in b" ".join(WRITING._counts)
    told = str([list(model.objects.values()) for model in (Complaint, Receipt, AuditLine)])
    assert SENDER not in told


def test_counts_and_the_salt_they_are_kept_under_are_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(throttle.time, "monotonic", lambda: now[0])
    gate = Turnstile(each=2, together=3)
    assert [gate.count("203.0.113.1") for _turn in range(3)] == [True, True, False]
    assert gate.count("203.0.113.2")
    assert not gate.count("203.0.113.3")
    salt = gate._salt
    now[0] += throttle.WINDOW + 1
    assert gate.admits("203.0.113.1")
    assert gate.count("203.0.113.3")
    assert gate._salt != salt
    assert len(gate._counts) <= 2


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/plainte", {**SAYS, "once": "x" * 20}).status_code == 403
    assert not Complaint.objects.exists()


def test_abuse_by_staff_becomes_no_record(client: Client, cast: Cast) -> None:
    code_of(send(client, category="abuse", said=SAID, name=NEEDLES[3]))
    assert not Complaint.objects.exists()
    assert not complaints.everything.exists()
    assert Report.objects.count() == 1
    assert not SealedAnswer.objects.exists()


def test_guesses_are_counted_and_right_codes_are_not(client: Client, cast: Cast) -> None:
    code = code_of(send(client))
    for _turn in range(GUESSING.each):
        assert client.post("/plainte/suivi", {"code": code}).status_code == 200
    for _turn in range(GUESSING.each):
        assert client.post("/plainte/suivi", {"code": "LUMP-LUMP"}).status_code == 404
    assert client.post("/plainte/suivi", {"code": "LUMP-LUMP"}).status_code == 429
    assert client.post("/plainte/suivi", {"code": code}).status_code == 429
