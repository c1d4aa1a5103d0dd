"""Removing sealed files that belong to nothing: of a write that was given up, or of rows that were erased."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from pamoja.excel.models import Import
from pamoja.intake.files import UNFINISHED
from pamoja.intake.models import Attachment
from pamoja.records.models import Evidence, Picture

OLD = 24 * 3600
"""From how many seconds on a file that no row names belongs to nothing: no write takes that long."""
FOLDERS = 256
OWNERS = (Evidence, Attachment, Import)
"""The tables whose rows own files."""


def sweep_unfinished(older_than: float = OLD) -> int:
    """Remove files that never finished streaming in, for instance because the server was killed; return how many."""
    return _remove(_old(Path(settings.MEDIA_ROOT).glob(f"*{UNFINISHED}"), older_than))


def sweep_orphans(number: int, older_than: float = OLD) -> int:
    """Remove the old files of one folder, `number` modulo FOLDERS, that no row names; return how many.

    A folder at a time, because the names of all files together may be many.
    """
    folder = f"{number % FOLDERS:02x}"
    old = _old(Path(settings.MEDIA_ROOT, folder).glob("*"), older_than)
    if not old:
        return 0
    named = _named(folder)
    return _remove(path for path in old if f"{folder}/{path.name}" not in named)


def _named(folder: str) -> set[str]:
    """Return which files of a folder belong to something: those of rows, and copies of pictures that rows name."""
    beginning = f"{folder}/"
    pictures = Picture.objects.filter(Q(large_as__startswith=beginning) | Q(small_as__startswith=beginning))
    copies = list(pictures.values_list("original", "large_as", "small_as"))
    originals = _of_rows(stored_as__in=[original for original, _large, _small in copies])
    kept = {name for original, *names in copies if original in originals for name in names}
    return kept | _of_rows(stored_as__startswith=beginning)


def _of_rows(**condition: Any) -> set[str]:
    return {name for model in OWNERS for name in model.objects.filter(**condition).values_list("stored_as", flat=True)}


def _old(paths: Iterable[Path], older_than: float) -> list[Path]:
    now = time.time()
    return [path for path in paths if now - path.stat().st_mtime > older_than]


def _remove(paths: Iterable[Path]) -> int:
    count = 0
    for path in paths:
        path.unlink(missing_ok=True)
        count += 1
    return count
