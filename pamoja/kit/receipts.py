"""Codes that somebody who wrote without signing in notes down, to ask later what became of it.

Nothing but a digest of a code is kept, and only this instance can compute it. The letters and figures of a code are
told apart when they are read and when they are heard; what is taken for a neighbour of one of them is read as that one.
"""

import uuid
from dataclasses import dataclass

from pamoja.kit.seal import keyed_digest

ALPHABET = "ACEFHJKLMPRTUWXY3479"
LENGTH = 8
GROUP = 4
NEIGHBOURS = str.maketrans({"I": "L", "1": "L", "N": "M", "V": "U", "B": "P", "D": "T", "S": "F", "Q": "K", "G": "J"})


@dataclass(frozen=True)
class Receipt:
    """Hold what is given for something written: the id that it is kept under, and the code to be noted."""

    id: uuid.UUID
    code: str


def receipt_for(once: str, content: str) -> Receipt:
    """Return the receipt for something written in a form; `once` is at random, made anew with each empty form.

    The same form sent twice, because the answer was lost on the way, has the same receipt; other words have another.
    Neither can be computed from the other, nor from what is kept.
    """
    number = int.from_bytes(keyed_digest("receipt/code", f"{once} {content}"))
    letters = []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return Receipt(
        uuid.UUID(bytes=keyed_digest("receipt/id", f"{once} {content}")[:16], version=4),
        "-".join("".join(letters[at : at + GROUP]) for at in range(0, LENGTH, GROUP)),
    )


def digest_of(code: str) -> bytes | None:
    """Return the 32 bytes under which a code is kept; None for a text that cannot be one."""
    letters = "".join(one for one in code.upper() if one.isalnum()).translate(NEIGHBOURS)
    if len(letters) != LENGTH or set(letters) - set(ALPHABET):
        return None
    return keyed_digest("receipt", letters)
