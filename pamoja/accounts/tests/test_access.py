"""Who may give access to whom, suspend them, and give them phones."""

import pytest

from pamoja.accounts.actions import (
    accept_invitation,
    add_device,
    add_user,
    invite,
    open_invitation,
    reactivate,
    revoke_device,
    suspend,
)
from pamoja.accounts.queries import devices_visible_to, may_give_access_to, people_visible_to
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from tests.cast import Cast, by


@pytest.mark.parametrize("name", ["consortium_me", "coordinator", "administrator"])
def test_who_watches_over_the_consortium_sees_everybody(cast: Cast, name: str) -> None:
    person = cast.everybody()[name]
    assert set(people_visible_to(person)) == set(cast.everybody().values())


def test_a_partner_sees_the_people_of_the_partner(cast: Cast) -> None:
    assert set(people_visible_to(cast.partner_me)) == {cast.field_agent, cast.partner_me}


@pytest.mark.parametrize("name", ["field_agent", "partner_me", "protection", "state", "structure", "donor"])
def test_other_roles_invite_nobody(cast: Cast, name: str) -> None:
    person = cast.everybody()[name]
    with pytest.raises(Problem) as caught:
        add_user(by(person), "new@cast.invalid", "field_agent", person.organisation_id)
    assert caught.value.code == "rights.refused"


def test_only_an_administrator_touches_the_access_of_administrators(cast: Cast) -> None:
    assert not may_give_access_to(cast.coordinator, cast.administrator)
    for act in (invite, suspend, reactivate):
        with pytest.raises(Problem):
            act(by(cast.coordinator), cast.administrator)
    with pytest.raises(Problem):
        add_user(by(cast.consortium_me), "new@cast.invalid", "administrator", "kiongozi")
    assert add_user(by(cast.administrator), "new@cast.invalid", "administrator", "kiongozi").pk


def test_a_suspended_person_cannot_use_an_invitation_and_comes_back_by_a_word(cast: Cast) -> None:
    secret = invite(by(cast.coordinator), cast.field_agent)
    suspend(by(cast.coordinator), cast.field_agent)
    with pytest.raises(Problem) as caught:
        open_invitation(secret)
    assert caught.value.code == "accounts.invitation_over"
    reactivate(by(cast.coordinator), cast.field_agent)
    cast.field_agent.refresh_from_db()
    assert cast.field_agent.is_active
    assert [line.verb for line in history("user", cast.field_agent.pk)] == ["invite", "suspend", "reactivate"]


def test_nobody_suspends_themselves(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        suspend(by(cast.administrator), cast.administrator)
    assert caught.value.code == "accounts.not_oneself"


def test_a_partner_gives_phones_to_its_own_people_only(cast: Cast) -> None:
    device, _secret = add_device(by(cast.partner_me), cast.field_agent, "Tecno")
    assert list(devices_visible_to(cast.partner_me)) == [device]
    assert list(devices_visible_to(cast.field_agent)) == [device]
    assert list(devices_visible_to(cast.stranger)) == []
    with pytest.raises(Problem):
        add_device(by(cast.stranger), cast.field_agent, "Tecno")
    with pytest.raises(Problem):
        revoke_device(by(cast.stranger), device)
    revoke_device(by(cast.partner_me), device)
    assert device.revoked_at


def test_an_invitation_opens_once(cast: Cast) -> None:
    secret = invite(by(None), cast.field_agent)
    accept_invitation(secret, "un mot de passe long")
    with pytest.raises(Problem):
        accept_invitation(secret, "un mot de passe long")
