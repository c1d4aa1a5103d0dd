"""Two corrections of one record at once: what each changed is put together, and what both changed is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pamoja.kit.audit import history
from pamoja.kit.models import AuditLine
from pamoja.records.actions import stored_answers
from pamoja.records.models import Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """Hold a question that was changed meanwhile: its answer when the form was opened (None: not known), now, and mine.

    `both`: I changed it too, otherwise than they did.
    """

    name: str
    opened: Any
    now: Any
    mine: Any
    both: bool


@dataclass(frozen=True)
class Reconciled:
    """Hold the answers put together (mine where both changed one), what was changed meanwhile, and by which lines."""

    answers: dict[str, Any]
    differences: tuple[Difference, ...]
    lines: tuple[AuditLine, ...]


def reconcile(register: Register, record: Record, version: int, mine: Answers, reader: Reader) -> Reconciled:
    """Put together what a form that was opened at `version` says and what the record says now.

    Questions whose answers the reader may not read stay as they are; files and sealed answers are the reader's own.
    """
    now, lines = stored_answers(register, record), _since(register, record, version)
    opened = None if lines is None else _before(now, lines)
    closed = reader.closed(register, record)
    answers, found = dict(mine), []
    for name, value in now.items():
        asked = mine.get(name, "")
        if name in closed:
            answers[name] = value
            continue
        before = opened.get(name) if opened is not None else None
        theirs, ours = _plain(value) != _plain(before), _plain(asked) != _plain(before)
        if opened is not None and not ours:
            answers[name] = value
        if _plain(asked) != _plain(value) and theirs:
            found.append(Difference(name, before, value, asked, both=ours))
    return Reconciled(answers, tuple(found), tuple(lines or ()))


def _since(register: Register, record: Record, version: int) -> list[AuditLine] | None:
    """Return the lines of the corrections after a version; None when they do not tell all, as after an erasing."""
    corrections = list(history(register.name, record.pk).filter(verb="correct").order_by("at", "id"))
    whole = len(corrections) == record.version - 1 and all(line.erased_by is None for line in corrections)
    return corrections[version - 1 :] if whole and 0 < version <= record.version else None


def _before(now: Answers, lines: list[AuditLine]) -> dict[str, Any]:
    found = dict(now)
    for line in reversed(lines):
        found.update({name: change[0] for name, change in line.changes.items() if name in found})
    return found


def _plain(value: Any) -> Any:
    """Return an answer as it compares: as a page posts it and as it is stored are then equal."""
    if isinstance(value, list):
        rows = [_plain(one) for one in value]
        return sorted(rows, key=repr)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in sorted(value.items())}
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
