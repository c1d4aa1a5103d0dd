"""The page of all registers shows those that a role opens, with what their reader sees of each."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.accounts.rights import ROLES
from pamoja.dialogue.tests.stories import process
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def test_each_role_finds_its_registers(cast: Cast, client: Client) -> None:
    for name, person in cast.everybody().items():
        client.force_login(person)
        shown = _shown(client)
        expected = [str(one.plural) for code, one in REGISTERS.items() if ROLES[person.role].opens(code)]
        assert [str(one["name"]) for one in shown] == expected, name


def test_numbers_are_those_of_the_reader(cast: Cast, client: Client) -> None:
    process(by(cast.field_agent), sensitivity="restricted")
    for person, count in ((cast.partner_me, 1), (cast.consortium_me, 0)):
        client.force_login(person)
        assert _shown(client)[0]["count"] == count


def _shown(client: Client) -> list[dict[str, Any]]:
    families = client.get(reverse("registers")).context["families"]
    return [register for family in families for register in family["registers"]]
