"""Spending is shown to those who handle money, each what is theirs; a donor sees totals of what it funds."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.desk.registers.showing import record_url
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.money.models import BudgetLine
from pamoja.money.tests import paid
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> BudgetLine:
    """Enter two lines of two partners on the second of July, when half the year has passed."""
    author: By = by(cast.consortium_me)
    line = paid.line(author, paid.agreement(author), label="Séances de Jomba")
    paid.transaction(author, line, amount="2000")
    other = paid.agreement(author, number="CVF 2", partner="tumaini", funder="mfadhili")
    paid.line(author, other, label="Séances de Djugu", planned="5000")
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2026, 7, 2))
    return line


def asked(client: Client, person: User, **question: str) -> str:
    client.force_login(person)
    return client.get(reverse("money"), question).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_each_partner_sees_its_own_lines_and_the_consortium_all(cast: Cast, spent: BudgetLine, client: Client) -> None:
    for person, jomba, djugu in (
        (cast.partner_me, True, False),
        (cast.stranger, False, True),
        (cast.consortium_me, True, True),
        (cast.coordinator, True, True),
        (cast.donor, False, False),
    ):
        page = asked(client, person)
        assert ("Séances de Jomba" in page, "Séances de Djugu" in page) == (jomba, djugu), person.login


def test_others_find_no_page_of_money(cast: Cast, spent: BudgetLine, client: Client) -> None:
    for person in (cast.field_agent, cast.protection, cast.state, cast.structure, cast.administrator):
        client.force_login(person)
        for address in (reverse("money"), reverse("money_csv"), record_url(spent)):
            assert client.get(address).status_code in (403, 404), (person.login, address)
        assert reverse("money") not in client.get(reverse("registers")).content.decode()


def test_a_donor_sees_the_totals_of_projects_that_it_funds(cast: Cast, spent: BudgetLine, client: Client) -> None:
    page = asked(client, cast.donor)
    assert "2 000 EUR dépensés sur 15 000 EUR prévus" in page
    assert "Upendo" not in page
    spent.agreement.__class__.objects.filter(number="CVF 2").update(funder="kiongozi")
    assert "EUR dépensés" not in asked(client, cast.donor)


def test_shares_stand_with_both_numbers_and_lateness_is_a_word_with_a_shape(
    cast: Cast, spent: BudgetLine, client: Client
) -> None:
    page = asked(client, cast.partner_me)
    assert "2 000 EUR dépensés sur 10 000 EUR prévus : 20 %" in page
    assert "183 jours écoulés sur 365 : 50 %" in page
    assert 'class="st late"' in page
    assert "Loin derrière le calendrier" in page


def test_filters_narrow_and_the_download_says_what_lacks(cast: Cast, spent: BudgetLine, client: Client) -> None:
    paid.transaction(by(cast.partner_me), spent, currency="cdf", amount="90000")
    assert "Séances de Djugu" not in asked(client, cast.coordinator, partner="upendo")
    assert "Séances de Djugu" in asked(client, cast.coordinator, year="2026", project="paix")
    client.force_login(cast.coordinator)
    head, *rows = client.get(reverse("money_csv"), {"partner": "upendo"}).content.decode("utf-8-sig").splitlines()
    [row] = rows
    told = dict(zip(head.split(","), row.split(","), strict=True))
    assert (told["spent_eur"], told["spent_rate_missing"], told["standing"]) == ("2000.00", "1", "unknown")
    assert (told["days_elapsed"], told["days"]) == ("183", "365")


def test_the_page_of_a_transaction_prints_the_rate_and_its_day(cast: Cast, spent: BudgetLine, client: Client) -> None:
    paid.rate(by(cast.coordinator))
    dollars = paid.transaction(by(cast.partner_me), spent, currency="usd", amount="100")
    francs = paid.transaction(by(cast.partner_me), spent, currency="cdf", amount="90000")
    client.force_login(cast.partner_me)
    page = client.get(record_url(dollars)).content.decode().replace("\xa0", " ")
    assert "80,00 EUR" in page
    assert "1 EUR = 1,25 USD, 1er janv. 2026" in page
    assert "taux manquant" in client.get(record_url(francs)).content.decode()


def test_no_phone_asks_about_money(cast: Cast, db: None) -> None:
    names = {one.form_id for one in publish_forms(By(None, "command"))}
    assert names.isdisjoint({"agreement", "budget_line", "transaction", "exchange_rate"})
    assert "dialogue" in names
