"""Closing and reopening from the desk."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.dialogue.models import DialogueProcess
from pamoja.dialogue.tests.stories import process
from pamoja.emergency.models import Closure
from tests.cast import Cast, by

AREA = "CD6111-bwisha-jomba"
CLOSED = "An area is closed in an emergency"


def test_an_area_is_closed_from_its_page_and_reopened_with_its_key(
    cast: Cast, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    process(by(cast.partner_me))
    client.force_login(cast.coordinator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = reverse("close_area", args=[AREA])
    assert address.encode() in client.get(reverse("place", args=[AREA])).content
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "avance", "code": "CD6111"}).status_code == 422
    assert DialogueProcess.objects.exists()
    page = client.post(address, {"reason": "avance", "code": AREA})
    (key,) = re.findall(rb">([A-Z2-7-]{64})<", page.content)
    assert "no-store" in page["Cache-Control"]
    assert not DialogueProcess.objects.exists()
    assert client.get(reverse("place", args=[AREA])).status_code == 404
    assert CLOSED in client.get(reverse("figures")).content.decode()
    closure = reverse("closure", args=[Closure.objects.get().pk])
    assert client.get(reverse("closures")).status_code == client.get(closure).status_code == 200
    assert client.post(closure, {"key": "wrong"}).status_code == 422
    assert client.post(closure, {"key": key.decode()}).status_code == 302
    assert DialogueProcess.objects.exists()
    assert client.get(closure).status_code == 200
    assert CLOSED not in client.get(reverse("figures")).content.decode()


@pytest.mark.parametrize("name", ["field_agent", "partner_me", "consortium_me", "state", "structure", "donor"])
def test_others_know_of_no_closing(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.everybody()[name])
    assert client.get(reverse("closures")).status_code == 403
    assert client.post(reverse("close_area", args=[AREA]), {"reason": "x", "code": AREA}).status_code == 403
    assert reverse("close_area", args=[AREA]).encode() not in client.get(reverse("place", args=[AREA])).content
