"""Keeps the catalogues of translations: extract what the code says, compile what translators wrote, check both.

python -m tools.messages extract           bring every django.po up to date with the code
python -m tools.messages compile [FILE]    make django.mo of one django.po, or of all
python -m tools.messages check             tell what is not translated, or translated with other placeholders
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "pamoja"
LOCALE = SOURCES / "locale"
LANGUAGES = ("fr", "sw")
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "sw": "nplurals=2; plural=(n != 1);"}
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)(%[sd])")
HEADER = """\
# {name} for Pamoja. English is the language of the code.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""
NAMES = {"fr": "French", "sw": "Swahili"}


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def said_by_the_code() -> Catalog:
    """Return all messages of Python files and templates, without the places where they stand."""
    found = Catalog()
    for path in sorted(SOURCES.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(SOURCES).parts):
            _add(found, path.read_text())
    for path in sorted(p for ending in ("html", "txt", "xml") for p in SOURCES.rglob(f"templates/**/*.{ending}")):
        # Babel reads Python: indentation that templates leave behind would be an error there.
        _add(found, "\n".join(line.strip() for line in templatize(path.read_text(), origin=str(path)).splitlines()))
    return found


def _add(catalogue: Catalog, source: str) -> None:
    calls: Any = extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {})
    for _line, keyword, words, _comments in calls:
        spec = KEYWORDS[keyword] or (1,)
        parts = words if isinstance(words, tuple) else (words,)
        context = next((parts[place[0] - 1] for place in spec if isinstance(place, tuple)), None)
        ids = [parts[place - 1] for place in spec if isinstance(place, int)]
        if all(ids):
            catalogue.add(tuple(ids) if len(ids) > 1 else ids[0], context=context)


def read(language: str) -> Catalog:
    """Return the catalogue of a language, empty when it was never written."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract() -> None:
    """Bring the catalogues up to date: translations stay, those the code no longer needs are kept as obsolete."""
    said = said_by_the_code()
    for language in LANGUAGES:
        catalogue = read(language)
        for message in [*catalogue.obsolete.values()]:
            if said.get(message.id, context=message.context):
                catalogue[message.id] = message
        catalogue.update(said, no_fuzzy_matching=True)
        text = io.BytesIO()
        write_po(text, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        header = HEADER.format(name=NAMES[language], language=language, plurals=PLURALS[language])
        path.write_text(header + text.getvalue().decode().strip() + "\n")


def compile_catalogue(path: Path) -> None:
    """Write the `.mo` beside a `.po`, at once or not at all."""
    language = path.parent.parent.name
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    draft = path.with_suffix(".mo.part")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    draft.rename(path.with_suffix(".mo"))


def compile_stale() -> None:
    """Compile each catalogue that is newer than what was compiled from it."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            compile_catalogue(path)


def faults() -> Iterator[str]:
    """Yield a line for each message that a catalogue lacks, leaves empty or gives other placeholders."""
    said = [message for message in said_by_the_code() if message.id]
    for language in LANGUAGES:
        catalogue = read(language)
        for message in said:
            found = catalogue.get(message.id, context=message.context)
            if found is None:
                yield f"{language}: not in the catalogue (make messages): {_first(message)!r}"
            elif "fuzzy" in found.flags or not all(_forms(found.string)):
                yield f"{language}: not translated: {_first(message)!r}"
            elif problem := _other_placeholders(message, found):
                yield f"{language}: {problem}: {_first(message)!r}"


def _other_placeholders(message: Message, found: Message) -> str:
    wanted = [placeholders(text) for text in _forms(message.id)]
    for number, text in enumerate(_forms(found.string)):
        given = placeholders(text)
        # The singular may say "one" in words.
        if given != wanted[min(number, len(wanted) - 1)] and not (
            number == 0 and len(wanted) > 1 and given <= wanted[1]
        ):
            return f"placeholders {sorted(given)} instead of {sorted(wanted[-1])}"
    return ""


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text: names of `%(name)s`, and bare `%s`."""
    return {name or bare for name, bare in PLACEHOLDER.findall(text)}


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code."""
    verb, *files = arguments or ["--help"]
    if verb == "extract":
        extract()
    elif verb == "compile" and files:
        for file in files:
            compile_catalogue(Path(file))
    elif verb == "compile":
        compile_stale()
    elif verb == "check":
        found = list(faults())
        print("\n".join(found) or "Every message is translated.")
        return bool(found)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
