"""Words that look like the name or the phone of a person: a modest hint for who writes what everybody may read.

It knows no names. It sees a form of address before a word with a capital letter, and digits in the shape of a phone
number of the country; it misses names without either, and takes some places and offices for people.
"""

import re

ADDRESSED = (
    "m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "mzee", "maman", "papa", "mama", "baba", "bwana",
    "bibi", "dr", "docteur", "abbé", "pasteur", "maître",
)  # fmt: skip
_TITLE = "|".join(sorted(ADDRESSED, key=len, reverse=True))
_PERSON = re.compile(rf"(?<!\w)(?i:{_TITLE})\.?\s+(?P<name>[A-ZÀ-Þ][a-zß-ÿ’'-]{{2,}}|[A-ZÀ-Þ]{{5,}})")
_PHONE = re.compile(r"(?<![\d.])(?:\+?243|0)[ .-]?[89]\d(?:[ .-]?\d){7}(?!\d)")


def seems_to_name(text: str) -> bool:
    """Tell whether a text seems to name a person, or to hold a phone number."""
    return bool(_PERSON.search(text) or _PHONE.search(text))
