"""`pamoja check --deploy` tells what stands open before real work is served."""

import os
import socket
import subprocess
import sys
import zipfile
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from pamoja.accounts.models import User
from pamoja.config import deployment
from pamoja.config.backup.writing import write_backup
from pamoja.config.deployment import POINTS, faults_of, machine, stores
from pamoja.kit.audit import note
from pamoja.kit.by import By
from tests.cast import Cast

ADDRESS = "https://pamoja.example.org"


@pytest.fixture
def ready(cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Give an instance as docs/doors.md asks for it, on a machine that is set up well."""
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).chmod(0o600)
    home, keys = tmp_path / "home", tmp_path / "home" / "keys"
    keys.mkdir(parents=True, mode=0o700)
    home.chmod(0o700)
    settings.HOME, settings.KEYS, settings.SIGN_IN = home, keys, home / "sign-in.toml"
    settings.ADDRESS, settings.HTTPS, settings.ALLOWED_HOSTS = ADDRESS, True, ["pamoja.example.org"]
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        setattr(settings, name, True)
    settings.SECURE_HSTS_SECONDS = 31536000
    monkeypatch.setattr(machine, "state_of_clock", lambda: 0)
    monkeypatch.setattr(machine, "FREE", 1)
    if os.geteuid() == 0:
        monkeypatch.setitem(deployment.POINTS, "home", lambda: iter(()))
    return cast


def checked() -> tuple[int, str]:
    """Return the exit code of the command and what it said."""
    said = StringIO()
    try:
        call_command("check", "--deploy", stdout=said, stderr=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def test_an_instance_that_is_ready_passes(ready: Cast) -> None:
    code, said = checked()
    assert (code, [name for name in POINTS if name not in said]) == (0, []), said


@pytest.mark.parametrize(
    ("name", "value", "point"),
    [
        ("ADDRESS", "", "address"),
        ("HTTPS", False, "address"),
        ("ALLOWED_HOSTS", ["*"], "hosts"),
        ("ALLOWED_HOSTS", ["localhost"], "hosts"),
        ("DEBUG", True, "debugging"),
        ("SECURE_CONTENT_TYPE_NOSNIFF", False, "settings"),
        ("SESSION_COOKIE_SECURE", False, "settings"),
        ("X_FRAME_OPTIONS", "SAMEORIGIN", "settings"),
        ("SECRET_KEY", "short", "settings"),
        ("HOME", Path("/var/www/pamoja"), "web root"),
        ("HOME", Path("/data/Public_HTML/pamoja"), "web root"),
        ("KEYS", Path("/nowhere/keys"), "keys"),
    ],
)
def test_a_setting_that_leaves_a_door_open_is_told(
    ready: Cast, settings: Any, name: str, value: Any, point: str
) -> None:
    assert faults_of(point) == []
    setattr(settings, name, value)
    assert len(faults_of(point)) == 1
    assert checked()[0] == 1


@pytest.mark.parametrize("language", ["fr", "en", "sw"])
def test_it_explains_itself_in_each_language(ready: Cast, settings: Any, language: str) -> None:
    settings.ADDRESS = ""
    with override(language):
        assert "PAMOJA_ADDRESS" in faults_of("address")[0]


def test_folders_and_keys_that_others_open_are_told(ready: Cast, settings: Any) -> None:
    Path(settings.HOME).chmod(0o755)
    assert any(str(settings.HOME) in fault for fault in machine.home())
    (settings.KEYS / "master.key").write_bytes(bytes(32))
    (settings.KEYS / "master.key").chmod(0o644)
    assert len(faults_of("keys")) == 1


def test_a_backup_that_holds_the_keys_is_told_wherever_it_lies_near(ready: Cast, settings: Any) -> None:
    (settings.KEYS / "master.key").write_bytes(bytes(32))
    folder = Path(settings.HOME).parent / "backups"
    folder.mkdir()
    write_backup(folder / "plain.zip", with_keys=False)
    assert faults_of("backups") == []
    write_backup(folder / "moving.zip", with_keys=True)
    assert len(faults_of("backups")) == 1
    with zipfile.ZipFile(settings.HOME / "inside.zip", "w") as archive:
        archive.writestr("tables/x", "")
    assert len(faults_of("backups")) == 2
    (settings.HOME / "broken.zip").write_bytes(b"no archive")
    assert len(faults_of("backups")) == 3


def test_a_full_disk_and_a_wrong_clock_are_told(ready: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FREE", 1 << 60)
    assert len(faults_of("disk")) == 1
    monkeypatch.setattr(machine, "state_of_clock", lambda: machine.NOT_SET_BY_NETWORK)
    assert len(faults_of("clock")) == 1
    note(By(None, "command", timezone.now() + timedelta(days=1)), "load", "terms", "all")
    assert len(faults_of("clock")) == 2


def test_the_kernel_is_asked_for_its_clock() -> None:
    assert machine.state_of_clock() in range(-1, 6)


def test_people_who_get_in_too_easily_are_told(ready: Cast, settings: Any) -> None:
    User.objects.filter(pk=ready.administrator.pk).update(password=make_password("administrator"))
    assert len(faults_of("passwords")) == 1
    weak = make_password("pamoja", hasher="default").replace("argon2", "pbkdf2_sha256", 1)
    User.objects.filter(pk=ready.donor.pk).update(password=weak)
    assert len(faults_of("passwords")) == 2
    User.objects.filter(pk=ready.state.pk).update(login="cpap@demo.invalid")
    assert len(faults_of("passwords")) == 3
    User.objects.filter(pk=ready.administrator.pk).update(is_active=False)
    assert len(faults_of("administrators")) == 1


def test_an_administrator_without_a_second_factor_is_named(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.administrator).delete()
    assert [cast.administrator.login in fault for fault in faults_of("administrators")] == [True]


def test_a_demonstration_is_told(ready: Cast, settings: Any) -> None:
    (settings.HOME / "demo.json").write_text("{}")
    assert len(faults_of("demonstration")) == 1


def test_the_file_of_organisations_is_read(ready: Cast, settings: Any, tmp_path: Path) -> None:
    settings.SIGN_IN.write_text("[[[")
    assert len(faults_of("sign-in elsewhere")) == 1
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(0o600)
    settings.SIGN_IN.write_text(
        f'[nobody]\nname="N"\naddress="https://n.example"\nclient="p"\nsecret_file="{tmp_path / "secret"}"\n'
    )
    assert len(faults_of("sign-in elsewhere")) == 1


def test_a_database_that_opens_without_password_is_told(
    monkeypatch: pytest.MonkeyPatch, settings: Any, db: None
) -> None:
    facts = {"HOST": "127.0.0.1", "PORT": "5432", "USER": "pamoja", "NAME": "pamoja"}
    monkeypatch.setattr(stores, "connection", SimpleNamespace(vendor="postgresql", settings_dict=facts))
    settings.DATABASE_URL = "postgresql://pamoja@127.0.0.1/pamoja"
    assert len(faults_of("database")) == 1
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        facts["PORT"] = str(closed.getsockname()[1])
        settings.DATABASE_URL = "postgresql://pamoja:secret@127.0.0.1/pamoja"
        assert faults_of("database") == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks a real PostgreSQL")
def test_a_real_postgresql_that_trusts_everybody_is_told(
    monkeypatch: pytest.MonkeyPatch, settings: Any, db: None
) -> None:
    facts = connection.settings_dict
    assert stores._opens_without_password(facts["HOST"], facts["PORT"], facts["USER"], facts["NAME"])
    assert not stores._opens_without_password(facts["HOST"], facts["PORT"], "nobody-here", facts["NAME"])


def test_an_empty_home_is_explained_without_a_traceback(tmp_path: Path) -> None:
    environment = os.environ | {
        "PAMOJA_HOME": str(tmp_path / "new"),
        "PAMOJA_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "pamoja.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "address: " in done.stderr
    assert "Traceback" not in done.stderr
