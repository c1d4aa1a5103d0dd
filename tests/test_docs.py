"""The pages in `docs/` say what the code says."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.utils.translation import override

from pamoja.cases.models import CaseOutcome
from pamoja.dialogue.models import CommitmentState
from pamoja.registry.registers import REGISTERS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def ladder() -> list[str]:
    """Return the packages as the import contract lists them, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [name.strip() for line in lines for name in line.split("|")]


def first_cells(page: str) -> list[str]:
    """Return the code in the first cell of each row of the tables of a page."""
    return re.findall(r"^\| `([\w-]+)` \|", (ROOT / "docs" / page).read_text(), re.MULTILINE)


def test_every_package_has_its_line_in_the_order_of_the_ladder() -> None:
    assert first_cells("packages.md") == ladder()


def test_every_folder_of_the_program_is_a_package_of_the_ladder() -> None:
    folders = {path.parent.name for path in (ROOT / "pamoja").glob("*/__init__.py")}
    assert folders == set(ladder())


def test_every_register_is_in_the_glossary() -> None:
    assert set(REGISTERS) <= set(first_cells("glossary.md"))


def in_language(state: CommitmentState | CaseOutcome, language: str) -> str:
    """Return the word of a state in a language."""
    with override(language):
        return str(state.label)


def test_every_state_is_in_the_glossary_with_the_words_of_the_screen() -> None:
    page = (ROOT / "docs/glossary.md").read_text()
    for state in (*CommitmentState, *CaseOutcome):
        words = [str(in_language(state, language)) for language in ("en", "fr", "sw")]
        assert f"| `{state.value}` | {' | '.join(words)} |" in page, state


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_every_command_that_a_page_names_exists() -> None:
    lines = re.findall(r"(?:^|`|bin/)pamoja ([a-z]+)\b", "\n".join(code(page) for page in PAGES), re.MULTILINE)
    assert set(lines) - set(get_commands()) == set()


def code(page: Path) -> str:
    """Return the code of a page: its blocks and what stands in backticks."""
    text = page.read_text()
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def test_every_setting_of_the_environment_is_described() -> None:
    read = set(re.findall(r"PAMOJA_[A-Z_]+", (ROOT / "pamoja/config/settings.py").read_text()))
    page = (ROOT / "docs/install.md").read_text()
    assert {name for name in read if f"| `{name}` |" not in page} == set()


def test_every_decision_is_in_the_list_of_decisions() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text()
    pages = {path.name for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert {name for name in pages if f"({name})" not in listed} == set()


def test_languages_of_the_glossary_are_those_of_the_program() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"fr", "sw", "en"}
