"""What a form on the phone says besides the labels of its questions."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pamoja.formats.questions import Label

LANGUAGES: Mapping[str, str] = {"fr": "Français (fr)", "sw": "Kiswahili (sw)", "en": "English (en)"}
"""The languages of a form as the phone lists them; the first is shown by default."""

PHRASES: Mapping[str, Label] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text())


def phrase(name: str, **data: object) -> Label:
    """Return a phrase in every language, its placeholders filled."""
    return {language: PHRASES[name][language].format(**data) for language in LANGUAGES}


def columns(heading: str, label: Label) -> dict[str, str]:
    """Return the cells of a translated column, empty texts left out; raise ValueError when a language lacks."""
    cells = {f"{heading}::{name}": label.get(language, "") for language, name in LANGUAGES.items()}
    if any(cells.values()) and not all(cells.values()):
        raise ValueError(f"{heading} {dict(label)!r} lacks a language")
    return {name: text for name, text in cells.items() if text}


def joined(labels: list[Label]) -> Label:
    """Return several sentences as one text, by language."""
    return {language: " ".join(label[language] for label in labels) for language in LANGUAGES}
