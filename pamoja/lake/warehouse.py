"""The lake in the memory of this process, ready for questions."""

import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from pamoja.engine.compile import Query
from pamoja.lake.manifest import NAME, Manifest, read_manifest
from pamoja.lake.refresh import refresh
from pamoja.lake.tables import TABLES, schemas

Row = tuple[Any, ...]


class Warehouse:
    """Holds the tables of a lake in DuckDB, and follows its manifest partition by partition.

    `watermark` names the state of the lake that is loaded, `read_at` (ISO, UTC) when the database was read for it;
    `versions` says for each table at which watermark it last changed, `first_days` its earliest day; `paths` are those
    of places by code.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = duckdb.connect(config={"threads": 2})
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] = (0, 0)
        self._loaded: dict[str, dict[str, int]] = {}
        self._deleted: dict[str, int] = {}
        self.watermark = ""
        self.read_at = ""
        self.versions: dict[str, str] = {}
        self.first_days: dict[str, date | None] = {}
        self.paths: dict[str, str] = {}

    def sync(self) -> None:
        """Take over what changed in the files since the last time; fill a lake that was never filled."""
        if not (self._folder / NAME).exists():
            refresh()
        stat = (self._folder / NAME).stat()
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp == self._stamp:
            return
        with self._lock:
            manifest = read_manifest(self._folder)
            if manifest is not None and manifest.watermark != self.watermark:
                self._take_over(manifest)
            self._stamp = stamp

    def rows(self, query: Query) -> list[Row]:
        """Return the rows that answer a query."""
        return self._connection.cursor().execute(query.sql, query.parameters).fetchall()

    def _take_over(self, manifest: Manifest) -> None:
        cursor = self._connection.cursor()
        cursor.begin()
        if not self._loaded:
            for name, schema in schemas().items():
                cursor.register("nothing", schema.empty_table())
                cursor.execute(f"CREATE TABLE \"{name}\" AS SELECT *, '' AS file FROM nothing")  # noqa: S608
        loaded = {name: self._wanted(manifest, name) for name in schemas()}
        changed = [name for name, wanted in loaded.items() if self._load(cursor, name, wanted)]
        first_days = {name: _first_day(cursor, name) for name in TABLES}
        paths = dict(cursor.execute("SELECT code, path FROM places").fetchall())
        cursor.commit()
        self._loaded, self.paths, self.first_days = loaded, paths, first_days
        self.versions = {**self.versions, **dict.fromkeys(changed, manifest.watermark)}
        self.watermark, self.read_at = manifest.watermark, manifest.read_at

    def _wanted(self, manifest: Manifest, name: str) -> dict[str, int]:
        files = manifest.tables.get(name, {}).values()
        return {str(self._folder / file.path): file.rows for file in files}

    def _load(self, cursor: duckdb.DuckDBPyConnection, name: str, wanted: Mapping[str, int]) -> bool:
        """Bring a table to the files that make it up; tell whether it changed. All names are those of our tables."""
        loaded = self._loaded.get(name, {})
        gone = [file for file in loaded if file not in wanted]
        new = [file for file in wanted if file not in loaded]
        if gone:
            cursor.execute(f'DELETE FROM "{name}" WHERE file IN (SELECT unnest(?))', [gone])  # noqa: S608
        if new:
            cursor.execute(f"INSERT INTO \"{name}\" SELECT * FROM read_parquet(?, filename = 'file')", [new])  # noqa: S608
        self._deleted[name] = self._deleted.get(name, 0) + sum(loaded[file] for file in gone)
        if self._deleted[name] > max(100_000, sum(wanted.values())):
            # DuckDB keeps the room of deleted rows in memory until the table is written anew.
            cursor.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM "{name}"')  # noqa: S608
            self._deleted[name] = 0
        return bool(gone or new)


def _first_day(cursor: duckdb.DuckDBPyConnection, name: str) -> date | None:
    row = cursor.execute(f'SELECT min(date) FROM "{name}"').fetchone()  # noqa: S608
    return row[0] if row else None


_OPEN: dict[Path, Warehouse] = {}
_OPENING = threading.Lock()


def warehouse() -> Warehouse:
    """Return the lake of this instance, brought to its latest state."""
    with _OPENING:
        if settings.LAKE not in _OPEN:
            _OPEN[settings.LAKE] = Warehouse(settings.LAKE)
    found = _OPEN[settings.LAKE]
    found.sync()
    return found
