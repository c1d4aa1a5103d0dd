"""Every kind of page fits a phone and a desk, in light and in dark, and keeps the rules of accessibility."""

import os
from typing import Any, Literal

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from pamoja.desk.registers.showing import record_url
from pamoja.excel.tests.books import brought, filled
from tests.browser.conftest import Story, sign_in
from tests.cast import Cast
from tests.phone.phone import HERE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"

RUN = """async () => (await axe.run()).violations
    .filter((found) => ['serious', 'critical'].includes(found.impact))
    .map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(' | ')}`)"""
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


def addresses(story: Story) -> list[str]:
    """Return the address of a page of each kind."""
    return [
        "/", "/register/dialogue/", "/register/session/", "/register/commitment/", "/register/followup/",
        record_url(story.commitment), record_url(story.dialogue), "/register/commitment/new",
        "/register/session/excel", "/figures/", "/figures/commitments_kept/", "/inbox", "/forms", "/places", "/design",
        "/risks/matrix",
    ]  # fmt: skip


def complaints(page: Page, url: str, width: int) -> list[str]:
    """Return what is wrong with a page: its status, sideways scrolling, the rules of accessibility it breaks."""
    answer = page.goto(url)
    found = [] if answer and answer.status == 200 else [f"answers {answer and answer.status}"]
    scroll, inner = page.evaluate(WIDTHS)
    if scroll > inner or inner > width:
        found.append(f"scrolls sideways: {scroll} in {inner}")
    page.evaluate(AXE.read_text())
    rules: list[str] = page.evaluate(RUN)
    return found + rules


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_for_everybody(
    browser: Browser, address: str, story: Story, cast: Cast, width: int, scheme: Literal["light", "dark"]
) -> None:
    if not AXE.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "axe is not installed: run npm ci in tests/phone"
        )
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: console.append(str(error)))
    sign_in(page, address, cast.consortium_me)
    found: dict[str, Any] = {}
    session = {"kind": "?", "held_on": "2026-02-01", "place": "CD6111"}
    workbook = brought(cast.consortium_me, "session", filled(cast.consortium_me, "session", [session, session]))
    for path in [*addresses(story), reverse("excel_import", args=[workbook.pk])]:
        wrong = complaints(page, address + path, width) + console
        console.clear()
        if wrong:
            found[path] = wrong
    page.close()
    assert found == {}
