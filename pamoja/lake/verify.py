"""Comparing the lake with the database."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from pamoja.lake.geography import read_geography
from pamoja.lake.manifest import read_manifest
from pamoja.lake.tables import REFERENCE, TABLES, schemas
from pamoja.records.models import Change


@dataclass(frozen=True)
class Compared:
    """Hold the rows of a table and the digest of their content, in the database and in the lake."""

    table: str
    rows: int
    digest: str
    lake_rows: int
    lake_digest: str

    @property
    def same(self) -> bool:
        """Tell whether the lake says what the database says."""
        return (self.rows, self.digest) == (self.lake_rows, self.lake_digest)


def verify() -> list[Compared]:
    """Compare every table of the lake with what the database says now."""
    manifest = read_manifest(settings.LAKE)
    tree = read_geography()
    made = {name: table.rows(tree, None) for name, table in TABLES.items()}
    made |= {name: rows() for name, rows in REFERENCE.items()}
    found = []
    for name, schema in schemas().items():
        files = manifest.tables.get(name, {}).values() if manifest else ()
        paths = [str(settings.LAKE / file.path) for file in files]
        found.append(Compared(name, *_digest(made[name]), *_digest(_stored(paths, schema))))
    return found


def waiting() -> int:
    """Return how many changes the lake has not yet taken."""
    return Change.objects.count()


def _stored(paths: list[str], schema: pa.Schema) -> pa.Table:
    tables = [pq.read_table(path) for path in paths if Path(path).exists()]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def _digest(rows: pa.Table) -> tuple[int, str]:
    """Return how many rows a table has and a digest of their content, whatever their order."""
    connection = duckdb.connect()
    connection.register("held", rows)
    found = connection.execute(
        "SELECT count(*), sha256(coalesce(string_agg(text, chr(10) ORDER BY text), ''))"
        " FROM (SELECT held::VARCHAR AS text FROM held)"
    ).fetchone()
    connection.close()
    return (int(found[0]), str(found[1])) if found else (0, "")
