"""Submissions stored in an instance's database: counted, and laid in by the million."""

import sqlite3
from pathlib import Path

import psycopg

from bench.homes import Home

SEALED_BYTES = 600
"""Bytes of each submission laid in: fewer than real ones, so that a million fits anywhere; the indexes are as real."""

SQLITE = """
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
INSERT INTO intake_submission (
    id, instance_id, form_id, version, received_at, person_id, sha256, size, sealed, state, problems, register
)
SELECT printf('%032x', n), 'uuid:' || lower(hex(randomblob(16))), 'session', 'laid-in',
    strftime('%Y-%m-%d %H:%M:%S', '2024-01-01', (n * 80) || ' seconds'), (SELECT id FROM accounts_user LIMIT 1),
    randomblob(32), 3400, randomblob(?), 'recorded', '[]', 'session'
FROM number
"""

POSTGRESQL = """
INSERT INTO intake_submission (
    id, instance_id, form_id, version, received_at, person_id, sha256, size, sealed, state, problems, register
)
SELECT lpad(to_hex(n), 32, '0')::uuid, 'uuid:' || gen_random_uuid(), 'session', 'laid-in',
    timestamptz '2024-01-01' + n * interval '80 seconds', (SELECT id FROM accounts_user LIMIT 1),
    decode(repeat(md5(n::text), 2), 'hex'), 3400, decode(repeat(md5(n::text), %s), 'hex'), 'recorded', '[]', 'session'
FROM generate_series(1, %s) AS n
"""


def count(home: Home, state: str = "") -> int:
    """Return how many submissions are stored, in one state or in all."""
    if home.url:
        with psycopg.connect(home.url) as connection:
            query = "SELECT count(*) FROM intake_submission WHERE %s IN ('', state)"
            found = connection.execute(query, (state,)).fetchone()
    else:
        with sqlite3.connect(home.sqlite, timeout=20) as database:
            found = database.execute(
                "SELECT count(*) FROM intake_submission WHERE ? IN ('', state)", (state,)
            ).fetchone()
        database.close()
    assert found is not None
    return int(found[0])


def lay_in(home: Home, rows: int) -> None:
    """Write submissions of the past straight into the table."""
    if home.url:
        with psycopg.connect(home.url, autocommit=True) as connection:
            connection.execute(POSTGRESQL, (SEALED_BYTES // 16, rows))
            connection.execute("VACUUM ANALYZE intake_submission")
        return
    with _unsynced(home.sqlite) as database:
        database.execute(SQLITE, (rows, SEALED_BYTES))
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def _unsynced(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60)
    database.execute("PRAGMA synchronous=OFF")
    return database
