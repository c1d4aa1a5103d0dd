"""A backup holds the whole instance, and gives it back unchanged."""

import json
import stat
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from pamoja.accounts.models import User
from pamoja.config.backup.content import content_of_instance
from pamoja.config.backup.reading import restore_backup
from pamoja.config.backup.writing import one_look, write_backup
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.chain import seal_waiting
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.verification import verify
from pamoja.places.models import Place
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def instance(cast: Cast) -> Path:
    """Give an instance with people, places and a sealed file; return where the file lies."""
    sealed = Path(settings.MEDIA_ROOT) / "ab" / "abc.sealed"
    sealed.parent.mkdir(parents=True)
    sealed.write_bytes(b"\x00sealed bytes\xff")
    changes = {"name": ["Nord Kivu", "Nord-Kivu"], "latitude": [None, -0.8]}
    note(By(None, "desk", cast.state.created_at), "change", "place", "CD61", changes=changes)
    seal_waiting()
    return sealed


def test_what_is_restored_equals_what_was_backed_up(instance: Path, tmp_path: Path) -> None:
    written = write_backup(tmp_path / "b.zip", with_keys=False)
    User.objects.filter(role="donor").delete()
    Place.objects.filter(code="CD61").update(name="Altered")
    instance.unlink()
    restored = restore_backup(tmp_path / "b.zip", replace=True)
    assert restored.hash == written.hash == content_of_instance(Path(settings.MEDIA_ROOT)).hash
    assert Place.objects.get(code="CD61").name == "Nord-Kivu"
    assert instance.read_bytes() == b"\x00sealed bytes\xff"


def test_moments_are_restored_and_not_made_anew(instance: Path, cast: Cast, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    restore_backup(tmp_path / "b.zip", replace=True)
    assert User.objects.get(pk=cast.donor.pk).created_at == cast.donor.created_at


def test_a_restore_signs_everybody_out(instance: Path, cast: Cast, tmp_path: Path) -> None:
    browser = Client()
    sign_in(browser, cast.partner_me)
    assert browser.get("/").status_code == 200
    write_backup(tmp_path / "b.zip", with_keys=False)
    restore_backup(tmp_path / "b.zip", replace=True)
    assert not UserSession.objects.exists()
    assert browser.get("/").status_code == 302


def test_new_rows_get_new_numbers_after_a_restore(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    restore_backup(tmp_path / "b.zip", replace=True)
    last = AuditLine.objects.order_by("pk").last()
    line = note(By(None, "desk"), "add", "place", "x")
    assert last is not None
    assert line.pk > last.pk


def test_the_audit_trail_verifies_after_a_restore_and_goes_on(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    AuditLine.objects.update(verb="altered")
    restore_backup(tmp_path / "b.zip", replace=True)
    note(By(None, "desk"), "add", "place", "x")
    seal_waiting()
    found = verify()
    assert (found.broken, found.sealed) == (None, AuditLine.objects.count())


def test_a_backup_sealed_with_another_audit_key_asks_for_the_keys(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    monkeypatch.setattr(settings, "AUDIT_KEY", bytes(32))
    with pytest.raises(Problem) as caught:
        restore_backup(tmp_path / "b.zip", replace=True)
    assert caught.value.code == "backup.other_key"


def test_an_instance_that_is_not_empty_is_not_restored_into(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    with pytest.raises(Problem, match="--replace"):
        restore_backup(tmp_path / "b.zip", replace=False)
    assert instance.exists()


def test_an_altered_backup_changes_nothing(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    altered = rewrite(tmp_path / "b.zip", "tables/places.place.jsonl", lambda text: text.replace(b"Goma", b"Gama"))
    with pytest.raises(Problem) as caught:
        restore_backup(altered, replace=True)
    assert caught.value.code == "backup.altered"
    assert Place.objects.get(code="CD6101").name == "Goma"
    assert instance.exists()


@pytest.mark.parametrize(
    "broken",
    [b"", b"no archive", b'{"id": 1}\n'],
    ids=["an empty table", "a table that is no table", "a row of another table"],
)
def test_a_broken_backup_is_refused_with_a_sentence(instance: Path, tmp_path: Path, broken: bytes) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    altered = rewrite(tmp_path / "b.zip", "tables/partners.organisation.jsonl", lambda _text: broken)
    with pytest.raises(Problem) as caught:
        restore_backup(altered, replace=True)
    assert caught.value.code in ("backup.unreadable", "backup.altered")
    assert Place.objects.filter(code="CD6101").exists()


def test_a_backup_of_another_version_is_refused(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    other = rewrite(tmp_path / "b.zip", "manifest.json", lambda text: text.replace(b"places.0001", b"places.0099"))
    with pytest.raises(Problem) as caught:
        restore_backup(other, replace=True)
    assert caught.value.code == "backup.other_version"


def test_a_backup_sealed_with_other_keys_asks_for_the_keys(
    instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "master.key").write_bytes(bytes(32))
    with pytest.raises(Problem) as caught:
        restore_backup(tmp_path / "b.zip", replace=True)
    assert caught.value.code == "backup.other_key"


def test_keys_are_in_the_archive_only_when_asked_for(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "without.zip", with_keys=False)
    write_backup(tmp_path / "with.zip", with_keys=True)
    assert not any(name.startswith("keys/") for name in ZipFile(tmp_path / "without.zip").namelist())
    assert ZipFile(tmp_path / "with.zip").read("keys/master.key") == (settings.KEYS / "master.key").read_bytes()


def test_only_its_owner_reads_a_backup_and_none_is_overwritten(instance: Path, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.zip", with_keys=False)
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "b.zip")


def test_both_commands_print_the_same_hash(instance: Path, tmp_path: Path) -> None:
    said, again = StringIO(), StringIO()
    call_command("backup", tmp_path / "b.zip", stdout=said)
    call_command("restore", tmp_path / "b.zip", "--replace", stdout=again)
    assert said.getvalue().split()[-1] == again.getvalue().split()[-1]


def test_a_backup_sees_one_moment_and_keeps_nobody_from_writing(instance: Path) -> None:
    with one_look():
        before = Place.objects.count()
        with connection.cursor() as reader:
            assert reader is not None
        other = connection.copy()
        try:
            with other.cursor() as writer:
                writer.execute("UPDATE places_place SET name = 'Written meanwhile' WHERE code = 'CD61'")
        finally:
            other.close()
        assert Place.objects.count() == before
        assert Place.objects.get(code="CD61").name == "Nord-Kivu"
    assert Place.objects.get(code="CD61").name == "Written meanwhile"


def rewrite(archive: Path, path: str, change: object) -> Path:
    """Return a copy of an archive in which one entry is another."""
    copy = archive.with_name("copy.zip")
    with ZipFile(archive) as source, ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == path else content)  # type: ignore[operator]
    json.loads(ZipFile(copy).read("manifest.json"))
    return copy
