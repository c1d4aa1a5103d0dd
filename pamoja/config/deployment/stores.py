"""Where rows and backups lie, and who could take them."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

MOST_ARCHIVES = 200
SECONDS = 5


def backups() -> Iterator[str]:
    """Look for archives beside what they should save, and for archives with the keys that open them."""
    folder = Path(settings.HOME)
    for path in sorted((*folder.glob("*.zip"), *Path(settings.KEYS).glob("*.zip"))):
        yield _("The archive %(path)s lies in the instance itself and would be lost with it. Carry it elsewhere.") % {
            "path": path
        }
    near = sorted({*folder.rglob("*.zip"), *folder.parent.glob("*.zip"), *folder.parent.glob("*/*.zip")})
    for path in near[:MOST_ARCHIVES]:
        if _holds_keys(path):
            yield _(
                "The archive %(path)s holds the keys beside what they open. Delete it when the move that it was made "
                "for is done; keep the keys apart from the backups."
            ) % {"path": path}


def _holds_keys(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("keys/") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def database() -> Iterator[str]:
    """Look whether somebody who has neither the user nor the password reaches the rows."""
    if connection.vendor == "sqlite":
        yield from _file_of_rows()
        return
    facts = connection.settings_dict
    parts = urlsplit(settings.DATABASE_URL)
    if not facts["HOST"] or facts["HOST"].startswith("/"):
        return  # a socket of this machine, which PostgreSQL opens by the user that comes
    if not parts.password:
        yield _(
            "PAMOJA_DATABASE_URL holds no password. Give the database user one, and write it into the URL, in a file "
            "that root alone reads."
        )
    elif _opens_without_password(facts["HOST"], facts["PORT"], facts["USER"], facts["NAME"]):
        yield _(
            "PostgreSQL on %(host)s lets %(user)s in without a password. In pg_hba.conf, write scram-sha-256 in the "
            "place of trust, and reload it."
        ) % {"host": facts["HOST"], "user": facts["USER"]}


def _file_of_rows() -> Iterator[str]:
    path = Path(str(connection.settings_dict["NAME"]))
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077 and stat.S_IMODE(path.parent.stat().st_mode) & 0o077:
        yield _("Others than its owner can open %(path)s. Run: chmod go= %(path)s") % {"path": path}


def _opens_without_password(host: str, port: str, user: str, name: str) -> bool:
    try:
        psycopg.connect(
            host=host, port=port or None, user=user, dbname=name, password="", passfile="/dev/null",
            connect_timeout=SECONDS,
        ).close()  # fmt: skip
    except psycopg.Error:
        return False
    return True
