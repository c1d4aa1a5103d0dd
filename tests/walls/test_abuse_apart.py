"""Reports of abuse by staff are with the people named for them alone: no page, file, row or number tells of one."""

import logging
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.remembered import forget
from pamoja.desk.plaint.throttle import GUESSING, WRITING
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.lake.refresh import rebuild, refresh
from pamoja.psea.models import Report
from pamoja.psea.queries import KIND
from pamoja.psea.tests.reported import CONTACT, NAME, NEEDLES, SAID, named
from tests.cast import Cast
from tests.planted.haystack import kept, unpacked

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "Motsuivi Kibwankumba, remise au service social."
WORDS = (*NEEDLES, "Motsuivi", "Kibwankumba", "Mutorokani")
NOISE = re.compile(
    rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"|calendar/[^"\'<]+|docProps|20\d\d-\d\d-\d\dT[\d:.]+Z?'
)
"""What differs each time that a page is asked for: tokens, secrets, moments."""
NOWHERE = uuid.UUID(int=7)
PLACE = {"territory": "CD6111", "place_said": "Jomba"}
TABLES = ("register_list", "register_csv", "excel_records", "register_deleted")
SEARCHED = ("complaint", "dialogue")
READERS = ("consortium_me", "coordinator", "administrator")
"""Those who see most, of whom nobody is named."""


def write(client: Client, category: str, said: str, **more: str) -> Any:
    once = client.get("/plainte").context["form"]["once"].value()
    answer = client.post("/plainte", {"once": once, "category": category, "said": said, **PLACE, **more})
    assert answer.status_code == 200, answer.content.decode()
    return answer


def report_one(cast: Cast) -> Report:
    """Report abuse by the public page, and have a focal point write down what was done."""
    before = set(Report.objects.values_list("pk", flat=True))
    told = {"place_said": "près de Mutorokani", "name": NAME, "contact": CONTACT}
    write(Client(), "abuse", SAID, **told)
    made = Report.objects.exclude(pk__in=before).get()
    focal = Client()
    focal.force_login(named(cast.protection))
    page = focal.post(reverse("psea_report", args=[made.pk]), {"step": "take", "words": DONE}, follow=True)
    assert DONE.encode() in page.content
    assert b"Kalunguyeye" in page.content
    return made


