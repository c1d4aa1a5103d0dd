"""The work plan shows what each reader may see of it, on one line of time; an activity's page tells what came of it."""

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.activities.tests.carried import activity, session
from pamoja.desk.registers.showing import record_url
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db

TOLD_TWICE = "Kiongozi, chef de file du consortium l’a saisie aussi ; elle est comptée une fois, ici."


def test_the_plan_holds_what_its_reader_sees_by_project(cast: Cast, client: Client) -> None:
    activity(by(cast.partner_me), title="Formation ouverte")
    activity(by(cast.partner_me), title="Formation interne", sensitivity="internal", planned_until="2027-02-01")
    for person, titles in (
        (cast.donor, ["Formation ouverte"]),
        (cast.partner_me, ["Formation ouverte", "Formation interne"]),
    ):
        client.force_login(person)
        answer = client.get(reverse("workplan"))
        [project] = answer.context["projects"]
        assert project["name"] == "Paix de proximité"
        assert [item["title"] for item in project["items"]] == titles
        assert answer.content.count(b'class="span"') == len(titles) + 1


def test_it_takes_the_filters_of_the_list(cast: Cast, client: Client) -> None:
    activity(by(cast.partner_me))
    late = activity(by(cast.partner_me), state="2", started_on="2026-01-05", title="En route")
    client.force_login(cast.partner_me)
    [project] = client.get(reverse("workplan"), {"state": "2"}).context["projects"]
    assert [item["url"] for item in project["items"]] == [record_url(late)]
    assert client.get(reverse("workplan"), {"state": "6"}).context["projects"] == []


def test_the_page_of_an_activity_counts_its_sessions_once(cast: Cast, client: Client) -> None:
    one = activity(by(cast.partner_me))
    first = session(by(cast.field_agent), activity=str(one.pk), first_time="4")
    session(by(cast.consortium_me), activity=str(one.pk), same_as=first.code)
    client.force_login(cast.consortium_me)
    page = client.get(record_url(one))
    came = next(part for part in page.context["sections"] if part["title"] == "Qui est venu")
    assert [(fact.label, fact.value.text) for fact in came["facts"]] == [
        ("Séances", 1),
        ("Femmes", 7),
        ("Hommes", 5),
        ("Nouveaux venus", 4),
    ]
    [hanging] = [child for child in page.context["children"] if child["title"] == "Séances"]
    assert len(hanging["rows"]) == 2
    told = client.get(record_url(first)).context["notes"]
    assert [note["title"] for note in told] == [
        "Kiongozi, chef de file du consortium l’a saisie aussi ; elle est comptée une fois, ici."
    ]


def test_from_the_list_of_activities_one_comes_to_the_plan(cast: Cast, client: Client) -> None:
    client.force_login(cast.partner_me)
    beside = client.get(reverse("register_list", args=["activity"])).context["beside"]
    assert {link["url"] for link in beside} == {
        reverse("workplan"),
        reverse("register_list", args=["session"]),
        reverse("dictionary", args=["activity"]),
    }
