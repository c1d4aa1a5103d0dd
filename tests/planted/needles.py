"""What is planted about a person, and every shape in which it could lie somewhere."""

import base64
import html
import json
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

NAME = "Zawadipla Nté’ebumbu & Kyakimwa"
PHONE = "0600 654 321"
ADDRESS = "Avenue Mulinziko 7, près de l’Épicéarium"
IDENTITY = {"full_name": NAME, "phone": PHONE, "address": ADDRESS}

WORDS = (
    *("Zawadipla", "Nté’ebumbu", "Nte’ebumbu", "nteebumbu", "Kyakimwa", NAME),
    *("0600654321", "600 654 321", "243600654321", "600654321"),
    *("Mulinziko", "Épicéarium", "epicearium", ADDRESS),
)
"""What is looked for: each part that tells of the person alone, as typed and as brought to one form."""


def shapes(word: str) -> Iterator[bytes]:
    """Yield the bytes that a word is in each encoding and escape, in lower case."""
    for text in {word, unicodedata.normalize("NFD", word)}:
        yield from (text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
        yield text.encode("latin-1", "ignore") if text.isascii() else text.encode("latin-1", "replace")
        yield quote(text).encode()
        yield quote(text, safe="").replace("%20", "+").encode()
        yield html.escape(text).encode()
        yield text.encode("ascii", "xmlcharrefreplace")
        yield "".join(one if one.isascii() else f"&#x{ord(one):x};" for one in text).encode()
        yield json.dumps(text)[1:-1].encode()
        yield text.encode().hex().encode()


def in_base64(word: str) -> Iterator[bytes]:
    """Yield what surely stands in the base64 of any text that holds a word, at each of three offsets."""
    plain = word.encode()
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain)
        yield coded[(before * 8 + 5) // 6 : (before + len(plain)) * 8 // 6]


LOWERED = sorted({shape.lower() for word in WORDS for shape in shapes(word) if len(shape) > 5})
EXACT = sorted({shape for word in WORDS for shape in in_base64(word) if len(shape) > 7})


def found_in(content: bytes) -> list[bytes]:
    """Return the shapes that stand in some bytes, whatever their case."""
    low = content.lower()
    return [shape for shape in LOWERED if shape in low] + [shape for shape in EXACT if shape in content]


def leaks(haystack: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return where something planted stands, and in which shape."""
    return [f"{where}: {shape!r}" for where, content in haystack for shape in found_in(content)]
