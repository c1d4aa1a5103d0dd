"""What `pamoja check` looks at: one rule, one function, each returning sentences; none found, all is well."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from pamoja.accounts import rights
from pamoja.accounts.models import User
from pamoja.accounts.role_table import read_roles
from pamoja.dialogue.models import Commitment
from pamoja.kit.keyring import read_ring
from pamoja.kit.keys import key_files

Check = Callable[[], Iterator[str]]
AT_ONCE = 500


def states_of_commitments() -> Iterator[str]:
    """Compare the kept state of every commitment with what its follow-ups say today."""
    today = timezone.localdate()
    kept = Commitment.objects.order_by("code").prefetch_related("followups")
    for commitment in kept.iterator(chunk_size=AT_ONCE):
        found = commitment.judged(today)
        if (commitment.state, commitment.basis, commitment.state_since) != (found.state, found.basis, found.since):
            yield _("%(code)s is kept as “%(kept)s”, but its follow-ups say “%(found)s”.") % {
                "code": commitment.code,
                "kept": f"{commitment.state}, {commitment.basis}, {commitment.state_since or '—'}",
                "found": f"{found.state}, {found.basis}, {found.since or '—'}",
            }


def roles() -> Iterator[str]:
    """Read the table of roles, and look for people whose role it lacks."""
    try:
        read_roles(rights.FILE.read_text(encoding="utf-8"))
    except ValueError as error:
        yield _("The table of roles cannot be read: %(reason)s.") % {"reason": error}
        return
    for login, role in User.objects.exclude(role__in=rights.ROLES).order_by("login").values_list("login", "role"):
        yield _("%(login)s has the role “%(role)s”, which the table of roles lacks.") % {"login": login, "role": role}


def catalogues() -> Iterator[str]:
    """Look for the compiled catalogue of every language but English, in which the program is written."""
    for language in (code for code, _name in settings.LANGUAGES if code != "en"):
        path = Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.mo")
        if not path.exists():
            yield _("The catalogue of “%(language)s” is not compiled. Run make install.") % {"language": language}
            continue
        with path.open("rb") as file:
            if len(read_mo(file)) == 0:
                yield _("The catalogue of “%(language)s” is empty. Run make install.") % {"language": language}


def keys_folder() -> Iterator[str]:
    """Look whether anybody but the owner can read the keys."""
    folder = Path(settings.KEYS)
    for path in (folder, *key_files(folder)):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield _("Others than its owner can open %(path)s. Run: chmod go= %(path)s") % {"path": path}


def data_keys() -> Iterator[str]:
    """Look for data keys that no master key on the disk opens: what they seal is closed."""
    for key in read_ring().keys.values():
        if not key.secret and key.retired_at is None:
            yield _(
                "No master key in %(folder)s opens the data key %(key)s of “%(owner)s”: what it seals stays closed. "
                "Put back the keys folder of this instance."
            ) % {"folder": settings.KEYS, "key": key.id.hex[:8], "owner": key.owner or _("the instance")}


def migrations() -> Iterator[str]:
    """Look for migrations that the database has not seen."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield _("The database is of an older version. Run: pamoja migrate")


CHECKS: dict[str, Check] = {
    "migrations": migrations,
    "keys": keys_folder,
    "data keys": data_keys,
    "roles": roles,
    "catalogues": catalogues,
    "states of commitments": states_of_commitments,
}
