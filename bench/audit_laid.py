"""Audit lines laid into a database by the million: some that wait for the seal, many only to be looked at."""

import uuid
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from pamoja.kit import digests

LOGIN, PASSWORD = "reader@bench.invalid", "mabele na maji 7"
READER = uuid.UUID(int=7)
PEOPLE = 200
MANY = 10_000_000
AT_ONCE = 10_000
START = datetime(2024, 1, 1, tzinfo=UTC)

WAITING = """
INSERT INTO kit_auditline (at, person, door, verb, subject_kind, subject_id, reason, changes, content_digest)
VALUES (%s, %s, 'phone', 'correct', 'session', %s, 'A number was misread.', '{"women": ["12", "21"]}', %s)
"""

SQLITE = """
WITH RECURSIVE number (n) AS (SELECT %(first)s UNION ALL SELECT n + 1 FROM number WHERE n < %(last)s)
INSERT INTO kit_auditline (
    at, person, door, verb, subject_kind, subject_id, reason, changes, content_digest, sequence, digest
)
SELECT strftime('%%Y-%%m-%%d %%H:%%M:%%S', '2024-01-01', (n * 6) || ' seconds'),
    printf('%%032x', n * 7919 %% %(people)s),
    CASE WHEN n %% 10 < 7 THEN 'phone' WHEN n %% 100000 = 99999 THEN 'command' ELSE 'desk' END,
    CASE WHEN n %% 1000000 = 0 THEN 'suspend' WHEN n %% 100 < 60 THEN 'enter' WHEN n %% 100 < 90 THEN 'correct'
        WHEN n %% 100 < 99 THEN 'view' ELSE 'export' END,
    CASE n %% 4 WHEN 0 THEN 'dialogue' WHEN 1 THEN 'followup' WHEN 2 THEN 'commitment' ELSE 'session' END,
    lower(hex(randomblob(16))), '', '{}', randomblob(32), n, randomblob(32)
FROM number
"""

POSTGRESQL = """
INSERT INTO kit_auditline (
    at, person, door, verb, subject_kind, subject_id, reason, changes, content_digest, sequence, digest
)
SELECT timestamptz '2024-01-01 00:00:00+00' + n * interval '6 seconds',
    lpad(to_hex(n * 7919 %% %(people)s), 32, '0')::uuid,
    CASE WHEN n %% 10 < 7 THEN 'phone' WHEN n %% 100000 = 99999 THEN 'command' ELSE 'desk' END,
    CASE WHEN n %% 1000000 = 0 THEN 'suspend' WHEN n %% 100 < 60 THEN 'enter' WHEN n %% 100 < 90 THEN 'correct'
        WHEN n %% 100 < 99 THEN 'view' ELSE 'export' END,
    CASE n %% 4 WHEN 0 THEN 'dialogue' WHEN 1 THEN 'followup' WHEN 2 THEN 'commitment' ELSE 'session' END,
    gen_random_uuid()::text, '', '{}', decode(repeat(md5(n::text), 2), 'hex'), n, decode(repeat(md5(n::text), 2), 'hex')
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""


def lay_waiting(rows: int) -> None:
    """Write genuine lines that wait for the seal."""
    for start in range(0, rows, AT_ONCE):
        _insert([_line(number) for number in range(start, min(start + AT_ONCE, rows))])


def lay_sealed(first: int, last: int) -> None:
    """Write lines numbered from `first` to `last` whose digests mean nothing, without indexes while they come in."""
    from pamoja.kit.models import AuditLine  # noqa: PLC0415 (models need Django set up)

    with connection.schema_editor() as editor:
        for index in AuditLine._meta.indexes:
            editor.remove_index(AuditLine, index)
    sql = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": first, "last": last, "people": PEOPLE})
    with connection.schema_editor() as editor:
        for index in AuditLine._meta.indexes:
            editor.add_index(AuditLine, index)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE kit_auditline")


def _line(number: int) -> tuple[object, ...]:
    at, person, record = START + timedelta(seconds=6 * number), uuid.UUID(int=number % PEOPLE), str(uuid.uuid4())
    fields = digests.fields_of(digests.moment_of(at), person.hex, "phone", "correct", "session", record)
    content = digests.of_content(fields, "A number was misread.", {"women": ["12", "21"]})
    moment: object = at.strftime("%Y-%m-%d %H:%M:%S") if connection.vendor == "sqlite" else at
    return moment, person.hex, record, content


def _insert(lines: list[tuple[object, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(WAITING, lines)