@pytest.fixture
def logs(cast: Cast, caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Give an instance with forms and a lake, and listen to everything that is logged."""
    for logger in ("", "pamoja", "django.request", "django.server"):
        caplog.set_level(logging.DEBUG, logger)
    for turnstile in (WRITING, GUESSING):
        turnstile.forget()
    forget()
    publish_forms(By(None, "command"))
    rebuild()
    yield caplog
    forget()


def pages(cast: Cast) -> Iterator[str]:
    """Yield the addresses that could tell of a report, or count it."""
    for name in ("home", "registers", "figures", "figures_csv", "calendar", "inbox", "inbox_rejected", "places"):
        yield reverse(name)
    for name in ("roles", "forms", "closures", "persons_count"):
        yield reverse(name)
    yield from (reverse(table, args=["complaint"]) for table in TABLES)
    yield from (reverse("register_list", args=[register]) + "?q=Kalunguyeye" for register in SEARCHED)
    yield reverse("search") + "?q=Kalunguyeye"
    yield reverse("place", args=["CD6111"])
    yield reverse("person", args=[cast.donor.pk])
    yield from (reverse("plainte"), reverse("psea"), reverse("psea_report", args=[NOWHERE]))


def body(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    return NOISE.sub(b"", unpacked(content))


def seen(cast: Cast, name: str) -> dict[str, tuple[int, bytes]]:
    client = Client()
    client.force_login(cast.everybody()[name])
    found = {}
    for address in pages(cast):
        answer = client.get(address)
        found[address] = (answer.status_code, body(answer))
    return found


def test_no_page_of_anybody_differs_by_whether_there_is_a_report(
    cast: Cast, logs: pytest.LogCaptureFixture, client: Client
) -> None:
    named(cast.protection)
    before = {name: seen(cast, name) for name in READERS}
    report_one(cast)
    refresh()
    for name in READERS:
        after = seen(cast, name)
        assert after.keys() == before[name].keys()
        for address, (status, page) in after.items():
            assert status == before[name][address][0], (name, address)
            assert page == before[name][address][1], (name, address)
            assert not [word for word in WORDS if word.encode() in page and word not in address], (name, address)


def test_who_is_not_named_finds_nothing_there_and_nothing_is_said(cast: Cast, logs: pytest.LogCaptureFixture) -> None:
    made = report_one(cast)
    for name, person in cast.everybody().items():
        client = Client()
        client.force_login(person)
        codes = {
            "list": client.get(reverse("psea")).status_code,
            "page": client.get(reverse("psea_report", args=[made.pk])).status_code,
            "post": client.post(reverse("psea_report", args=[made.pk]), {"step": "note", "words": "x"}).status_code,
            "none": client.get(reverse("psea_report", args=[NOWHERE])).status_code,
        }
        wanted = (
            {"list": 200, "page": 200, "post": 302, "none": 404} if name == "protection" else dict.fromkeys(codes, 404)
        )
        assert codes == wanted, name
        menu = client.get(reverse("home")).content
        assert (reverse("psea").encode() in menu) == (name == "protection"), name
    assert made.entries.count() == 2


def test_who_looks_through_the_eyes_of_a_focal_point_finds_nothing(cast: Cast, logs: pytest.LogCaptureFixture) -> None:
    made = report_one(cast)
    client = Client()
    client.force_login(cast.coordinator)
    client.post(reverse("preview_person", args=[cast.protection.pk]))
    home = client.get(reverse("home"))
    assert home.status_code == 200
    assert home.context["preview"]
    assert reverse("psea").encode() not in home.content
    for address in (reverse("psea"), reverse("psea_report", args=[made.pk])):
        assert client.get(address).status_code == 404


def test_the_audit_trail_tells_of_it_to_focal_points_alone(cast: Cast, logs: pytest.LogCaptureFixture) -> None:
    made = report_one(cast)
    assert {line.verb for line in AuditLine.objects.filter(subject_kind=KIND)} == {"enter", "take", "view"}
    assert not AuditLine.objects.filter(subject_kind=KIND).exclude(reason="", changes={}).exists()
    for name in ("administrator", "coordinator", "protection"):
        client = Client()
        client.force_login(cast.everybody()[name])
        for address in ("/audit", f"/audit?subject_kind={KIND}", "/audit?verb=take&door=desk", "/audit?verb=view"):
            page = client.get(address)
            assert (str(made) in page.content.decode()) == (name == "protection"), (name, address)
            assert bool(page.context["rows"]) == (name == "protection" or address == "/audit"), (name, address)
        assert (f'value="{KIND}"' in client.get("/audit").content.decode()) == (name == "protection")


def test_its_words_lie_nowhere_in_clear(cast: Cast, logs: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    report_one(cast)
    write(Client(), "privacy", "Ma photo est affichée.", name="Nomscellé Kasengele", contact="+243 000 000 055")
    refresh()
    words = (*WORDS, "Kasengele", "000 000 055", "243000000055")
    found = [(where, word) for where, content in kept(tmp_path) for word in words if word.encode() in content]
    assert found == []
    assert not [word for word in words if word in logs.text]
    assert Path(settings.LAKE, "complaints").exists() or list(Path(settings.LAKE).rglob("*complaint*"))


def test_the_home_page_of_a_focal_point_says_that_one_waits(cast: Cast, logs: pytest.LogCaptureFixture) -> None:
    made = report_one(cast)
    client = Client()
    client.force_login(cast.protection)
    assert [group["items"][0]["count"] for group in client.get(reverse("home")).context["waiting"]][:1] == [1]
    client.post(reverse("psea_report", args=[made.pk]), {"step": "answer", "words": "C’est dit."})
    assert client.get(reverse("home")).context["waiting"] == []


def test_a_code_leads_the_office_to_a_complaint_that_it_may_see_and_to_no_report(
    cast: Cast, logs: pytest.LogCaptureFixture
) -> None:
    complaint = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", write(Client(), "money", "Où est l’argent ?").content.decode())[
        0
    ]
    abuse = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", write(Client(), "abuse", SAID).content.decode())[0]
    named(cast.protection)
    led = {}
    for name, person in cast.everybody().items():
        client = Client()
        client.force_login(person)
        led[name] = [client.post("/plainte/dossier", {"code": code}).status_code for code in (complaint, abuse)]
    assert led["protection"] == [302, 302]
    assert led["consortium_me"] == led["coordinator"] == [302, 422]
    assert led["partner_me"] == led["stranger"] == led["field_agent"] == [422, 422]
    assert led["administrator"] == led["donor"] == led["state"] == led["structure"] == [404, 404]
