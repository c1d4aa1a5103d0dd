"""The text of a submission as it came, for reading: cut, and without the answers that the reader may not open."""

from collections.abc import Set

from lxml import etree

from pamoja.formats.instance import UnreadableInstance, parse

MOST_LETTERS = 20_000
MASK = "•••"


def readable_text(data: bytes, masked: Set[str]) -> str:
    """Return a submission as indented XML, the content of the elements named in `masked` replaced by dots.

    Empty when the bytes are no XML, because then nothing in them can be masked.
    """
    try:
        root = parse(data)
    except UnreadableInstance:
        return ""
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in masked:
            tail = element.tail
            element.clear()
            element.text, element.tail = MASK, tail
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def said_sensitivity(data: bytes) -> str:
    """Return how sensitive a submission calls itself: strict when it cannot be read, internal when it does not say."""
    try:
        root = parse(data)
    except UnreadableInstance:
        return "strict"
    for element in root.iter("{*}sensitivity"):
        return (element.text or "").strip()
    return "internal"
