"""The invented money is plausible: budgets, rates, spending that follows the calendar, and one partner that is late."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from pamoja.demo.entries import Entry, Story, Window
from pamoja.demo.story import WINDOW, tell


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
