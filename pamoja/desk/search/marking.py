"""The words that were found, told apart in the text they stand in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pamoja.records.searching import Asked

WORD = re.compile(r"[^\W_]+")
AROUND = 80
"""How many letters of an answer are shown on either side of the first word that was found."""


@dataclass(frozen=True)
class Part:
    """Hold a piece of a text, and whether it is a word that was found."""

    text: str
    found: bool = False


def marked(text: str, sought: Asked) -> list[Part]:
    """Return a text in pieces, the words that were found apart."""
    return list(_parts(unicodedata.normalize("NFC", text), sought))


def _parts(text: str, sought: Asked) -> Iterator[Part]:
    end = 0
    for word in _found(text, sought):
        if word.start() > end:
            yield Part(text[end : word.start()])
        yield Part(word.group(), found=True)
        end = word.end()
    if end < len(text):
        yield Part(text[end:])


def _found(text: str, sought: Asked) -> Iterator[re.Match[str]]:
    return (word for word in WORD.finditer(text) if sought.begins(word.group()))


def excerpt(text: str, sought: Asked) -> list[Part]:
    """Return the pieces of a text around the first word that was found; none when no word was found in it."""
    plain = unicodedata.normalize("NFC", text)
    first = next(_found(plain, sought), None)
    if first is None:
        return []
    start, end = max(0, first.start() - AROUND), first.end() + AROUND
    before = "… " if start else ""
    start = plain.find(" ", start, first.start()) + 1 or start if start else 0
    shown = plain[start:end] if end >= len(plain) else plain[start:end].rpartition(" ")[0] + " …"
    return marked(before + " ".join(shown.split()), sought)
