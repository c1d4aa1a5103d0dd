"""Static files, collected once for each version of them."""

from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = "collected.txt"


def collect_if_stale() -> bool:
    """Collect styles, scripts and pictures into the home when any is newer than those there; tell whether."""
    mark = Path(settings.STATIC_ROOT) / MARK
    wanted = f"{version('pamoja')} {_newest()}"
    if mark.exists() and mark.read_text() == wanted:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(wanted)
    return True


def _newest() -> int:
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return max((Path(path).stat().st_mtime_ns for path in found), default=0)
