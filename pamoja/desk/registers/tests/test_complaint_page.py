"""The page of a complaint says how it stands, with shape and word, and the clock of its category."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.complaints.models import Complaint
from pamoja.complaints.tests.told import ANSWERED, COMPLAINT, complaint
from pamoja.desk.values import Fact
from tests.cast import Cast, by


def page(person: User, one: Complaint) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(reverse("register_record", args=["complaint", one.pk]))


def standing(person: User, one: Complaint) -> list[tuple[str, str]]:
    facts: list[Fact] = page(person, one).context["sections"][0]["facts"]
    return [(fact.value.state, str(fact.value.text)) for fact in facts]


def ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("changes", "shapes"),
    [
        ({"received_on": ago(0)}, ["todo", "waiting", "waiting"]),
        ({"received_on": ago(5)}, ["todo", "late", "waiting"]),
        ({"received_on": ago(5), "acknowledged_on": ago(1), "office": "Équipe"}, ["going", "part", "waiting"]),
        ({"received_on": ago(60), "acknowledged_on": ago(59)}, ["todo", "kept", "late"]),
        (ANSWERED, ["kept", "kept", "kept"]),
        (
            {"received_on": ago(9), "referred_on": ago(8), "referred_to": "Police", "closed_on": ago(8)},
            ["going", "dropped", "dropped"],
        ),
    ],
)
def test_stage_and_steps_have_their_shapes(cast: Cast, changes: dict[str, str], shapes: list[str]) -> None:
    one = complaint(by(cast.field_agent), **(COMPLAINT | changes))
    found = standing(cast.field_agent, one)
    assert [state for state, _word in found] == shapes
    assert all(word for _state, word in found)


def test_the_clock_is_told_and_days_are_counted(cast: Cast) -> None:
    one = complaint(by(cast.field_agent), received_on=ago(5))
    context = page(cast.field_agent, one).context
    assert "2" in context["sections"][0]["note"]
    assert "30" in context["sections"][0]["note"]
    assert "3" in standing(cast.field_agent, one)[1][1]


def test_what_was_said_stays_closed_where_the_complaint_is_open_to_others(cast: Cast) -> None:
    one = complaint(by(cast.field_agent), sensitivity="internal", **ANSWERED)
    own, other = (page(person, one).content.decode() for person in (cast.partner_me, cast.stranger))
    for words in (COMPLAINT["said"], ANSWERED["answer"], ANSWERED["decision"]):
        last = words.split(" ")[-1]
        assert last in own
        assert last not in other
    assert ANSWERED["office"] in other


def test_the_list_leads_to_the_public_page_and_to_the_search_by_code(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.field_agent)
    text = client.get(reverse("register_list", args=["complaint"])).content.decode()
    assert reverse("plainte") in text
    assert reverse("plainte_record") in text


def test_the_page_of_sign_in_leads_to_the_public_page(client: Client, base: None) -> None:
    assert f'href="{reverse("plainte")}"' in client.get("/signin").content.decode()
