"""The work of a week at the desk, without JavaScript: a dialogue, a promise, a word, and what follows from it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pamoja.accounts.models import User
from pamoja.desk.registers.showing import record_url
from pamoja.dialogue.models import Commitment
from tests.browser.conftest import Story, sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "CD6111-bwisha-jomba"
MOST_BYTES = 60 * 1024
REASON = "La date lue à la réunion était celle de septembre."

DIALOGUE = {
    "title": "Taxes du marché de Jomba", "theme": "security", "level": "groupement", "place": PLACE,
    "pillar": "ISSSS-1", "opened_on": "2026-01-12", "sensitivity": "internal",
}  # fmt: skip
COMMITMENT = {
    "words": "La chefferie affichera les recettes du marché.", "side": "state", "towards": "population",
    "holder": "Secrétariat de la chefferie", "type": "financial", "level": "groupement", "place": PLACE,
    "pillar": "ISSSS-3", "made_on": "2026-01-20", "due_on": "2026-12-15", "sensitivity": "internal",
}  # fmt: skip
WORD = {
    "said_on": "2026-03-02", "place": PLACE, "says": "going", "speaker": "Secrétariat de la chefferie",
    "words": "Le tableau est commandé.", "gathered": "letter", "sensitivity": "internal",
}  # fmt: skip


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of a browser that runs no JavaScript."""
    found = browser.new_page(java_script_enabled=False)
    yield found
    found.close()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answer the questions of a form, each in the way that its field asks for, and save it."""
    for name, value in answers.items():
        fields = page.locator(f"main form [name='{name}']")
        if fields.first.get_attribute("type") in ("radio", "checkbox"):
            page.check(f"main form [name='{name}'][value='{value}']")
        elif page.locator(f"main form select[name='{name}']").count():
            fields.select_option(value)
        else:
            fields.fill(value)
    page.click("button[name=do][value=save]")
    assert page.locator(".errors, .has-err").all_inner_texts() == []


def follow(page: Page, address: str) -> None:
    """Follow the link to an address, which must be on the page."""
    page.click(f"main a[href*='{address}']")


def as_another(page: Page, address: str, person: User) -> None:
    """Leave, and let somebody else sign in."""
    page.context.clear_cookies()
    sign_in(page, address, person)


def test_a_commitment_is_entered_corrected_and_answered_without_javascript(
    page: Page, address: str, cast: Cast
) -> None:
    sign_in(page, address, cast.partner_me)
    page.goto(f"{address}/register/dialogue/new")
    fill(page, DIALOGUE)
    expect(page.locator("h1")).to_contain_text(DIALOGUE["title"])

    follow(page, "/register/commitment/new")
    fill(page, COMMITMENT)
    expect(page.locator("h1")).to_contain_text("affichera les recettes")

    follow(page, "/correct")
    fill(page, {"due_on": "2026-09-30", "reason": REASON})
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("time[datetime='2026-09-30']").first).to_be_visible()

    made = Commitment.objects.get()
    as_another(page, address, cast.state)
    page.goto(address + record_url(made))
    follow(page, "voice=promiser")
    fill(page, WORD)
    page.goto(address + record_url(made))
    made.refresh_from_db()
    assert made.state == "going"
    expect(page.locator("dl.line")).to_contain_text("En cours")
    expect(page.locator("main")).to_contain_text("Le tableau est commandé")


def test_the_language_is_changed_without_javascript(page: Page, address: str, cast: Cast) -> None:
    sign_in(page, address, cast.partner_me)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.click("button[name=language][value=sw]")
    expect(page.locator("html")).to_have_attribute("lang", "sw")
    page.goto(f"{address}/register/commitment/")
    expect(page.locator("html")).to_have_attribute("lang", "sw")


def test_the_home_page_fits_a_slow_network(browser: Browser, address: str, story: Story, cast: Cast) -> None:
    with browser.new_context() as context:
        sign_in(context.new_page(), address, cast.partner_me)
        cookies = context.cookies()
    with browser.new_context() as fresh:
        fresh.add_cookies([{"name": one["name"], "value": one["value"], "url": address} for one in cookies])
        page = fresh.new_page()
        sizes: list[float] = []
        network = fresh.new_cdp_session(page)
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        network.send("Network.enable")
        page.goto(f"{address}/", wait_until="networkidle")
    assert len(sizes) >= 3
    assert 0 < sum(sizes) <= MOST_BYTES
