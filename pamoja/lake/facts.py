"""The tables of the lake that are derived from registers: attendance of sessions, states of commitments by day."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import pyarrow as pa

from pamoja.activities.models import Attendance
from pamoja.dialogue.models import FollowUp
from pamoja.engine import promise
from pamoja.lake.columns import COMMON, child_columns, column, register_schema
from pamoja.lake.geography import Geography
from pamoja.lake.reading import Columns, Ids, as_table, read_register, some
from pamoja.registry.registers import REGISTERS

OF_EVERY_RECORD = tuple(field.name for field in COMMON if field.name != "id")
OF_THE_SESSION = (*OF_EVERY_RECORD, "held_on", "kind", "process")
OF_THE_COMMITMENT = (
    *OF_EVERY_RECORD,
    *("made_on", "due_on", "origin", "dialogue", "compact", "scorecard", "side", "towards", "type", "level"),
)


def attendance_schema() -> pa.Schema:
    """Return the columns of attendance."""
    session = register_schema("session")
    kept = [session.field(name) for name in OF_THE_SESSION]
    return pa.schema([column("session", pa.uuid()), *kept, *child_columns("session", "attendance")])


def attendance(geography: Geography, ids: Ids = None) -> pa.Table:
    """Return who came to the sessions, a row for each line of their attendance.

    A session without attendance has one row in which sex, age, category and people are unknown, so that it can be
    counted as missing.
    """
    sessions = read_register(REGISTERS["session"], geography, ids).to_pydict()
    lines: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    asked = [kind.name for kind in child_columns("session", "attendance")]
    paths = ["category__code" if name == "category" else name for name in asked]
    for chunk in some(Attendance.objects.order_by("sex", "age", "category_id", "pk"), "session_id", ids):
        for session, *values in chunk.values_list("session_id", *paths):
            lines[session].append(tuple(values))
    columns: Columns = {name: [] for name in attendance_schema().names}
    unknown = [(None,) * len(asked)]
    for index, session in enumerate(sessions["id"]):
        for line in lines.get(session, unknown):
            columns["session"].append(session)
            for name in OF_THE_SESSION:
                columns[name].append(sessions[name][index])
            for name, value in zip(asked, line, strict=True):
                columns[name].append(value)
    return as_table(columns, attendance_schema())


def spans_schema() -> pa.Schema:
    """Return the columns of the states of commitments by day."""
    commitment = register_schema("commitment")
    kept = [commitment.field(name) for name in OF_THE_COMMITMENT]
    said = [column(name, pa.string()) for name in ("state", "basis", "declared", "verified")]
    days = [column("start", pa.date32()), column("end", pa.date32())]
    return pa.schema([column("commitment", pa.uuid()), *kept, *days, *said])


def commitment_spans(geography: Geography, ids: Ids = None) -> pa.Table:
    """Return the states of commitments, a row for the days from `start` until before `end` (none: today)."""
    commitments = read_register(REGISTERS["commitment"], geography, ids).to_pydict()
    words = _words(ids)
    columns: Columns = {name: [] for name in spans_schema().names}
    for index, commitment in enumerate(commitments["id"]):
        for span in promise.spans(commitments["made_on"][index], words.get(commitment, [])):
            columns["commitment"].append(commitment)
            for name in OF_THE_COMMITMENT:
                columns[name].append(commitments[name][index])
            columns["start"].append(span.start)
            columns["end"].append(span.end)
            columns["state"].append(span.judgement.state)
            columns["basis"].append(span.judgement.basis)
            columns["declared"].append(span.judgement.declared)
            columns["verified"].append(span.judgement.verified)
    return as_table(columns, spans_schema())


def _words(ids: Ids) -> dict[UUID, list[promise.Word]]:
    """Return the words on commitments, in the order in which the record page reads them."""
    words: dict[UUID, list[promise.Word]] = defaultdict(list)
    for chunk in some(FollowUp.objects.order_by("said_on", "created_at", "id"), "commitment_id", ids):
        for followup in chunk.only(
            "commitment_id", "said_on", "voice", "says", "promiser_answer", "receiver_answer", "created_at"
        ):
            words[followup.commitment_id].append(followup.word)
    return words


def words_of(ids: Ids) -> set[UUID]:
    """Return the follow-ups of commitments."""
    found: set[UUID] = set()
    for chunk in some(FollowUp.objects.order_by(), "commitment_id", ids):
        found.update(chunk.values_list("pk", flat=True))
    return found
