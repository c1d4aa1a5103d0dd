"""What became of each row of a table."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pamoja.kit.problems import Problem


class Outcome(StrEnum):
    """Name what became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """Tell what became of one row: for an update what changed (column: [from, to]), for a refusal why."""

    row: int
    code: str
    outcome: Outcome
    changes: Mapping[str, list[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass
class Report:
    """Hold the lines of one file in the order of the file, and notices about the file as a whole."""

    file: str
    notices: list[Problem] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows met which outcome, every outcome named."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome.value: found[outcome] for outcome in Outcome}

    @property
    def refused(self) -> list[Line]:
        """Return the rows that were left out."""
        return [line for line in self.lines if line.outcome is Outcome.REFUSED]
