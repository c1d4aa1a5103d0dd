"""Fold names so that spelling habits do not hide a place."""

import re
import unicodedata


def fold(text: str) -> str:
    """Return a name without case, accents, hyphens and apostrophes: "Bahema d’Irumu" is "bahema d irumu"."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    return " ".join(re.split(r"[^\w]+|_", bare)).strip()


def slug(text: str) -> str:
    """Return a name as the last part of a code: letters, figures and hyphens, as in "bashali-mokoto"."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))
