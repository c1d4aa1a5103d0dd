"""A backup of one database goes into the other and back, and its hash says that nothing changed on the way."""

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tools.postgres import start_server

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "from pamoja.config.command import main; main()"


@dataclass(frozen=True)
class Instance:
    """Hold an instance of its own: a home, and a database when it is not in the home."""

    home: Path
    database: str = ""

    def run(self, *arguments: str) -> str:
        """Return what a command of this instance printed; fail when it failed."""
        environment = {**os.environ, "PAMOJA_HOME": str(self.home), "PAMOJA_DATABASE_URL": self.database}
        command = [sys.executable, "-c", PROGRAM, *arguments]
        said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr[-3000:]
        return said.stdout

    def hash_of(self, *arguments: str) -> str:
        """Return the hash that a backup or a restore printed."""
        return self.run(*arguments).split()[-1]


@pytest.fixture
def postgresql() -> str:
    """Give a new database on a PostgreSQL server."""
    server = os.environ.get("PAMOJA_TEST_POSTGRES_URL") or start_server()
    name = f"pamoja_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="it uses both databases: once is enough")
def test_from_sqlite_to_postgresql_and_back(tmp_path: Path, postgresql: str) -> None:
    first = Instance(tmp_path / "first")
    first.run("init", "--organisation", "kiongozi", "--name", "Kiongozi")
    sealed = first.home / "media" / "ab" / "abcd.sealed"
    sealed.parent.mkdir(parents=True)
    sealed.write_bytes(os.urandom(3_000_000))
    written = first.hash_of("backup", str(tmp_path / "1.zip"), "--with-keys")

    second = Instance(tmp_path / "second", postgresql)
    assert second.hash_of("restore", str(tmp_path / "1.zip")) == written
    assert (second.home / "keys/master.key").read_bytes() == (first.home / "keys/master.key").read_bytes()
    assert second.hash_of("backup", str(tmp_path / "2.zip"), "--with-keys") == written

    third = Instance(tmp_path / "third")
    assert third.hash_of("restore", str(tmp_path / "2.zip")) == written
    assert (third.home / "media/ab/abcd.sealed").read_bytes() == sealed.read_bytes()
    assert "http" in third.run("init"), "the administrator is known, and is invited again"
