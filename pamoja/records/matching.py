"""Bringing names and phone numbers to one form, in which they are equal when a person would call them the same."""

import re
import unicodedata
from collections.abc import Callable

COUNTRY = "243"
LOCAL_DIGITS = 9
MOST_DIGITS = 15
_APOSTROPHES = re.compile(r"['’ʼ‘`]")


def plain_name(name: str) -> str:
    """Return a name without accents, case, signs and the order of its words; "" when it holds no letter."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold()
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"[^\W_]+", letters)))


def plain_phone(phone: str) -> str:
    """Return the digits of a phone number with + and the code of its country, that of the DRC when it names none.

    "" when there are too few or too many for a phone number.
    """
    text = unicodedata.normalize("NFKC", phone).strip()
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("+"):
        foreign = True
    elif digits.startswith("00"):
        digits, foreign = digits[2:], True
    else:
        foreign = digits.startswith(COUNTRY) and len(digits) > LOCAL_DIGITS + 1
    if not foreign:
        digits = COUNTRY + digits.removeprefix("0")
    elif digits.startswith(f"{COUNTRY}0"):
        digits = COUNTRY + digits[len(COUNTRY) + 1 :]
    wanted = LOCAL_DIGITS + len(COUNTRY) if digits.startswith(COUNTRY) else range(LOCAL_DIGITS, MOST_DIGITS + 1)
    fits = len(digits) == wanted if isinstance(wanted, int) else len(digits) in wanted
    return f"+{digits}" if fits else ""


PLAIN: dict[str, Callable[[str], str]] = {"name": plain_name, "phone": plain_phone}
"""How the answers of each kind of match are brought to one form."""
