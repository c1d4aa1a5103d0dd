"""Bringing the lake to what the database says."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.db.models import Max

from pamoja.kit.models import AuditLine
from pamoja.lake.changes import Outbox, clear_outbox, read_outbox, stale
from pamoja.lake.geography import Geography, read_geography
from pamoja.lake.manifest import Manifest, digest_of_columns, read_manifest, write_manifest
from pamoja.lake.tables import REFERENCE, TABLES, WHOLE, schemas
from pamoja.lake.writing import by_month, delete_strays, partitions_with, put, read_file, sweep, without
from pamoja.places.models import Place, ZonePlace

MANY = 5_000
"""Changes from which on it is quicker to make the lake anew than to look for the partitions concerned."""


@dataclass(frozen=True)
class Refreshed:
    """Tell what a refresh did: how many changes it took from the outbox, whether it made the lake anew."""

    changes: int
    anew: bool
    watermark: str


def refresh() -> Refreshed:
    """Make again what changed since the last time; safe beside open transactions and other refreshes.

    The outbox is read first, then the records, and exactly the rows that were read are deleted at the end: a change
    that commits meanwhile is made now or the next time, a crash repeats work and loses none.
    """
    return _run(anew=False)


def rebuild() -> Refreshed:
    """Make the whole lake anew from the database."""
    return _run(anew=True)


def _run(anew: bool) -> Refreshed:
    with _alone(settings.LAKE) as folder:
        before = read_manifest(folder)
        after = _next(before)
        outbox = read_outbox()
        if before and not anew and not outbox.rows and (before.columns, before.tree) == (after.columns, after.tree):
            if sweep(folder, before):
                write_manifest(folder, before)
            return Refreshed(0, False, before.watermark)
        tree = read_geography()
        if before is None or anew or len(outbox.rows) > MANY or _is_other(folder, before, after, tree):
            anew = True
            _make_all(folder, after, tree)
        else:
            if before.tree != after.tree:
                _put_reference(folder, after)
            _make_stale(folder, after, outbox, tree)
        sweep(folder, after)
        write_manifest(folder, after)
        if anew:
            delete_strays(folder, after)
        clear_outbox(outbox)
        return Refreshed(len(outbox.rows), anew, after.watermark)


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Let one process at a time write the lake of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _next(before: Manifest | None) -> Manifest:
    """Return the manifest to come, which still holds the files of the one before."""
    now = datetime.now(UTC)
    generation = max(int(now.timestamp() * 1000), before.generation + 1 if before else 0)
    after = Manifest(generation, now.isoformat(timespec="milliseconds"), digest_of_columns(schemas()), _mark_of_tree())
    if before:
        after.tables, after.retired = {name: dict(files) for name, files in before.tables.items()}, list(before.retired)
    return after


def _mark_of_tree() -> str:
    """Return what changes when the tables of places or zones are loaded; every load leaves an audit line."""
    last = AuditLine.objects.filter(subject_kind="table").aggregate(last=Max("id"))["last"]
    return f"{last or 0}/{Place.objects.count()}/{ZonePlace.objects.count()}"


def _is_other(folder: Path, before: Manifest, after: Manifest, tree: Geography) -> bool:
    """Tell whether columns changed, a file is gone, or a place lies elsewhere; new places concern no record."""
    files = (file for partitions in before.tables.values() for file in partitions.values())
    if before.columns != after.columns or "places" not in before.tables:
        return True
    if not all((folder / file.path).exists() for file in files):
        return True
    if before.tree == after.tree:
        return False
    known = read_file(folder, before.tables["places"][WHOLE]).to_pydict()
    return any(
        (tree.paths.get(code), tree.levels.get(code)) != (path, level)
        for code, path, level in zip(known["code"], known["path"], known["level"], strict=True)
    )


def _put_reference(folder: Path, after: Manifest) -> None:
    for name, rows in REFERENCE.items():
        put(folder, after, name, WHOLE, rows())


def _make_all(folder: Path, after: Manifest, tree: Geography) -> None:
    _put_reference(folder, after)
    for name, table in TABLES.items():
        months = by_month(table.rows(tree, None))
        for month in set(after.tables.get(name, {})) - set(months):
            put(folder, after, name, month, table.schema().empty_table())
        for month, rows in months.items():
            put(folder, after, name, month, rows)


def _make_stale(folder: Path, after: Manifest, outbox: Outbox, tree: Geography) -> None:
    """Take the rows of the records concerned out of the partitions where they are, and put them where they belong."""
    for name, records in stale(folder, after, outbox.records).items():
        if not records:
            continue
        table = TABLES[name]
        found = by_month(table.rows(tree, records))
        held = partitions_with(folder, after, name, table.key, records)
        for month in sorted(set(found) | set(held)):
            rows = held.get(month)
            if rows is None and month in after.tables.get(name, {}):
                rows = read_file(folder, after.tables[name][month])
            parts = [without(rows, table.key, records)] if rows is not None else []
            parts += [found[month]] if month in found else []
            put(folder, after, name, month, pa.concat_tables(parts))
