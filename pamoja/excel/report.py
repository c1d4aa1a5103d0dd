"""The report of an import: every problem with its sheet, row and column, sealed as it may quote what was written."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem

PURPOSE = "import"
MOST_FAULTS = 1_000
"""How many problems a report names; the rest is counted."""


@dataclass(frozen=True)
class Fault:
    """Hold a problem and where it stands: the title of the sheet, the number of the row, the column or "".

    One that `warns` stops nothing: its row is written all the same.
    """

    sheet: str
    row: int
    column: str
    problem: Problem
    warns: bool = False


def sealed_report(owner: str, faults: Iterable[Fault]) -> bytes:
    """Return a report sealed for an organisation."""
    told = [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "problem": one.problem.as_dict(), "warns": one.warns}
        for one in faults
    ]
    return seal_for(owner, PURPOSE, json.dumps(told, ensure_ascii=False).encode())


def opened_report(found: bytes | memoryview | None) -> list[Fault]:
    """Return the faults of a report; raise Problem as `unseal` does."""
    if found is None:
        return []
    told: list[dict[str, Any]] = json.loads(unseal(PURPOSE, found))
    return [
        Fault(one["sheet"], one["row"], one["column"], Problem.from_dict(one["problem"]), one.get("warns", False))
        for one in told
    ]
