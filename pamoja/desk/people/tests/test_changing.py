"""A person's access is changed on a page; places are picked without JavaScript."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.models import User
from pamoja.accounts.second_factor import has_second_factor
from tests.cast import DJUGU, RUTSHURU, Cast


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.coordinator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def wanted(user: User, **more: Any) -> dict[str, Any]:
    now = {"function": user.function, "role": user.role, "language": user.language, "places": [RUTSHURU]}
    return {**now, **more}


def test_role_and_places_are_changed_and_told_in_words(cast: Cast, coordinator: Client) -> None:
    page = f"/people/{cast.field_agent.pk}"
    answer = coordinator.post(f"{page}/change", wanted(cast.field_agent, role="partner_me", places=[DJUGU]))
    assert answer.headers["Location"] == page
    shown = coordinator.get(page).content.decode()
    assert all(words in shown for words in ("<del>Field agent</del>", "<ins>Partner M&amp;E officer</ins>"))
    assert "<del>Rutshuru (territoire)</del>" in shown
    assert "phones and their keys" in shown


@pytest.mark.parametrize("odd", [{"role": "administrator"}, {"role": "king"}, {"places": ["CD99"]}, {"language": "x"}])
def test_a_change_that_does_not_hold_is_refused_on_the_page(cast: Cast, coordinator: Client, odd: Any) -> None:
    answer = coordinator.post(f"/people/{cast.field_agent.pk}/change", wanted(cast.field_agent, **odd))
    assert answer.status_code == 422
    assert b'id="errors"' in answer.content
    assert User.objects.get(pk=cast.field_agent.pk).role == "field_agent"


def test_ones_own_page_asks_for_no_role_and_no_place(cast: Cast, coordinator: Client) -> None:
    page = f"/people/{cast.coordinator.pk}/change"
    shown = coordinator.get(page).content.decode()
    assert 'name="role"' not in shown
    assert 'name="places"' not in shown
    coordinator.post(page, {"function": "Bureau", "language": "sw", "role": "protection", "places": [RUTSHURU]})
    oneself = User.objects.get(pk=cast.coordinator.pk)
    assert (oneself.role, oneself.language, oneself.scopes) == ("coordinator", "sw", [])


def test_the_page_is_for_those_who_may(cast: Cast) -> None:
    for who, whom, status in (
        ("partner_me", "field_agent", 403),
        ("administrator", "protection", 403),
        ("coordinator", "administrator", 403),
        ("administrator", "field_agent", 200),
    ):
        client = Client()
        client.force_login(cast.everybody()[who])
        assert client.get(f"/people/{cast.everybody()[whom].pk}/change").status_code == status, who


def test_a_search_for_places_keeps_what_was_typed_and_chosen(cast: Cast, coordinator: Client) -> None:
    typed = {"login": "new@cast.invalid", "function": "Bureau de Jomba", "role": "field_agent", "places": [DJUGU]}
    answer = coordinator.post("/people/invite", {**typed, "do": "find", "places_q": "jomba"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="errors"' not in shown
    assert not User.objects.filter(login="new@cast.invalid").exists()
    assert f'value="{DJUGU}" checked' in shown
    assert 'value="CD6111-bwisha-jomba">' in shown
    assert all(f'value="{typed[name]}"' in shown for name in ("login", "function"))
    assert '<option value="field_agent" selected>' in shown


def test_the_page_to_invite_does_not_carry_every_place(cast: Cast, coordinator: Client) -> None:
    page = coordinator.get("/people/invite").content
    assert page.count(b'name="places"') < 15
    everything = coordinator.post("/people/invite", {"do": "find", "places_q": "a"}).content
    assert everything.count(b'name="places"') < 15


@pytest.mark.parametrize("q", ["%", "'", "x" * 5000, " ", "é"])
def test_an_odd_search_for_places_does_no_harm(cast: Cast, coordinator: Client, q: str) -> None:
    assert coordinator.post("/people/invite", {"do": "find", "places_q": q}).status_code == 200


def test_a_lost_second_factor_is_reset_from_the_page_of_the_person(cast: Cast, coordinator: Client) -> None:
    page = f"/people/{cast.field_agent.pk}"
    assert f"{page}/reset-second-factor" in coordinator.get(page).content.decode()
    assert coordinator.post(f"{page}/reset-second-factor").headers["Location"] == page
    assert not has_second_factor(cast.field_agent)
    shown = coordinator.get(page).content.decode()
    assert f"{page}/reset-second-factor" not in shown
    assert "not set up yet; the role needs one" in shown


def test_a_second_factor_is_not_reset_by_those_who_may_not(cast: Cast, coordinator: Client) -> None:
    for whom in (cast.administrator, cast.coordinator):
        answer = coordinator.post(f"/people/{whom.pk}/reset-second-factor")
        assert answer.status_code in (400, 403)
    administrator = Client()
    administrator.force_login(cast.administrator)
    assert administrator.post(f"/people/{cast.protection.pk}/reset-second-factor").status_code == 403
    assert has_second_factor(cast.protection)
