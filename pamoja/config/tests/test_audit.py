"""`pamoja audit` verifies the trail of a home: 0 when all is well, 1 after anything was altered behind its back."""

import os
import shutil
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.chain import head, seal_waiting
from pamoja.kit.models import AuditLine

PROGRAM = "from pamoja.config.command import main; main()"
NEW_HOME = """
import django
from django.core.management import call_command
django.setup()
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.chain import seal_waiting
call_command("migrate", verbosity=0)
for number in range(5):
    note(By(None, "command"), "add", "place", number)
seal_waiting()
"""
ROOT = Path(__file__).resolve().parents[3]


def run(home: Path, *arguments: str, program: str = PROGRAM) -> "subprocess.CompletedProcess[str]":
    """Run a command of the instance in a home, which keeps its rows in a file."""
    environment = {
        **os.environ,
        "PAMOJA_HOME": str(home),
        "PAMOJA_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
    }
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="it copies an instance in a file: once is enough")
def test_an_instance_verifies_and_a_copy_that_was_altered_does_not(tmp_path: Path) -> None:
    home = tmp_path / "home"
    made = run(home, program=NEW_HOME)
    assert made.returncode == 0, made.stderr
    assert run(home, "audit", "verify").returncode == 0
    copy = shutil.copytree(home, tmp_path / "copy")
    with sqlite3.connect(copy / "pamoja.sqlite3") as database:
        database.execute("UPDATE kit_auditline SET reason = 'altered' WHERE sequence = 3")
    database.close()
    said = run(copy, "audit", "verify")
    assert said.returncode == 1
    assert " 3 " in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.django_db
def test_the_head_is_printed_as_verify_takes_it() -> None:
    note(By(None, "command"), "add", "place", "x")
    seal_waiting()
    out = StringIO()
    call_command("audit", "head", stdout=out, stderr=StringIO())
    sequence, digest = head()
    assert out.getvalue().strip() == f"{sequence}:{digest.hex()}"
    call_command("audit", "verify", head=out.getvalue(), stdout=StringIO())
    errors = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("audit", "verify", head=f"{sequence}:{bytes(32).hex()}", stderr=errors)
    assert end.value.code == 1
    with pytest.raises(CommandError):
        call_command("audit", "verify", head="no head")


@pytest.mark.django_db
def test_lines_that_wait_are_counted_and_old_ones_are_warned_of() -> None:
    line = note(By(None, "command"), "add", "place", "x")
    out, errors = StringIO(), StringIO()
    call_command("audit", "verify", stdout=out, stderr=errors)
    assert "1" in out.getvalue().splitlines()[-1]
    assert errors.getvalue() == ""
    AuditLine.objects.filter(pk=line.pk).delete()
    note(By(None, "command", line.at.replace(year=2020)), "add", "place", "x")
    call_command("audit", "verify", stdout=out, stderr=errors)
    assert "2020-" in errors.getvalue()
    call_command("audit", "seal", stdout=out)
    assert AuditLine.objects.filter(sequence=None).count() == 0
