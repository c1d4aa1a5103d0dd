"""What follows the closing of an area: no file, lake or free page of the database keeps what was taken away."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from pamoja.emergency.models import Closure
from pamoja.kit.sealed_files import shred
from pamoja.kit.stored_files import stored_path
from pamoja.lake.refresh import rebuild


def clean(closure: Closure) -> None:
    """Remove the files of a closed area, make the lake anew without it, and give free pages of the database back.

    It may be called again: what was done is left alone. The worker calls it when a closing was cut off.
    """
    media = Path(settings.MEDIA_ROOT)
    for stored_as in closure.leftovers:
        shred(stored_path(stored_as))
    shutil.rmtree(media.with_name(f"{media.name}.before-restore"), ignore_errors=True)
    shutil.rmtree(settings.LAKE, ignore_errors=True)
    rebuild()
    _vacuum()
    closure.leftovers = []
    closure.save(update_fields=["leftovers"])


def clean_unfinished() -> int:
    """Finish what a closing that was cut off left behind; return how many there were."""
    unfinished = [one for one in Closure.objects.filter(reopened_at=None) if one.leftovers]
    for closure in unfinished:
        clean(closure)
    return len(unfinished)


def _vacuum() -> None:
    """Rewrite the database without what was deleted; inside a transaction, as in tests, there is nothing to do."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")
