"""The invented money is plausible: budgets, rates, spending that follows the calendar, and one partner that is late."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from pamoja.accounts.models import User
from pamoja.demo.entries import Entry, Story, Window
from pamoja.demo.load import enter_all
from pamoja.demo.people import bring_on
from pamoja.demo.story import WINDOW, tell
from pamoja.desk.money.shown import parts_of
from pamoja.kit.by import By
from pamoja.money.reach import lines_for
from pamoja.money.spending import spending_of
from pamoja.places.actions import load_reference_places
from pamoja.programme.actions import load_pillars
from pamoja.records.actions import load_terms

MONEY = {"agreement", "budget_line", "transaction", "exchange_rate"}


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


def euros(story: Story, kind: str) -> dict[str, float]:
    """Return the amounts of one type in the currency of each line, those in francs left out."""
    found: dict[str, float] = defaultdict(float)
    for one in story.of("transaction"):
        if one.answers["kind"] == kind and one.answers["currency"] != "cdf":
            found[one.refs["line"]] += float(str(one.answers["amount"]))
    return found


def test_there_is_money_in_proportion_and_in_three_currencies(story: Story) -> None:
    assert len(story.of("agreement")) == 12
    assert 75 <= len(story.of("budget_line")) <= 90
    assert 350 <= len(story.of("transaction")) <= 480
    assert Counter(one.answers["currency"] for one in story.of("transaction")).keys() == {"eur", "usd", "cdf"}
    assert len(story.of("exchange_rate")) == 2 * 35


def test_the_lines_of_an_agreement_come_to_its_amount_at_most(story: Story) -> None:
    lines: dict[str, int] = defaultdict(int)
    for one in story.of("budget_line"):
        lines[one.refs["agreement"]] += int(str(one.answers["planned"]))
    for agreement in story.of("agreement"):
        assert 0 < lines[agreement.key] <= int(str(agreement.answers["amount"])), agreement.key


def test_one_partner_is_late_and_a_line_is_overspent(story: Story) -> None:
    def share(partner: str) -> float:
        agreements = {one.key for one in story.of("agreement") if one.answers["partner"] == partner}
        spent = euros(story, "4")
        lines = [one for one in story.of("budget_line") if one.refs["agreement"] in agreements and past(one)]
        return sum(spent[one.key] for one in lines) / sum(float(str(one.answers["planned"])) for one in lines)

    assert share("vng") < 0.75 < 0.9 < share("pax")
    planned = {one.key: float(str(one.answers["planned"])) for one in story.of("budget_line")}
    above = {key for key, spent in euros(story, "4").items() if spent > planned[key]}
    assert {key.rsplit("-", 2)[1] for key in above} == {"2.3"}


def past(line: Entry) -> bool:
    return str(line.answers["ends_on"]) < WINDOW.last.isoformat()


def test_a_correction_names_what_it_corrects(story: Story) -> None:
    below = [one for one in story.of("transaction") if str(one.answers["amount"]).startswith("-")]
    assert below
    assert all("corrects" in one.refs for one in below)


def test_a_shorter_story_tells_less_money() -> None:
    early = tell(Window(WINDOW.first, WINDOW.first + timedelta(days=200)))
    assert 0 < len(early.of("transaction")) < 100
    assert max(str(one.answers["made_on"]) for one in early.of("transaction")) <= date(2024, 7, 26).isoformat()


@pytest.mark.django_db
def test_all_of_it_obeys_the_rules_and_shows_who_is_late(story: Story, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path
    by = By(None, "demo")
    load_reference_places(by)
    load_pillars(by)
    load_terms(by)
    bring_on(by, WINDOW.first)
    money = tuple(one for one in story.entries if one.register in MONEY)
    assert enter_all(money, by) == len(money)
    coordinator = User.objects.get(login="coordination@demo.invalid")
    found = spending_of(lines_for(coordinator).filter(year__lt=2026), WINDOW.last)
    assert all(sum_.whole for one in found for sum_ in one.spending.sums)
    states = {
        (part.year, part.partner.pk, part.project.pk): part.spending.state for part in parts_of(found, by_partner=True)
    }
    assert states[2025, "vng", "dialogue-securite"] == "behind"
    assert set(states.values()) == {"behind", "in_time"}
    above = [one.line.number for one in found if one.spending.state == "overspent"]
    assert above == ["2.3", "2.3"]
