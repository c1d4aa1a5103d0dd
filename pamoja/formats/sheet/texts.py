"""Texts in cells: what a spreadsheet could take for a formula is defused, and comes back as it was."""

import re

from pamoja.formats.csv_rows import DANGEROUS, defused

LONGEST = 32_000
"""Up to how many characters a text stands whole in a cell; spreadsheets cut beyond 32,767."""
CUT = " […]"

_QUOTED = re.compile(rf"'+[{re.escape(''.join(DANGEROUS))}]")


def to_cell(text: str) -> str:
    """Return a text as a cell holds it: with one kind of line break, cut when too long, and never a formula."""
    plain = one_break(text)
    if len(plain) > LONGEST:
        plain = plain[:LONGEST] + CUT
    return f"'{plain}" if _QUOTED.match(plain) else defused(plain)


def from_cell(text: str) -> str:
    """Return the text that `to_cell` was given, or that somebody typed."""
    return one_break(text[1:] if _QUOTED.match(text) else text)


def is_cut(text: str, whole: str) -> bool:
    """Tell whether a text is what a cell holds of a longer one."""
    return len(whole) > LONGEST and text == (one_break(whole)[:LONGEST] + CUT).strip()


def one_break(text: str) -> str:
    """Return a text with the line breaks that cells have."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
