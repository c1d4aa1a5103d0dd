"""The steps of a record on its page, the list of deleted ones, and what waits for a person on the home page."""

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.dialogue.models import DialogueProcess
from pamoja.dialogue.tests.stories import process
from pamoja.kit.audit import history
from pamoja.records.models import Life
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue(cast: Cast) -> DialogueProcess:
    """Give a dialogue that waits to be verified."""
    return process(by(cast.field_agent))


def page(client: Client, dialogue: DialogueProcess) -> str:
    """Return the page of a dialogue."""
    return client.get(reverse("register_record", args=["dialogue", dialogue.pk])).content.decode()


def step(client: Client, dialogue: DialogueProcess, code: str, reason: str = "", version: int = 1) -> str:
    """Post a step, and return the page that follows."""
    address = reverse("record_step", args=["dialogue", dialogue.pk])
    answer = client.post(address, {"step": code, "reason": reason, "version": version}, follow=True)
    return str(answer.content.decode())


def test_the_page_offers_the_steps_of_its_reader_and_takes_them(
    cast: Cast, client: Client, dialogue: DialogueProcess
) -> None:
    client.force_login(cast.partner_me)
    shown = page(client, dialogue)
    assert 'value="verify"' in shown
    assert shown.count('name="step"') == shown.count('name="version"') == 3
    forms = shown.split('id="life"')[1].split("</section>")[0]
    assert forms.count("csrfmiddlewaretoken") == 3
    assert f"{dialogue.code} est vérifiée." in step(client, dialogue, "verify")
    client.force_login(cast.coordinator)
    shown = page(client, dialogue)
    assert 'value="verify"' not in shown
    assert 'value="approve"' in shown
    step(client, dialogue, "approve")
    assert DialogueProcess.objects.get().life == Life.APPROVED


def test_a_returned_record_shows_the_comment_and_waits_for_its_author(
    cast: Cast, client: Client, dialogue: DialogueProcess
) -> None:
    client.force_login(cast.partner_me)
    step(client, dialogue, "return", "La date de la séance manque.")
    client.force_login(cast.field_agent)
    assert "La date de la séance manque." in page(client, dialogue)
    assert "life=returned" in client.get("/").content.decode()


def test_a_step_without_its_reason_is_told(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    client.force_login(cast.partner_me)
    assert "Dites pourquoi" in step(client, dialogue, "delete", "  ")
    assert DialogueProcess.objects.exists()


def test_a_step_on_an_older_version_is_told(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    DialogueProcess.objects.update(version=2)
    client.force_login(cast.partner_me)
    step(client, dialogue, "verify", version=1)
    assert DialogueProcess.objects.get().life == Life.SUBMITTED


def test_who_may_not_is_refused(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    client.force_login(cast.field_agent)
    for code in ("verify", "approve", "return", "delete"):
        answer = client.post(reverse("record_step", args=["dialogue", dialogue.pk]), {"step": code, "reason": "x"})
        assert answer.status_code == 403, code
    assert client.get(reverse("register_deleted", args=["dialogue"])).status_code == 403


def test_a_deleted_record_is_listed_with_its_reason_and_restored(
    cast: Cast, client: Client, dialogue: DialogueProcess
) -> None:
    client.force_login(cast.partner_me)
    step(client, dialogue, "delete", "saisi deux fois")
    assert client.get(reverse("register_record", args=["dialogue", dialogue.pk])).status_code == 404
    listed = client.get(reverse("register_deleted", args=["dialogue"])).content.decode()
    assert dialogue.code in listed
    assert "saisi deux fois" in listed
    assert "csrfmiddlewaretoken" in listed.split("<main")[1]
    step(client, dialogue, "restore", "ce n’était pas le même")
    assert [line.verb for line in history("dialogue", dialogue.pk)] == ["enter", "delete", "restore"]
    assert "saisi deux fois" in page(client, dialogue)


def test_who_wrote_it_is_told_that_somebody_else_verifies(cast: Cast, client: Client) -> None:
    own = process(by(cast.partner_me))
    client.force_login(cast.partner_me)
    shown = page(client, own)
    assert 'value="verify"' not in shown
    assert "quelqu’un d’autre la vérifie" in shown


def test_home_says_what_waits(cast: Cast, client: Client, dialogue: DialogueProcess) -> None:
    client.force_login(cast.partner_me)
    assert "life=submitted&amp;owner=upendo" in client.get("/").content.decode()
    listed = client.get(reverse("register_list", args=["dialogue"]), {"life": "submitted", "owner": "upendo"})
    assert listed.context["count"] == 1
    step(client, dialogue, "verify")
    assert "life=submitted" not in client.get("/").content.decode()
    client.force_login(cast.consortium_me)
    assert "life=verified" in client.get("/").content.decode()
