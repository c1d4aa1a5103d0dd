"""A security key is added and used in a real browser, under the content security policy, by a key that it imitates."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, expect

from tests.browser.conftest import sign_in
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_security_key_is_added_then_opens_the_desk(browser: Browser, address: str, cast: Cast) -> None:
    address = address.replace("127.0.0.1", "localhost")
    Authenticator.objects.filter(user=cast.protection).delete()
    page = browser.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: console.append(str(error)))
    network = page.context.new_cdp_session(page)
    network.send("WebAuthn.enable")
    network.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto(f"{address}/signin")
    page.fill("[name=login]", cast.protection.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn")
    page.wait_for_url(f"{address}/account/second-factor")
    page.click("main a[href='/account/second-factor/keys/add']")
    page.fill("[name=name]", "Clé bleue")
    page.click("form[data-security-key] button")
    page.wait_for_url(f"{address}/account/second-factor/codes")
    assert Authenticator.objects.get(user=cast.protection, type="webauthn").wrap().name == "Clé bleue"

    page.goto(f"{address}/account/second-factor")
    expect(page.locator("main")).to_contain_text("Clé bleue")
    page.click("footer form button")
    page.wait_for_url(f"{address}/signin")
    page.fill("[name=login]", cast.protection.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn")
    page.wait_for_url(f"{address}/signin/code")
    page.click("form[data-security-key] button")
    page.wait_for_url(f"{address}/")
    assert console == []
    page.close()


def test_without_javascript_the_other_ways_remain(browser: Browser, address: str, cast: Cast) -> None:
    page = browser.new_page(java_script_enabled=False)
    sign_in(page, address, cast.protection)
    page.goto(f"{address}/account/second-factor/keys/add")
    expect(page.locator("form[data-security-key] button")).to_be_hidden()
    expect(page.locator("form[data-security-key] .hint")).to_be_visible()
    page.close()
