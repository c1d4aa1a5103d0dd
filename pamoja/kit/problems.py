"""What went wrong, as a code with data; the words are in `sentences`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from pamoja.kit.sentences import SENTENCES

TRANSLATED = ("label", "message")


class Problem(Exception):
    """Tells a user what is wrong, where, and what to do.

    `code` is a key of SENTENCES; `data` fills its named placeholders; `data["where"]`, when given, is the question,
    row or column concerned. `label` and `message` are msgids, translated when the sentence is read.
    """

    def __init__(self, code: str, **data: Any) -> None:
        if code not in SENTENCES:
            raise KeyError(f"no sentence for problem {code!r}")
        super().__init__(code)
        self.code = code
        self.data: Mapping[str, Any] = data

    @property
    def sentence(self) -> str:
        """Return the sentence in the active language."""
        words = {name: gettext(value) if name in TRANSLATED and value else value for name, value in self.data.items()}
        return str(SENTENCES[self.code]) % words

    def __str__(self) -> str:
        return self.sentence

    def as_dict(self) -> dict[str, Any]:
        """Return what can be stored as JSON and read again by `from_dict`."""
        return {"code": self.code, "data": {name: str(value) for name, value in self.data.items()}}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Problem":
        """Return the problem that `as_dict` described."""
        return cls(stored["code"], **stored["data"])


class Problems(Exception):
    """Carries every problem found in one submission, so that a user corrects them all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(problem.sentence for problem in self.problems)
