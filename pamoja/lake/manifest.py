"""The manifest of the lake: which files make up its tables now; written last and in one piece."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

NAME = "manifest.json"
Partitions = dict[str, "File"]


@dataclass(frozen=True)
class File:
    """Hold the path of a partition below the lake's folder, and how many rows it has."""

    path: str
    rows: int


@dataclass
class Manifest:
    """Hold a state of the lake.

    `generation` grows from state to state and names its files. `read_at` is when (ISO, UTC) the database was read,
    `columns` a digest of the schemas, `tree` a mark of the place tree and zones. `retired` are files of earlier states
    with the moment (seconds) at which they went out of use: readers of those states may still want them.
    """

    generation: int
    read_at: str
    columns: str
    tree: str
    tables: dict[str, Partitions] = field(default_factory=dict)
    retired: list[tuple[str, float]] = field(default_factory=list)

    @property
    def watermark(self) -> str:
        """Return the name of this state of the lake."""
        return str(self.generation)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in a folder, or None when the lake was never filled."""
    try:
        stored: dict[str, Any] = json.loads((folder / NAME).read_text())
    except FileNotFoundError:
        return None
    tables = {
        name: {partition: File(**file) for partition, file in partitions.items()}
        for name, partitions in stored.pop("tables").items()
    }
    retired = [(path, at) for path, at in stored.pop("retired")]
    return Manifest(**stored, tables=tables, retired=retired)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before: a reader, and who comes after a power cut, finds either whole."""
    temporary = folder / f"{NAME}.part"
    with temporary.open("wb") as file:
        file.write(json.dumps(asdict(manifest), indent=1, sort_keys=True).encode())
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / NAME)
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def digest_of_columns(schemas: Mapping[str, pa.Schema]) -> str:
    """Return a digest of the columns of all tables, which changes when a register asks something new."""
    text = "\n".join(f"{name}\n{schemas[name].to_string(show_field_metadata=True)}" for name in sorted(schemas))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
