"""The chain of audit lines: each sealed line holds a digest of itself and of the line before.

Lines are written without a place in the chain, so that no write waits for another. A sealer gives them numbers and
digests afterwards, within seconds; a line whose transaction ends late simply gets a later number.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

from pamoja.kit import digests
from pamoja.kit.models import AuditHead, AuditLine

AT_ONCE = 500
"""Lines sealed in one transaction: some milliseconds of the turn to write."""

TABLE = AuditLine._meta.db_table


class Stored(NamedTuple):
    """Is a line as the database keeps it; `person` is hexadecimal or "", `changes` JSON."""

    id: int
    sequence: int | None
    fields: bytes
    reason: str
    changes: str
    content_digest: bytes
    digest: bytes | None
    erased_by: int | None

    @property
    def has_its_content(self) -> bool:
        """Tell whether fields, reason and changes are those that were written."""
        changes = digests.read_changes(self.changes)
        return digests.of_content(self.fields, self.reason, changes) == self.content_digest

    def chained(self, previous: bytes, sequence: int) -> bytes:
        """Return the digest of the line in this place of the chain."""
        return digests.of_line(previous, sequence, self.id, self.fields, self.content_digest)


def stored(condition: str, values: list[Any]) -> Iterator[Stored]:
    """Yield lines as the database keeps them, without making models of them; `condition` follows WHERE.

    All are read at once: ask for some thousands at a time.
    """
    at = "CAST(at AS text)" if connection.vendor == "sqlite" else "at"
    columns = (
        f"id, sequence, {at}, CAST(person AS varchar), door, verb, subject_kind, subject_id, reason, "
        "CAST(changes AS text), content_digest, digest, erased_by"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TABLE} WHERE {condition}", values)  # noqa: S608
        rows = cursor.fetchall()
    for line, sequence, at, person, door, verb, kind, subject, reason, changes, content, digest, erased_by in rows:
        moment = f"{at}.000000"[:26] if isinstance(at, str) else digests.moment_of(at)
        fields = digests.fields_of(moment, (person or "").replace("-", ""), door, verb, kind, subject)
        yield Stored(line, sequence, fields, reason, changes, bytes(content), digest and bytes(digest), erased_by)


def seal_waiting(limit: int = AT_ONCE) -> int:
    """Chain at most `limit` lines that wait, in order of their id; return how many."""
    if not AuditLine.objects.filter(sequence=None).exists():
        return 0
    with transaction.atomic():
        head = _locked_head()
        sealed: list[int | bytes] = []
        for line in _waiting(limit):
            head.sequence += 1
            head.digest = line.chained(bytes(head.digest), head.sequence)
            sealed += (line.id, head.sequence, head.digest)
        if sealed:
            head.mark = digests.of_head(head.sequence, bytes(head.digest))
            _write(sealed)
            head.save()
    return len(sealed) // 3


def _locked_head() -> AuditHead:
    first = {"digest": digests.FIRST, "mark": digests.of_head(0, digests.FIRST)}
    AuditHead.objects.get_or_create(id=AuditHead.ONLY, defaults=first)
    return AuditHead.objects.select_for_update().get(id=AuditHead.ONLY)


def _waiting(limit: int) -> Iterator[Stored]:
    """Yield the lines to seal; those that somebody is erasing at the moment come next time, so that nobody waits."""
    aside = " FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    return stored(f"sequence IS NULL ORDER BY id LIMIT %s{aside}", [limit])


def _write(sealed: list[int | bytes]) -> None:
    """Write id, number and digest after id, number and digest in one statement, which both databases understand."""
    rows = ", ".join(["(%s, %s, %s)"] * (len(sealed) // 3))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET sequence = given.column2, digest = given.column3 "  # noqa: S608
            f"FROM (VALUES {rows}) AS given WHERE {TABLE}.id = given.column1",
            sealed,
        )


def head() -> tuple[int, bytes]:
    """Return the number and the digest of the last sealed line; 0 before the first."""
    found = AuditHead.objects.first()
    return (found.sequence, bytes(found.digest)) if found else (0, digests.FIRST)
