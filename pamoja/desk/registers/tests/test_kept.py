"""Filters over a list are kept under a name, for oneself or one's organisation, and hold nothing of anybody."""

import pytest
from django.conf import settings
from django.test import Client

from pamoja.accounts.models import User
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.emergency.closing import close_area
from pamoja.emergency.reopening import reopen
from pamoja.kit.problems import Problem
from pamoja.records.kept_filters import MOST, keep_filter
from pamoja.records.models import KeptFilter
from pamoja.registry.registers import REGISTERS
from tests.cast import DJUGU, RUTSHURU, Cast, by

LIST, KEEP = "/register/commitment/", "/register/commitment/filters"
QUERY = f"state=todo&place={RUTSHURU}"
COMMITMENTS = REGISTERS["commitment"]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def keep(person: User, name: str = "À voir", query: str = QUERY, **more: str) -> str:
    answer = signed_in(person).post(KEEP, {"name": name, "query": query, **more}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_filter_is_kept_and_chosen_above_the_list_and_on_the_page_of_registers(cast: Cast) -> None:
    commitment(by(cast.partner_me), process(by(cast.partner_me)))
    page = signed_in(cast.partner_me).get(f"{LIST}?{QUERY}").content.decode()
    assert "Keep this filter" in page
    page = keep(cast.partner_me)
    assert "The filter is kept as “À voir”." in page
    link = f'<a href="{LIST}?{QUERY.replace("&", "&amp;")}" aria-current="page">À voir</a>'
    assert link in page
    assert "Change the filter “À voir”" in page
    assert ">À voir</a>" in signed_in(cast.partner_me).get(LIST).content.decode()
    assert ">À voir</a>" in signed_in(cast.partner_me).get("/registers").content.decode()


def test_others_see_it_only_when_it_is_shown_to_their_organisation(cast: Cast) -> None:
    keep(cast.partner_me, "Le mien")
    keep(cast.partner_me, "Le nôtre", "state=kept", shared="on")
    colleague, stranger = (signed_in(one).get(LIST).content.decode() for one in (cast.field_agent, cast.stranger))
    assert "Le nôtre" in colleague
    assert "(a colleague’s)" in colleague
    assert "Le mien" not in colleague
    assert "Le nôtre" not in stranger
    chosen = signed_in(cast.field_agent).get(f"{LIST}?state=kept").content.decode()
    assert "Change the filter" not in chosen
    assert "Keep this filter" in chosen


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("state=todo&page=3&csrfmiddlewaretoken=x", "state=todo"),
        ("q=Kahindo&state=todo", "state=todo"),
        ("late=1&nonsense=1&rows=x", "late=1"),
        ("state=magic&owner=upendo", "owner=upendo"),
        ("side=state&state=todo", "state=todo&side=state"),
    ],
)
def test_only_known_filters_are_kept_and_never_words(cast: Cast, asked: str, kept: str) -> None:
    keep(cast.partner_me, query=asked)
    assert KeptFilter.objects.get().query == kept


@pytest.mark.parametrize("asked", ["", "q=Kahindo", "state=magic", "nonsense=1"])
def test_nothing_is_kept_of_nothing(cast: Cast, asked: str) -> None:
    assert "No filter is set that could be kept" in keep(cast.partner_me, query=asked)
    assert not KeptFilter.objects.exists()


def test_a_name_is_asked_for_and_the_same_name_takes_the_place_of_the_earlier(cast: Cast) -> None:
    assert "Give the filter a name" in keep(cast.partner_me, "  ")
    keep(cast.partner_me, "Un")
    keep(cast.partner_me, " Un ", "state=kept")
    assert [(one.name, one.query) for one in KeptFilter.objects.all()] == [("Un", "state=kept")]


def test_there_is_a_most_of_them(cast: Cast) -> None:
    for number in range(MOST):
        keep_filter(by(cast.partner_me), COMMITMENTS, f"F{number}", f"owner=o{number}", shared=False)
    assert "You keep 20 filters" in keep(cast.partner_me, "One more")
    keep(cast.partner_me, "F3", "state=kept")
    assert KeptFilter.objects.get(name="F3").query == "state=kept"
    assert KeptFilter.objects.count() == MOST


def test_it_is_renamed_shown_and_deleted_by_who_keeps_it_only(cast: Cast) -> None:
    keep(cast.partner_me)
    kept = KeptFilter.objects.get()
    for other in (cast.field_agent, cast.stranger):
        assert signed_in(other).post(f"/filters/{kept.pk}", {"do": "delete"}).status_code == 404
        assert signed_in(other).post(f"/filters/{kept.pk}", {"do": "change", "name": "x"}).status_code == 404
    own = signed_in(cast.partner_me)
    own.post(f"/filters/{kept.pk}", {"do": "change", "name": "Autre", "shared": "on"})
    kept.refresh_from_db()
    assert (kept.name, kept.shared) == ("Autre", True)
    keep(cast.partner_me, "Deux", "state=kept")
    page = own.post(f"/filters/{kept.pk}", {"do": "change", "name": "Deux"}, follow=True).content.decode()
    assert "You keep another filter" in page
    own.post(f"/filters/{kept.pk}", {"do": "delete"})
    assert not KeptFilter.objects.filter(pk=kept.pk).exists()


def test_a_register_that_the_role_does_not_open_keeps_none(cast: Cast) -> None:
    answer = signed_in(cast.donor).post("/register/person/filters", {"name": "x", "query": "sex=f"})
    assert answer.status_code == 404
    with pytest.raises(Problem):
        keep_filter(by(cast.donor), REGISTERS["person"], "x", "sex=f", shared=False)


def test_a_shared_filter_on_what_a_reader_may_not_see_tells_nothing(cast: Cast) -> None:
    dialogue = process(by(cast.partner_me), sensitivity="strict")
    keep(cast.partner_me, "Suivi", f"dialogue={dialogue.pk}", shared="on")
    page = signed_in(cast.field_agent).get(f"{LIST}?dialogue={dialogue.pk}").content.decode()
    assert dialogue.title not in page
    assert dialogue.code not in page


@pytest.mark.django_db(transaction=True)
def test_closing_an_area_takes_the_filters_that_name_it_along(cast: Cast) -> None:
    keep(cast.partner_me, "Djugu", f"place={DJUGU}")
    keep(cast.partner_me, "Rutshuru", f"place={RUTSHURU}")
    closure, key = close_area(by(cast.coordinator), DJUGU, "avance")
    assert [one.name for one in KeptFilter.objects.all()] == ["Rutshuru"]
    reopen(by(cast.coordinator), closure, key)
    assert {one.name for one in KeptFilter.objects.all()} == {"Djugu", "Rutshuru"}
