"""What the look promises: one small sheet, nothing inline, nothing that an old browser would drop."""

import re
from pathlib import Path

import pytest
from django.template import engines

DESK = Path(__file__).parents[1]
SHEET = (DESK / "static/pamoja/pamoja.css").read_text()
TEMPLATES = sorted((DESK / "templates").rglob("*.html"))
NAMES = [path.relative_to(DESK / "templates").as_posix() for path in TEMPLATES]


def test_the_sheet_stays_small() -> None:
    assert len(SHEET.encode()) <= 16 * 1024


@pytest.mark.parametrize("new", [":is(", ":has(", ":where(", "::details-content", "width>", "clamp(", "inset:"])
def test_the_sheet_uses_nothing_that_an_old_phone_would_drop(new: str) -> None:
    assert new not in SHEET


def test_every_token_of_a_colour_has_a_dark_value() -> None:
    light, dark = SHEET.split("@media screen and (prefers-color-scheme:dark)")
    names = set(re.findall(r"(--[a-z0-9-]+):#", light)) - {"--sun", "--chalk"}
    assert names == set(re.findall(r"(--[a-z0-9-]+):#", dark.split("}}")[0]))


@pytest.mark.parametrize("name", NAMES)
def test_no_template_has_styles_or_scripts_of_its_own(name: str) -> None:
    text = (DESK / "templates" / name).read_text()
    assert not re.search(r"\sstyle=|<style|<script|\son(?:click|change|submit|input|load|error)=", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    engines["django"].get_template(name)


def test_every_class_of_a_template_has_a_rule() -> None:
    ruled = set(re.findall(r"\.([a-z][a-z0-9-]*)", re.sub(r"\{[^{}]*\}", "{}", SHEET)))
    used: set[str] = set()
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', path.read_text()):
            used |= {word for word in re.sub(r"\{[%{].*?[%}]\}", " ", value).split() if not word.endswith("-")}
    assert used <= ruled
