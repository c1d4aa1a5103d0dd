"""The cast that all tests share."""

import pytest
from django.conf import settings
from django.db import connection

from pamoja.accounts.rights import ROLES
from pamoja.places.models import Place
from tests.cast import PASSWORD, Cast


def test_every_role_has_somebody_in_the_cast(cast: Cast) -> None:
    assert {person.role for person in cast.everybody().values()} == set(ROLES)


def test_everybody_signs_in_with_the_same_password(cast: Cast) -> None:
    assert all(person.check_password(PASSWORD) for person in list(cast.everybody().values())[:2])


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_finds_the_reference_places(base: None, time: str) -> None:
    assert Place.objects.get(code="CD6111").label == "Rutshuru (territoire), Nord-Kivu"


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_finds_the_cast(cast: Cast) -> None:
    assert cast.field_agent.places.count() == 1


def test_no_test_writes_to_the_home_of_the_instance(db: None) -> None:
    assert "pamoja-test-" in str(settings.HOME)
    assert str(settings.HOME) in str(connection.settings_dict["NAME"]) or connection.vendor == "postgresql"
    assert not settings.LAKE.is_relative_to(settings.HOME)
