"""The machine under the instance: its folders, its disk, its clock."""

import ctypes
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from pamoja.config.soundness import keys_folder
from pamoja.kit.models import AuditLine

GIB = 1 << 30
FREE = 2 * GIB
DRIFT = timedelta(seconds=30)
WEB_ROOTS = tuple(
    Path(root)
    for root in ("/var/www", "/srv/www", "/srv/http", "/usr/share/nginx", "/usr/share/caddy", "/usr/local/www")
)
WEB_FOLDERS = {"public_html", "htdocs", "wwwroot", "www-root"}
NOT_SET_BY_NETWORK = 5


def home() -> Iterator[str]:
    """Look whether the folder of the instance belongs to its user and opens for nobody else."""
    folder = Path(settings.HOME)
    found = folder.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        yield _("Others than its owner can open %(path)s. Run: chmod go= %(path)s") % {"path": folder}
    if found.st_uid == 0:
        yield _(
            "%(path)s belongs to root, so that Pamoja runs with the rights to everything. Make a user for it (see "
            "docs/install.md), give it the folder, and run the service as that user."
        ) % {"path": folder}
    elif os.geteuid() not in (0, found.st_uid):
        yield _("%(path)s belongs to another user than the one that looks now. Run this check as that user.") % {
            "path": folder
        }


def web_root() -> Iterator[str]:
    """Look whether a web server could hand the folder of the instance out as files."""
    folder = Path(settings.HOME).resolve()
    inside = any(folder == root or root in folder.parents for root in WEB_ROOTS)
    if inside or WEB_FOLDERS & {part.lower() for part in folder.parts}:
        yield _(
            "%(path)s lies where web servers look for files to hand out. Stop the service, move the folder to a place "
            "such as /srv/pamoja/home, and set PAMOJA_HOME."
        ) % {"path": folder}


def keys() -> Iterator[str]:
    """Look whether the keys are there, and closed to others."""
    if not Path(settings.KEYS).is_dir():
        yield _("The keys folder %(path)s is missing. Put back its copy before anything else.") % {
            "path": settings.KEYS
        }
        return
    yield from keys_folder()


def disk() -> Iterator[str]:
    """Look whether there is room for what phones send."""
    free = shutil.disk_usage(settings.HOME).free
    if free < FREE:
        yield _(
            "Only %(free)s GB are free for %(path)s: when the disk is full, phones keep their forms. Make room, or "
            "move the folder to a larger disk."
        ) % {"free": f"{free / GIB:.1f}", "path": settings.HOME}


def clock() -> Iterator[str]:
    """Look whether the time is right: codes of second factors and the order of the audit depend on it."""
    now = timezone.now()
    if state_of_clock() == NOT_SET_BY_NETWORK:
        yield _(
            "The clock of this machine is not set by the network: codes of second factors will be refused. Switch it "
            "on: timedatectl set-ntp true"
        )
    last = AuditLine.objects.order_by("-id").values_list("at", flat=True).first()
    if last and last > now + DRIFT:
        yield _("The last line of the audit is of %(at)s, which is still to come: the clock goes wrong. Set it.") % {
            "at": last.isoformat(timespec="seconds")
        }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            told = cursor.fetchone()[0]
        if abs(told - timezone.now()) > DRIFT:
            yield _(
                "The clocks of this machine and of the database differ by more than %(seconds)s seconds. Set both."
            ) % {"seconds": int(DRIFT.total_seconds())}


def state_of_clock() -> int:
    """Return what the kernel says of its clock: NOT_SET_BY_NETWORK, or another number when it is set or unknown."""
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)))
    except AttributeError:
        return -1
