"""Writing partitions of the lake."""

import os
import time
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pamoja.lake.manifest import File, Manifest

KEEP_RETIRED = 300.0
"""Seconds for which files of an earlier state are kept for readers that have not yet opened them."""


def by_month(rows: pa.Table) -> dict[str, pa.Table]:
    """Divide rows by the month of their `date`."""
    months = pc.strftime(rows["date"], "%Y-%m")
    return {month: rows.filter(pc.equal(months, month)) for month in pc.unique(months).to_pylist()}


def put(folder: Path, manifest: Manifest, table: str, partition: str, rows: pa.Table) -> None:
    """Write a partition as a new file of the manifest's generation and retire the file before; no rows: only retire."""
    partitions = manifest.tables.setdefault(table, {})
    before = partitions.pop(partition, None)
    if before:
        manifest.retired.append((before.path, time.time()))
    if not rows.num_rows:
        return
    path = f"{table}/{partition}.{manifest.generation}.parquet"
    _write(folder / path, rows)
    partitions[partition] = File(path, rows.num_rows)


def _write(path: Path, rows: pa.Table) -> None:
    """Write a file under a name that no reader knows until the manifest names it; it is durable before that."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        pq.write_table(rows, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def without(rows: pa.Table, key: str, records: Collection[UUID]) -> pa.Table:
    """Return the rows of all records but these."""
    return rows.filter(pc.invert(_are_of(rows, key, records)))


def only(rows: pa.Table, key: str, records: Collection[UUID]) -> pa.Table:
    """Return the rows of these records."""
    return rows.filter(_are_of(rows, key, records))


def partitions_with(
    folder: Path, manifest: Manifest, table: str, key: str, records: Collection[UUID]
) -> dict[str, pa.Table]:
    """Return the partitions that hold rows of some records."""
    files = manifest.tables.get(table, {})
    if not files or not records:
        return {}
    keys = [_keys(folder / file.path, key) for file in files.values()]
    are_theirs = pc.is_in(pa.concat_arrays(keys), _bytes(records))
    found, start = {}, 0
    for (name, file), held in zip(files.items(), keys, strict=True):
        if are_theirs.slice(start, len(held)).true_count:
            found[name] = read_file(folder, file)
        start += len(held)
    return found


@lru_cache(maxsize=8192)
def _keys(path: Path, key: str) -> pa.Array:
    """Return which records a file holds; a file never changes, so that a process reads this once."""
    return pc.unique(pq.read_table(path, columns=[key], use_threads=False)[key].combine_chunks().storage)


def read_file(folder: Path, file: File) -> pa.Table:
    """Read a partition."""
    return pq.read_table(folder / file.path)


def _are_of(rows: pa.Table, key: str, records: Collection[UUID]) -> pa.Array:
    return pc.is_in(rows[key].combine_chunks().storage, _bytes(records))


def _bytes(records: Collection[UUID]) -> pa.Array:
    """Return ids as bytes: on ids themselves Arrow does not compute."""
    return pa.array([record.bytes for record in records], pa.binary(16))


def sweep(folder: Path, manifest: Manifest) -> bool:
    """Delete files that no reader can still want, and tell whether there were any."""
    now = time.time()
    for path, at in manifest.retired:
        if at + KEEP_RETIRED < now:
            (folder / path).unlink(missing_ok=True)
    kept = [(path, at) for path, at in manifest.retired if at + KEEP_RETIRED >= now]
    swept, manifest.retired = len(kept) < len(manifest.retired), kept
    return swept


def delete_strays(folder: Path, manifest: Manifest) -> None:
    """Delete files that no state of the lake names, as a crash leaves them."""
    known = {file.path for files in manifest.tables.values() for file in files.values()}
    known |= {path for path, _at in manifest.retired}
    for file in folder.glob("*/*.parquet*"):
        if str(file.relative_to(folder)) not in known:
            file.unlink(missing_ok=True)
