"""A focal point lists, opens and follows reports; the coordination names who does, from the page of a person."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.psea.models import Entry, FocalPoint
from pamoja.psea.tests.reported import CONTACT, NAME, SAID, named, report
from tests.cast import Cast


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_list_tells_days_and_nothing_that_was_said(cast: Cast) -> None:
    one, client = report(), signed_in(named(cast.protection))
    text = client.get("/psea").content.decode()
    assert str(one) in text
    assert not [word for word in (SAID[:20], NAME, CONTACT, "Jomba") if word in text]
    assert str(cast.protection) in text


def test_a_report_opens_and_what_is_written_down_stands_on_its_page(cast: Cast) -> None:
    one, client = report(), signed_in(named(cast.protection))
    address = reverse("psea_report", args=[one.pk])
    page = client.get(address)
    assert page.context["said"] == SAID
    assert "no-store" in page.headers["Cache-Control"]
    assert NAME in page.content.decode()
    answer = client.post(address, {"step": "answer", "words": "Elle est suivie par le centre."}, follow=True)
    assert [entry["words"] for entry in answer.context["entries"]] == ["Elle est suivie par le centre."]
    one.refresh_from_db()
    assert one.answered_on is not None


@pytest.mark.parametrize("given", [{"step": "answer", "words": " "}, {"step": "note"}, {"step": "close", "words": "x"}])
def test_what_says_nothing_is_not_kept(cast: Cast, given: dict[str, str]) -> None:
    one, client = report(), signed_in(named(cast.protection))
    answer = client.post(reverse("psea_report", args=[one.pk]), given)
    assert answer.status_code == 422
    assert answer.context["errors"]
    assert not Entry.objects.exists()


def test_the_coordination_names_and_takes_off(cast: Cast) -> None:
    client, page = signed_in(cast.coordinator), reverse("person", args=[cast.protection.pk])
    assert client.get(page).context["focal"] == {"named": False, "may_name": True, "may_take_off": False}
    client.post(reverse("psea_name", args=[cast.protection.pk]))
    assert FocalPoint.objects.get().named_by == cast.coordinator
    assert client.get(page).context["focal"] == {"named": True, "may_name": False, "may_take_off": True}
    assert signed_in(cast.protection).get("/psea").status_code == 200
    client.post(reverse("psea_take_off", args=[cast.protection.pk]))
    assert signed_in(cast.protection).get("/psea").status_code == 404


def test_no_other_page_of_a_person_offers_it(cast: Cast) -> None:
    coordinator: Any = signed_in(cast.coordinator)
    for user in (cast.coordinator, cast.consortium_me, cast.stranger, cast.administrator):
        answer = coordinator.get(reverse("person", args=[user.pk]))
        assert answer.context["focal"] == {}, user
    for person in (cast.administrator, cast.consortium_me):
        client = signed_in(person)
        assert client.get(reverse("person", args=[cast.protection.pk])).context["focal"] == {}
        assert client.post(reverse("psea_name", args=[cast.protection.pk])).status_code == 403
    assert not FocalPoint.objects.exists()


def test_what_does_not_fit_is_refused_with_a_sentence(cast: Cast) -> None:
    client = signed_in(cast.coordinator)
    for user in (cast.coordinator, cast.consortium_me, cast.administrator):
        answer = client.post(reverse("psea_name", args=[user.pk]))
        assert answer.status_code == 400, user
    assert not FocalPoint.objects.exists()
