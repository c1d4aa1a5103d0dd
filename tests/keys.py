"""A keys folder of a test's own, what older instances sealed, and another process of the same instance."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings as present
from django.db import connection

from pamoja.kit.keyring import forget
from pamoja.kit.keys import MASTER

PROGRAM = """
import sys, django
django.setup()
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
for line in sys.stdin:
    verb, text = line.split()
    try:
        print(seal_for("upendo", "test", text.encode()).hex() if verb == "seal" else
              unseal("test", bytes.fromhex(text)).decode(), flush=True)
    except Problem as problem:
        print(problem.code, flush=True)
"""


@pytest.fixture
def keys(tmp_path: Path, settings: Any) -> Path:
    """Give the test a copy of the keys folder, and return it."""
    folder = tmp_path / "keys"
    shutil.copytree(present.KEYS, folder)
    settings.KEYS = folder
    forget()
    return folder


def sealed_formerly(purpose: str, plain: bytes) -> bytes:
    """Return bytes sealed as instances did before there were data keys."""
    master = (Path(present.KEYS) / MASTER).read_bytes()
    cipher = AESGCM(HKDF(SHA256(), 32, salt=None, info=f"pamoja/{purpose}".encode()).derive(master))
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, plain, purpose.encode())


def other_master(keys: Path) -> bytes:
    """Put another master key in the place of the present one, and return that."""
    before = (keys / MASTER).read_bytes()
    (keys / MASTER).write_bytes(bytes(32))
    forget()
    return before


@contextmanager
def another_process(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run a process that seals and unseals with the keys and the database of the test."""
    home.mkdir()
    (home / "keys").symlink_to(present.KEYS)
    database, url = connection.settings_dict, ""
    if connection.vendor == "sqlite":
        (home / "pamoja.sqlite3").symlink_to(database["NAME"])
    else:
        place = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else ""
        url = f"postgresql://{database['USER']}@{place}/{database['NAME']}" + (
            "" if place else f"?host={database['HOST']}"
        )
    environment = os.environ | {
        "PAMOJA_HOME": str(home),
        "PAMOJA_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ask(process: "subprocess.Popen[str]", verb: str, text: str) -> str:
    """Return what the other process answers: sealed bytes in hexadecimal, plain text, or the code of a problem."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{verb} {text}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()
