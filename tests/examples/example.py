"""What an example of a register is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """Hold how an example of a register answers its form.

    `answers` makes the answers from two words that stand nowhere else: one to be read with the record, and one for
    answers above the level of their record. `question` names the record of the register `of` that it belongs to.
    """

    answers: Callable[[str, str], dict[str, Any]]
    question: str = ""
    of: str = ""
