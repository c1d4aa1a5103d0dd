"""Who may change the access of whom, and how soon it is felt."""

import pytest
from django.test import Client

from pamoja.accounts.actions import add_device, add_user, invite, reactivate, suspend
from pamoja.accounts.changing import UNTOLD, change_user
from pamoja.accounts.devices import person_by_basic, person_by_key
from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from tests.cast import DJUGU, NORD_KIVU, PASSWORD, RUTSHURU, Cast, by


def changed(author: User | None, user: User, **wanted: object) -> None:
    """Change some of what a person has, and leave the rest."""
    now = {
        "role": user.role,
        "places": [place.pk for place in user.places.all()],
        "function": user.function,
        "language": user.language,
    }
    change_user(by(author), user, **{**now, **wanted})  # type: ignore[arg-type]


def refused(author: User, user: User, **wanted: object) -> str:
    with pytest.raises(Problem) as caught:
        changed(author, user, **wanted)
    return caught.value.code


def test_a_change_is_told_with_what_it_was_and_became(cast: Cast) -> None:
    changed(cast.coordinator, cast.field_agent, role="partner_me", places=[DJUGU, RUTSHURU], function="Bureau de Jomba")
    line = history("user", cast.field_agent.pk).last()
    assert line is not None
    assert (line.verb, line.person) == ("change", cast.coordinator.pk)
    assert line.changes == {
        "role": ["field_agent", "partner_me"],
        "places": [[RUTSHURU], [DJUGU, RUTSHURU]],
        "function": [UNTOLD, UNTOLD],
    }
    user = User.objects.get(pk=cast.field_agent.pk)
    assert (user.role, user.function, len(user.scopes)) == ("partner_me", "Bureau de Jomba", 2)


def test_nothing_changed_leaves_no_line(cast: Cast) -> None:
    changed(cast.coordinator, cast.field_agent)
    assert not history("user", cast.field_agent.pk).exists()


def test_a_new_person_is_told_with_role_and_places(cast: Cast) -> None:
    user = add_user(by(cast.coordinator), "new@cast.invalid", "field_agent", "upendo", places=[RUTSHURU])
    line = history("user", user.pk).get()
    assert line.changes == {"role": ["", "field_agent"], "places": [[], [RUTSHURU]]}


@pytest.mark.parametrize(
    ("who", "whom", "wanted", "code"),
    [
        ("field_agent", "field_agent", {"language": "sw"}, "rights.refused"),
        ("partner_me", "field_agent", {"role": "partner_me"}, "rights.refused"),
        ("coordinator", "administrator", {"language": "sw"}, "rights.refused"),
        ("coordinator", "field_agent", {"role": "administrator"}, "rights.refused"),
        ("coordinator", "coordinator", {"role": "protection"}, "accounts.not_own_rights"),
        ("coordinator", "coordinator", {"places": [RUTSHURU]}, "accounts.not_own_rights"),
        ("administrator", "administrator", {"role": "partner_me"}, "accounts.not_own_rights"),
        ("administrator", "field_agent", {"role": "protection"}, "rights.refused"),
        ("administrator", "field_agent", {"role": "coordinator"}, "rights.refused"),
        ("administrator", "protection", {"places": [RUTSHURU]}, "rights.refused"),
        ("consortium_me", "protection", {"role": "donor"}, "rights.refused"),
        ("consortium_me", "field_agent", {"role": "protection"}, "rights.refused"),
        ("coordinator", "field_agent", {"role": "emperor"}, "form.invalid_choice"),
        ("coordinator", "field_agent", {"places": ["CD99"]}, "form.unknown_place"),
    ],
)
def test_a_change_is_refused(cast: Cast, who: str, whom: str, wanted: dict[str, object], code: str) -> None:
    people = cast.everybody()
    assert refused(people[who], people[whom], **wanted) == code
    assert not history("user", people[whom].pk).exists()


def test_the_coordinator_entrusts_somebody_with_strict_records(cast: Cast) -> None:
    changed(cast.coordinator, cast.field_agent, role="protection")
    assert User.objects.get(pk=cast.field_agent.pk).role == "protection"


@pytest.mark.parametrize("who", ["administrator", "consortium_me"])
@pytest.mark.parametrize("whom", ["protection", "coordinator"])
def test_a_way_in_to_who_leads_to_strict_records_is_not_given_by_others(cast: Cast, who: str, whom: str) -> None:
    author, user = by(cast.everybody()[who]), cast.everybody()[whom]
    for act in (invite, reactivate):
        with pytest.raises(Problem) as caught:
            act(author, user)
        assert caught.value.code == "rights.refused"
    suspend(author, user)
    assert not User.objects.get(pk=user.pk).is_active


def test_nobody_gives_places_beyond_their_own(cast: Cast) -> None:
    cast.consortium_me.places.set([NORD_KIVU])
    author = User.objects.get(pk=cast.consortium_me.pk)
    assert refused(author, cast.field_agent, places=[DJUGU]) == "accounts.beyond_own_places"
    assert refused(author, cast.field_agent, places=[]) == "accounts.beyond_own_places"
    with pytest.raises(Problem) as caught:
        add_user(by(author), "new@cast.invalid", "field_agent", "upendo")
    assert caught.value.code == "accounts.beyond_own_places"
    changed(author, cast.field_agent, places=["CD6111-bwisha-jomba"])
    assert User.objects.get(pk=cast.field_agent.pk).scopes != []


@pytest.mark.parametrize("act", ["change", "suspend"])
def test_phones_feel_a_change_at_once_in_this_process(
    cast: Cast, act: str, django_capture_on_commit_callbacks: object
) -> None:
    forget()
    _key, secret = add_device(by(None), cast.field_agent, "Tecno")
    assert person_by_key(secret)
    assert person_by_basic(cast.field_agent.login, PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        if act == "suspend":
            suspend(by(cast.coordinator), cast.field_agent)
        else:
            changed(cast.coordinator, cast.field_agent, role="donor")
    found = person_by_key(secret)
    assert (found is None) if act == "suspend" else (found is not None and found[0].role == "donor")
    known = person_by_basic(cast.field_agent.login, PASSWORD)
    assert (known is None) if act == "suspend" else (known is not None and known.role == "donor")
    forget()


def test_the_desk_feels_a_change_with_the_next_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.partner_me)
    assert client.get("/inbox").status_code == 200
    changed(cast.coordinator, cast.partner_me, role="donor")
    assert client.get("/inbox").status_code == 403
