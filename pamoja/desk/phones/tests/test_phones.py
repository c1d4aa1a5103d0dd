"""Forms and phones: who sees which, and how a phone is set up."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.actions import add_device
from pamoja.accounts.devices import person_by_key
from pamoja.accounts.models import AppKey, User
from pamoja.accounts.remembered import forget
from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

MANAGES = {"partner_me", "stranger", "consortium_me", "administrator"}


@pytest.fixture
def forms(base: None) -> None:
    publish_forms(by(None, "command"))


def signed_in(person: User, code: str = "en") -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    return client


def test_everybody_reads_the_forms_and_who_manages_phones_may_add_one(cast: Cast, forms: None) -> None:
    for name, person in cast.everybody().items():
        answer = signed_in(person).get("/forms")
        page = answer.content.decode()
        assert answer.status_code == 200, name
        assert page.count("/xform/") == sum(one.on_phones for one in REGISTERS.values())
        assert ('action="/phones/new"' in page) == (name in MANAGES), name


@pytest.mark.parametrize("code", ["fr", "en", "sw"])
def test_forms_and_phone_are_shown_in_each_language(cast: Cast, forms: None, code: str) -> None:
    device, _secret = add_device(by(cast.partner_me), cast.field_agent, "Tecno")
    client = signed_in(cast.partner_me, code)
    for address in ("/forms", f"/phones/{device.pk}"):
        page = client.get(address)
        assert page.status_code == 200
        assert f'<html lang="{code}">' in page.content.decode()
    title = FormVersion.objects.get(form_id="session").reading["title"][code]
    assert title in unescape(client.get("/forms").content.decode())


def test_a_form_is_downloaded_as_it_was_published(cast: Cast, forms: None) -> None:
    form = FormVersion.objects.get(form_id="commitment")
    answer = signed_in(cast.donor).get(f"/xform/commitment/{form.version}.xml")
    assert answer.content.decode() == form.xml
    assert answer.headers["Content-Disposition"] == f'attachment; filename="commitment-{form.version}.xml"'
    assert signed_in(cast.donor).get("/xform/commitment/0.xml").status_code == 404
    assert Client().get(f"/xform/commitment/{form.version}.xml").status_code == 302


def test_a_new_phone_shows_its_code_once_and_works(cast: Cast) -> None:
    client = signed_in(cast.partner_me)
    answer = client.post("/phones/new", {"user": str(cast.field_agent.pk), "label": "Tecno de Rutshuru"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="qr"' in page
    secret = re.search(r"http://testserver/key/([\w-]+)", page)
    assert secret
    forget()
    found = person_by_key(secret[1])
    assert found
    assert found[0] == cast.field_agent
    again = client.get(f"/phones/{found[1].pk}").content.decode()
    assert 'class="qr"' not in again
    assert secret[1] not in again


def test_the_phone_is_told_the_address_that_the_instance_was_given(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ADDRESS", "https://pamoja.invalid/")
    page = signed_in(cast.partner_me).post("/phones/new", {"user": str(cast.field_agent.pk), "label": "Tecno"})
    assert "https://pamoja.invalid/key/" in page.content.decode()


@pytest.mark.parametrize("odd", [{"user": ""}, {"user": "x"}, {"label": ""}, {"label": "x" * 500}])
def test_a_phone_that_does_not_hold_is_refused_on_the_page(cast: Cast, forms: None, odd: dict[str, str]) -> None:
    answer = signed_in(cast.partner_me).post("/phones/new", {"user": cast.field_agent.pk, "label": "Tecno"} | odd)
    assert answer.status_code == 422
    assert not AppKey.objects.exists()


def test_a_partner_gives_no_phone_to_others(cast: Cast) -> None:
    answer = signed_in(cast.stranger).post("/phones/new", {"user": cast.field_agent.pk, "label": "Tecno"})
    assert answer.status_code == 422
    assert signed_in(cast.field_agent).post("/phones/new", {"user": cast.field_agent.pk}).status_code == 403
    assert not AppKey.objects.exists()


def test_phones_are_seen_by_their_owner_and_those_who_look_after_them(cast: Cast) -> None:
    device, _secret = add_device(by(None), cast.field_agent, "Tecno")
    seen = {
        name
        for name, person in cast.everybody().items()
        if signed_in(person).get(f"/phones/{device.pk}").status_code == 200
    }
    assert seen == {"field_agent", "partner_me", "consortium_me", "administrator"}


def test_a_key_is_withdrawn_by_those_who_manage_phones(cast: Cast) -> None:
    device, secret = add_device(by(None), cast.field_agent, "Tecno")
    address = f"/phones/{device.pk}/revoke"
    assert signed_in(cast.partner_me).get(address).status_code == 405
    assert signed_in(cast.field_agent).post(address).status_code == 403
    assert signed_in(cast.stranger).post(address).status_code == 404
    page = signed_in(cast.partner_me).post(address, follow=True).content.decode()
    assert f'action="{address}"' not in page
    forget()
    assert person_by_key(secret) is None
