"""A real browser shows a question by the stylesheet alone exactly when the server asks it."""

import shutil
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, sync_playwright

from pamoja.formats.css import visibility_css
from pamoja.formats.questions import Choice, Condition, Form, Label, Question, Section
from pamoja.formats.rules import surely

pytestmark = pytest.mark.browser
NONE: Label = {"fr": "", "sw": "", "en": ""}
SIDES, KINDS, THEMES = ["state", "donor", "actor"], ["financial", "social"], ["land", "water"]

CONDITIONS: list[Condition] = [
    ("=", "side", "state"),
    ("not", ("=", "side", "state")),
    ("in", "side", ("state", "donor")),
    ("not", ("in", "side", ("state", "donor"))),
    ("blank", "side", True),
    ("blank", "kind", False),
    ("contains", "themes", "land"),
    ("not", ("contains", "themes", "land")),
    ("and", ("=", "side", "state"), ("not", ("=", "kind", "social"))),
    ("or", ("=", "side", "state"), ("and", ("blank", "kind", False), ("contains", "themes", "water"))),
    ("not", ("or", ("=", "side", "state"), ("=", "kind", "social"))),
]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """Open a page of Debian's Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page(java_script_enabled=True)
        browser.close()


def choices(codes: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, NONE) for code in codes)


def form() -> Form:
    """Return a form with a question for each condition."""
    asked = [
        Question("side", "one", NONE, NONE, choices=choices(SIDES)),
        Question("kind", "one", NONE, NONE, choices=choices(KINDS)),
        Question("themes", "many", NONE, NONE, choices=choices(THEMES)),
        *(Question(f"q{number}", "text", NONE, NONE, when=when) for number, when in enumerate(CONDITIONS)),
    ]
    return Form("form", NONE, (Section("all", NONE, tuple(asked)),))


def html(made: Form) -> str:
    """Return a page with radio buttons for the side, a drop-down for the kind, check boxes for the themes."""
    radios = "".join(f'<input type="radio" name="side" value="{code}">' for code in ["", *SIDES])
    options = "".join(f'<option value="{code}">{code}</option>' for code in ["", *KINDS])
    boxes = "".join(f'<input type="checkbox" name="themes" value="{code}">' for code in THEMES)
    fields = "".join(f'<p data-question="q{number}">q{number}</p>' for number in range(len(CONDITIONS)))
    return (
        f"<style>{visibility_css(made)}</style><form><p data-question='side'>{radios}</p>"
        f"<p data-question='kind'><select>{options}</select></p><p data-question='themes'>{boxes}</p>{fields}</form>"
    )


ANSWER = """([side, kind, themes]) => {
    const chosen = [side, ...themes];
    for (const box of document.querySelectorAll('input')) box.checked = chosen.includes(box.value);
    document.querySelector('select').value = kind;
    return [...document.querySelectorAll('[data-question^=q]')].map((field) => field.offsetParent !== null);
}"""


def test_the_browser_shows_what_the_server_asks(page: Page) -> None:
    made = form()
    page.set_content(html(made))
    for side, kind, themes in product(["", *SIDES], ["", *KINDS], [[], ["land"], ["water"], ["land", "water"]]):
        shown = page.evaluate(ANSWER, [side, kind, themes])
        values = {"side": side, "kind": kind, "themes": themes}
        assert shown == [surely(when, values) for when in CONDITIONS], values


def test_a_browser_without_the_selector_shows_everything() -> None:
    css = visibility_css(form())
    assert css.count("@supports selector(:has(*)) {") == 1
    assert css.index("@supports") == 0
