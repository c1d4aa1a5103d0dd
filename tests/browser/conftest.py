"""The instance on a real port with its static files compressed, a browser, and a few records to look at."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from pamoja.accounts.models import User
from pamoja.accounts.second_factor import needs_second_factor
from pamoja.dialogue.models import Commitment, DialogueProcess
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.lake.refresh import refresh
from tests.cast import PASSWORD, Cast, by, code
from tests.phone.serving import serving

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class Story:
    """Hold a dialogue and its commitment, of which both sides spoke."""

    dialogue: DialogueProcess
    commitment: Commitment


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium for the module; without one the test is skipped, but fails where CI=true."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{CHROMIUM} is not installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, for which Django would refuse the database to fixtures.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def address(cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve the instance as it is installed, static files collected and compressed; give its address."""
    changes = {
        "STATIC_ROOT": tmp_path / "static",
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    }
    for name, value in changes.items():
        setattr(settings, name, value)
    call_command("collectstatic", verbosity=0, interactive=False)
    monkeypatch.setattr("pamoja.config.wsgi.pages", get_wsgi_application())
    with serving() as found:
        yield found


@pytest.fixture
def story(cast: Cast) -> Story:
    """Make a dialogue, a commitment and a word of each side, and bring lake and forms up to date."""
    dialogue = process(by(cast.partner_me))
    promise = commitment(by(cast.partner_me), dialogue)
    word(by(cast.state), promise, "promiser", "kept", "2026-06-20")
    word(by(cast.field_agent), promise, "receiver", "part", "2026-07-02")
    publish_forms(By(None, "command"))
    refresh()
    return Story(dialogue, promise)


def sign_in(page: Page, address: str, person: User) -> None:
    """Sign in by the page that people use."""
    page.goto(f"{address}/signin")
    page.fill("[name=login]", person.login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn")
    if needs_second_factor(person):
        page.wait_for_url(f"{address}/signin/code")
        page.fill("[name=code]", code())
        page.click("main form button.btn")
    page.wait_for_url(f"{address}/")
