"""The tool that keeps the catalogues loses nothing and makes no noise."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from tools import messages


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small program with one Python file and one template."""
    monkeypatch.setattr(messages, "SOURCES", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    (tmp_path / "desk/templates").mkdir(parents=True)
    (tmp_path / "actions.py").write_text(
        'from django.utils.translation import gettext_lazy as _, ngettext, pgettext\nA = _("Kept by %(office)s.")\n'
        'B = ngettext("One place", "%(n)s places", 2)\nC = pgettext("a month", "May")\n'
    )
    (tmp_path / "desk/templates/page.html").write_text(
        '{% load i18n %}\n    {% if a %}\n  <p title="it\'s">{% translate "Overdue" %}</p>{% endif %}\n'
        "{% blocktranslate count n=n %}One word{% plural %}{{ n }} words{% endblocktranslate %}"
    )
    return tmp_path


def write(language: str, **translations: str) -> None:
    path = messages.catalogue_path(language)
    text = path.read_text()
    for msgid, words in translations.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{words}"')
    path.write_text(text)


def test_python_and_templates_are_read_with_plurals_and_contexts(tree: Path) -> None:
    said = {(message.context, message.id) for message in messages.said_by_the_code() if message.id}
    assert said == {
        (None, "Kept by %(office)s."),
        (None, ("One place", "%(n)s places")),
        ("a month", "May"),
        (None, "Overdue"),
        (None, ("One word", "%(n)s words")),
    }


def test_extracting_twice_changes_nothing(tree: Path) -> None:
    messages.extract()
    write("fr", Overdue="En retard")
    messages.extract()
    once = messages.catalogue_path("fr").read_text()
    messages.extract()
    assert messages.catalogue_path("fr").read_text() == once
    assert 'msgstr "En retard"' in once


def test_a_catalogue_says_neither_when_nor_where(tree: Path) -> None:
    messages.extract()
    text = messages.catalogue_path("sw").read_text()
    assert "POT-Creation-Date" not in text
    assert "actions.py" not in text


def test_a_translation_that_the_code_no_longer_needs_is_kept_and_comes_back(tree: Path) -> None:
    messages.extract()
    write("fr", Overdue="En retard")
    page = tree / "desk/templates/page.html"
    before = page.read_text()
    page.write_text("{% load i18n %}")
    messages.extract()
    assert '#~ msgstr "En retard"' in messages.catalogue_path("fr").read_text()
    page.write_text(before)
    messages.extract()
    assert '\nmsgstr "En retard"' in messages.catalogue_path("fr").read_text()


def test_what_is_missing_and_other_placeholders_are_told(tree: Path) -> None:
    messages.extract()
    write("fr", **{"Kept by %(office)s.": "Tenu par %(bureau)s.", "Overdue": "En retard"})
    told = [fault for fault in messages.faults() if fault.startswith("fr")]
    assert "fr: placeholders ['bureau'] instead of ['office']: 'Kept by %(office)s.'" in told
    assert "fr: not translated: 'May'" in told
    assert not any("Overdue" in fault for fault in told)


def test_a_compiled_catalogue_holds_the_translations(tree: Path) -> None:
    messages.extract()
    write("fr", Overdue="En retard")
    messages.compile_stale()
    with messages.catalogue_path("fr").with_suffix(".mo").open("rb") as file:
        assert read_mo(file)["Overdue"].string == "En retard"
