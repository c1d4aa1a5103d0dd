"""`pamoja init` makes an instance ready for its first administrator, and may be run again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pamoja.accounts.actions import accept_invitation
from pamoja.accounts.models import User
from pamoja.intake.models import FormVersion
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from pamoja.programme.models import Pillar
from pamoja.records.models import Term
from pamoja.registry.registers import REGISTERS

pytestmark = pytest.mark.django_db


def init(*arguments: str) -> list[str]:
    """Run the command and return the lines that it printed."""
    out = StringIO()
    call_command("init", *arguments, stdout=out)
    return out.getvalue().splitlines()


def first() -> str:
    """Run the command for the first time and return the link."""
    return init("--organisation", "kiongozi", "--name", "Kiongozi")[-1]


def test_the_link_lets_the_first_administrator_choose_a_password(client: Client) -> None:
    link = first()
    assert link.startswith("http://127.0.0.1:8000/invitation/")
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert User.objects.get().role == "administrator"


def test_places_pillars_lists_and_forms_are_there() -> None:
    first()
    assert Place.objects.filter(code="CD6111").exists()
    assert Pillar.objects.exists()
    assert Term.objects.filter(list="theme").exists()
    assert set(FormVersion.objects.filter(current=True).values_list("register", flat=True)) == {
        name for name, one in REGISTERS.items() if one.on_phones
    }


def test_run_again_it_enters_nothing_twice_and_renews_the_invitation() -> None:
    old = first().rsplit("/", 1)[1]
    before = (Place.objects.count(), Term.objects.count(), FormVersion.objects.count(), User.objects.count())
    new = init()[-1].rsplit("/", 1)[1]
    assert (Place.objects.count(), Term.objects.count(), FormVersion.objects.count(), User.objects.count()) == before
    with pytest.raises(Problem):
        accept_invitation(old, "mabele na maji 7")
    accept_invitation(new, "mabele na maji 7")
    assert "http" not in "".join(init()[-1:])


def test_the_organisation_in_charge_has_to_be_named() -> None:
    with pytest.raises(CommandError, match="--organisation"):
        init()
    assert not User.objects.exists()
