"""`pamoja invite` lets somebody in when nobody on the desk may."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pamoja.accounts.models import User
from pamoja.kit.audit import history
from tests.cast import Cast


def invited(*arguments: str) -> str:
    """Return the path of the link that the command prints."""
    out = StringIO()
    call_command("invite", *arguments, stdout=out)
    return "/invitation/" + out.getvalue().strip().rpartition("/invitation/")[2]


def test_a_new_coordinator_and_one_who_lost_the_password_come_in(cast: Cast) -> None:
    link = invited("New@cast.invalid", "--role", "coordinator", "--organisation", "kiongozi")
    new = User.objects.get(login="new@cast.invalid")
    assert (new.role, [line.verb for line in history("user", new.pk)]) == ("coordinator", ["add", "invite"])
    assert Client().get(link).status_code == 200
    assert Client().get(invited(cast.coordinator.login)).status_code == 200


@pytest.mark.parametrize("more", [(), ("--role", "donor"), ("--role", "donor", "--organisation", "nowhere")])
def test_a_stranger_needs_a_role_and_an_organisation(cast: Cast, more: tuple[str, ...]) -> None:
    before = User.objects.count()
    with pytest.raises(CommandError):
        invited("new@cast.invalid", *more)
    assert User.objects.count() == before
