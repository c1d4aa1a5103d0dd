"""What tells in a text that it is about a certain person: names and phones, however they are written."""

import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from pamoja.records.matching import plain_name, plain_phone

TWO_WORDS = 2
_NUMBER = re.compile(r"\+?\d[\d ./()-]{7,18}\d")


@dataclass(frozen=True)
class Traces:
    """Hold what is known of a person: names and phones brought to one form, and the submissions that told of them."""

    names: frozenset[str]
    phones: frozenset[str]
    instances: frozenset[str]

    def are_in(self, content: bytes) -> bool:
        """Tell whether bytes of unknown shape tell of the person: all words of a name, a phone, or a submission."""
        return any(self._are_in(text) for text in readings(content))

    def _are_in(self, text: str) -> bool:
        words = set(plain_name(text).split())
        if any(name.count(" ") + 1 >= TWO_WORDS and words.issuperset(name.split()) for name in self.names):
            return True
        if any(plain_phone(number) in self.phones for number in _NUMBER.findall(text)):
            return True
        return any(instance in text for instance in self.instances)


def traces_of(names: Collection[str], phones: Collection[str], instances: Collection[str]) -> Traces:
    """Return the traces that names, phones and submissions leave."""
    return Traces(
        frozenset(filter(None, map(plain_name, names))),
        frozenset(filter(None, map(plain_phone, phones))),
        frozenset(instances),
    )


def readings(content: bytes) -> list[str]:
    """Return bytes read as text in the ways that phones write it, entities of XML resolved."""
    texts = [content.decode("utf-8", "ignore"), content.decode("latin-1")]
    if b"\0" in content:
        texts += [content.decode("utf-16-le", "ignore"), content.decode("utf-16-be", "ignore")]
    return [unicodedata.normalize("NFC", html.unescape(text)) for text in texts]
