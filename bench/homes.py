"""Homes and databases of the benchmarks' own, made for a run and removed after it."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools.postgres import start_server

Database = Literal["sqlite", "postgresql"]
LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Home:
    """Hold one instance: its folder, its database and the environment in which its commands run.

    `url` is the address of the database, "" for SQLite.
    """

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of the instance's commands."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PAMOJA_") and name != "PORT"}
        return kept | {
            "PAMOJA_HOME": str(self.folder),
            "PAMOJA_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
        }

    @property
    def sqlite(self) -> Path:
        """Return the file of an embedded database."""
        return self.folder / "pamoja.sqlite3"

    def run(self, module: str, *arguments: str, given: str = "") -> Any:
        """Run a module of the benchmarks in the instance, and return what it printed as JSON on its last line.

        `given` is its standard input.
        """
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=self.environment, check=True, input=given, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def new_home(database: Database) -> Iterator[Home]:
    """Give an empty home with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="pamoja-bench-") as folder:
        if database == "sqlite":
            yield Home(Path(folder), "")
            return
        with new_postgresql() as url:
            yield Home(Path(folder), url)


@contextmanager
def new_postgresql() -> Iterator[str]:
    """Give a new database on a server that waits for the disk.

    The server is PAMOJA_BENCH_POSTGRES_URL, else a local one, else one from a wheel.
    """
    server = _server()
    name = f"pamoja_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _server() -> str:
    given = os.environ.get("PAMOJA_BENCH_POSTGRES_URL")
    if given:
        return given
    try:
        psycopg.connect(LOCAL, connect_timeout=2).close()
    except psycopg.OperationalError:
        return start_server(durable=True)
    return LOCAL
