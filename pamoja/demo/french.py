"""French as it is written: elision, contraction, and spaces that do not break."""

import re
from collections.abc import Mapping

VOWELS = "aeiouyhéèêâîôAEIOUYHÉÈÊÂÎÔ"
SPACE = "\u00a0"


def of(name: str) -> str:
    """Return `name` after « de »: du secteur, des Bashali, d’Aru, de Nizi."""
    return _contracted("de", name, "du", "des")


def to(name: str) -> str:
    """Return `name` after « à »: au secteur, aux champs, à Aru."""
    return _contracted("à", name, "au", "aux")


def _contracted(word: str, name: str, singular: str, plural: str) -> str:
    if name.startswith("le "):
        return f"{singular} {name[3:]}"
    if name.startswith("les "):
        return f"{plural} {name[4:]}"
    if word == "de" and name[0] in VOWELS:
        return f"d’{name}"
    return f"{word} {name}"


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def said(pattern: str, slots: Mapping[str, str], start: bool = True) -> str:
    """Fill the slots of a pattern and set its spaces; a capital slot gets a capital, as does the `start` of a sentence.

    Raises KeyError for an unknown slot.
    """
    names = re.findall(r"{(\w+)}", pattern)
    values = {name: slots[name] if name in slots else capital(slots[name.lower()]) for name in names}
    text = pattern.format_map(values).replace(" , ", ", ")
    text = capital(text) if start else text
    return re.sub(r" ([:;?!»])", SPACE + r"\1", text).replace("« ", f"«{SPACE}")


def with_forms(names: Mapping[str, str]) -> dict[str, str]:
    """Return slots for each name and its forms after « de » and « à »: lieu, du_lieu, au_lieu; objet, de_objet, ..."""
    slots = dict(names)
    for slot, name in names.items():
        masculine = slot in ("lieu", "voisin")
        slots[f"{'du' if masculine else 'de'}_{slot}"] = of(name)
        slots[f"{'au' if masculine else 'a'}_{slot}"] = to(name)
    return slots
