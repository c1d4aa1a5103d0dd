"""The list of issues, the page of one, and what the home page and the record's page say of them."""

from datetime import date

from django.conf import settings
from django.test import Client
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.activities.tests.carried import session
from pamoja.desk.quality.shown import waiting_for
from pamoja.desk.registers.showing import record_url
from pamoja.economy.tests.filed import GROUP, group
from pamoja.records.models import Issue
from tests.cast import Cast, by

SAID = "Groups mostly have 15 to 25 members."


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page(person: User, address: str) -> str:
    return str(signed_in(person).get(address).content.decode())


def test_the_list_shows_what_its_reader_may_see_and_filters_it(cast: Cast) -> None:
    one = group(by(cast.field_agent), people="33", members=[])
    assert SAID in page(cast.partner_me, "/quality")
    assert one.code in page(cast.partner_me, "/quality")
    assert SAID not in page(cast.donor, "/quality?state=all")
    for asked in ("register=savings_group", "rule=savings_group.size_unusual", "owner=upendo", "state=all"):
        assert SAID in page(cast.consortium_me, f"/quality?{asked}")
    for asked in ("register=session", "rule=works.wages_differ", "owner=tumaini", "state=fixed", "when=late"):
        assert SAID not in page(cast.consortium_me, f"/quality?{asked}")
    Issue.objects.update(due_on=date(2026, 1, 1))
    assert SAID in page(cast.consortium_me, "/quality?when=late")


def test_the_page_of_a_record_shows_what_is_unusual_and_then_its_explanation(cast: Cast) -> None:
    one = group(by(cast.field_agent), people="33", members=[])
    assert SAID in page(cast.partner_me, record_url(one))
    address = reverse("quality_issue", args=[Issue.objects.get().pk])
    client = signed_in(cast.partner_me)
    assert client.post(address, {"do": "explain", "explanation": ""}).status_code == 422
    client.post(address, {"do": "explain", "explanation": "Deux groupes se sont réunis."})
    assert "Deux groupes se sont réunis." in page(cast.consortium_me, record_url(one))
    assert SAID not in page(cast.partner_me, "/quality")
    assert SAID in page(cast.partner_me, "/quality?state=explained")


def test_an_issue_is_given_to_somebody_until_a_day(cast: Cast) -> None:
    group(by(cast.field_agent), people="33", members=[])
    address = reverse("quality_issue", args=[Issue.objects.get().pk])
    told = {"do": "assign", "person": cast.field_agent.login, "due_on": "2026-12-24"}
    assert signed_in(cast.field_agent).post(address, told).status_code == 403
    assert signed_in(cast.partner_me).post(address, told | {"due_on": "demain"}).status_code == 422
    assert signed_in(cast.partner_me).post(address, told).status_code == 302
    assert SAID in page(cast.field_agent, "/quality?when=mine")
    assert signed_in(cast.donor).get(address).status_code == 404


def test_the_home_page_counts_what_waits_for_its_reader(cast: Cast) -> None:
    group(by(cast.field_agent), people="33", members=[])
    Issue.objects.update(due_on=date(2026, 1, 1), person=cast.field_agent)
    counted = {
        name: [(item["count"], item["url"]) for told in waiting_for(person, date(2026, 6, 1)) for item in told["items"]]
        for name, person in cast.everybody().items()
    }
    own, late = "/quality?owner=upendo", "/quality?when=late&owner=upendo"
    assert counted["field_agent"] == [(1, "/quality?when=mine"), (1, own), (1, late)]
    assert counted["partner_me"] == [(1, own), (1, late)]
    assert counted["consortium_me"] == [(1, "/quality"), (1, "/quality?when=late")]
    assert not any(counted[name] for name in counted.keys() - {"field_agent", "partner_me", "consortium_me"})


def test_the_form_tells_it_before_and_the_next_form_after_saving(cast: Cast) -> None:
    client, address = signed_in(cast.field_agent), reverse("register_new", args=["savings_group"])
    answers = {name: value for name, value in GROUP.items() if name != "members"} | {"people": "33"}
    asked_again = client.post(address, answers | {"do": "rows:members"}).content.decode()
    assert SAID in asked_again
    assert "Unusual, and kept as it is if you save:" in asked_again
    followed = client.post(address, answers | {"do": "save_and_next"}, follow=True).content.decode()
    assert f"AVE-2026-0001: {SAID}" in followed


def test_the_other_record_is_named_to_who_sees_it(cast: Cast) -> None:
    first = session(by(cast.field_agent))
    session(by(cast.field_agent), attendance=[])
    address = reverse("quality_issue", args=[Issue.objects.get().pk])
    assert first.code in page(cast.partner_me, address)
