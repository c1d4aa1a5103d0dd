"""Planting an identity through every door of a real instance."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from pamoja.accounts.actions import add_device
from pamoja.accounts.models import User
from pamoja.excel.tests.books import brought, counts, filled, written
from pamoja.intake.models import Rejected, Submission
from pamoja.intake.processing import process_waiting
from pamoja.kit.by import By
from tests.phone.phone import Phone
from tests.phone.serving import Collect
from tests.planted.needles import IDENTITY, NAME, PHONE

PLAIN = {
    "registered_on": "2026-03-02",
    "sex": "f",
    "birth": "1990",
    "status": "idp",
    "household": "M-014",
    "place": "CD6111-bwisha-jomba",
    "sensitivity": "restricted",
    "consents": [{"purpose": "share", "given_on": "2026-03-02", "form": "oral"}],
}
PHOTO = {"preuve.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0 " + NAME.encode())}
"""A file that tells of the person; its bytes are no picture that could be shown."""
POSTED = {
    "consents-TOTAL": "1",
    "consents-0-purpose": "share",
    "consents-0-given_on": "2026-03-02",
    "consents-0-form": "oral",
}


def desk(person: User) -> Client:
    """Return the browser of a person."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def plain(changes: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers of a web form."""
    return {name: value for name, value in PLAIN.items() if name != "consents"} | POSTED | IDENTITY | dict(changes)


def by_web_form(person: User, paper: Any) -> bytes:
    """Enter a person on the page, after a mistake; return the page that told of the mistake."""
    client, address = desk(person), reverse("register_new", args=["person"])
    refused = client.post(address, plain({"sex": "", "phone": PHONE * 4}))
    assert refused.status_code == 422
    assert client.post(address, plain({"signed": paper})).status_code == 302
    return bytes(refused.content)


def collecting(address: str, person: User, engine: Phone) -> Collect:
    """Return a phone of a person that fetched its forms."""
    _device, key = add_device(By(None, "command"), person, "Tecno")
    found = Collect(f"{address}/key/{key}", engine)
    found.fetch()
    return found


def by_phone(phone: Collect) -> None:
    """Fill a person on a real phone's engine with a photograph, and send it twice."""
    filled = phone.fill("person", PLAIN | IDENTITY | {"signed": "preuve.jpg"}, PHOTO)
    assert [phone.send(filled), phone.send(filled)] == [201, 201]


def by_correction(phone: Collect, person: User) -> None:
    """Send a person in a place that is not known, and correct that in the inbox."""
    filled = phone.fill("person", PLAIN | IDENTITY)
    assert phone.send(replace(filled, xml=filled.xml.replace("CD6111-bwisha-jomba<", "CD6111-ailleurs<"))) == 201
    process_waiting(50)
    waiting = Submission.objects.get(state="problem")
    answer = desk(person).post(reverse("inbox_correct", args=[waiting.pk]), plain({"reason": "lieu corrigé"}))
    waiting.refresh_from_db()
    assert (answer.status_code, waiting.state) == (302, "recorded"), waiting.problems


def by_workbook(person: User) -> None:
    """Bring a workbook with a person and with one that lacks its sex: written, then brought again and left to wait."""
    row = {name: value for name, value in PLAIN.items() if name != "consents"} | IDENTITY
    content = filled(person, "person", [row, row | {"sex": "", "household": NAME}])
    written(brought(person, "person", content), all_or_nothing=False)
    assert counts(brought(person, "person", content)) == {"there": 1, "faulty": 1}


def by_refusal(phone: Collect) -> None:
    """Send a person that cannot be read, then one that comes again with other content."""
    broken, other = phone.fill("person", PLAIN | IDENTITY), phone.fill("person", PLAIN | IDENTITY)
    assert phone.send(replace(broken, xml=broken.xml.replace("</data>", ""))) == 400
    assert phone.send(other) == 201
    phone.send(replace(other, xml=other.xml.replace("M-014", "M-015")))
    assert Rejected.objects.count() == 2


def waiting_in_the_inbox(phone: Collect) -> None:
    """Send a person that stays in the inbox."""
    filled = phone.fill("person", PLAIN | IDENTITY)
    assert phone.send(replace(filled, xml=filled.xml.replace("CD6111-bwisha-jomba<", "CD6111-ailleurs<"))) == 201
