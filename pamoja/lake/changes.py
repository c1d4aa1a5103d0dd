"""What a change of a record makes stale: rows of other tables repeat it or are deduced from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pamoja.activities.models import Session
from pamoja.activities.register import HELD_IN
from pamoja.dialogue.models import FollowUp
from pamoja.lake.manifest import Manifest
from pamoja.lake.reading import some
from pamoja.lake.tables import TABLES
from pamoja.lake.writing import only, partitions_with
from pamoja.records.models import Change, Link

Dirty = dict[str, set[UUID]]


@dataclass(frozen=True)
class Outbox:
    """Hold rows of the outbox as they were read: their own ids, and the records that they name."""

    rows: list[int]
    records: dict[str, set[UUID]]


def read_outbox() -> Outbox:
    """Read the outbox; rows written by transactions that are still open stay for the next time."""
    rows, records = [], dict[str, set[UUID]]()
    for row, register, record in Change.objects.order_by("pk").values_list("pk", "register", "record"):
        rows.append(row)
        records.setdefault(register, set()).add(record)
    return Outbox(rows, records)


def clear_outbox(outbox: Outbox) -> None:
    """Delete exactly the rows that were read."""
    for start in range(0, len(outbox.rows), 500):
        Change.objects.filter(pk__in=outbox.rows[start : start + 500]).delete()


def stale(folder: Path, manifest: Manifest, records: dict[str, set[UUID]]) -> Dirty:
    """Return for each table the records of which the rows must be made again.

    A session repeats the pillar of its process or its activity, a follow-up that of its commitment; the states of a
    commitment are deduced from its follow-ups, of those too that have been moved to another commitment since. The rows
    of every other table say nothing of any record but their own.
    """
    dialogues = records.get("dialogue", set())
    sessions = records.get("session", set()) | _sessions_of(dialogues) | _sessions_in(records.get("activity", set()))
    followups = records.get("followup", set())
    commitments = records.get("commitment", set())
    plain = {name: records.get(table.register, set()) for name, table in TABLES.items()}
    return plain | {
        "sessions": sessions,
        "attendance": sessions,
        "commitment_spans": commitments | _commitments_of(followups) | _formerly_of(folder, manifest, followups),
        "followups": followups | _followups_of(commitments),
    }


def _sessions_of(dialogues: set[UUID]) -> set[UUID]:
    links = Link.objects.filter(kind=HELD_IN, from_register="session")
    return _found(chunk.values_list("from_id", flat=True) for chunk in some(links, "to_id", dialogues))


def _sessions_in(activities: set[UUID]) -> set[UUID]:
    rows = some(Session.objects.order_by(), "activity_id", activities)
    return _found(chunk.values_list("pk", flat=True) for chunk in rows)


def _commitments_of(followups: set[UUID]) -> set[UUID]:
    rows = some(FollowUp.objects.order_by(), "pk", followups)
    return _found(chunk.values_list("commitment_id", flat=True) for chunk in rows)


def _followups_of(commitments: set[UUID]) -> set[UUID]:
    rows = some(FollowUp.objects.order_by(), "commitment_id", commitments)
    return _found(chunk.values_list("pk", flat=True) for chunk in rows)


def _formerly_of(folder: Path, manifest: Manifest, followups: set[UUID]) -> set[UUID]:
    """Return the commitments to which the lake still thinks these follow-ups belong."""
    found: set[UUID] = set()
    for rows in partitions_with(folder, manifest, "followups", "id", followups).values() if followups else ():
        found.update(only(rows, "id", followups)["commitment"].to_pylist())
    return found


def _found(chunks: Iterable[Iterable[UUID]]) -> set[UUID]:
    return {record for chunk in chunks for record in chunk}
