"""`pamoja keys` lists keys, rotates them, and seals anew what is sealed already; `pamoja check` tells of lost ones."""

import base64
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from pamoja.config import resealing, soundness
from pamoja.config.backup.reading import restore_backup
from pamoja.config.backup.writing import write_backup
from pamoja.config.management.commands import keys as command
from pamoja.config.resealing import reseal
from pamoja.intake.actions import correct
from pamoja.intake.models import FormVersion, Rejected, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.intake.rejected import keep_rejected
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived, filled
from pamoja.kit.keyring import forget, key_named_by, seal_for, unseal
from pamoja.kit.models import OrganisationKey
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import key_of_file, read_sealed
from pamoja.records.actions import enter
from pamoja.records.evidence import keep
from pamoja.records.models import Evidence
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by, code, second_factor
from tests.keys import other_master, sealed_formerly

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = b"photo " * 1000


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as if no other process remembered keys."""
    monkeypatch.setattr(command, "FRESH", 0.0)
    monkeypatch.setattr(command, "MARGIN", 0.0)


@pytest.fixture
def instance(cast: Cast) -> Cast:
    """Give an instance with everything that is sealed, of two organisations; of nobody's second factor."""
    Authenticator.objects.all().delete()
    OrganisationKey.objects.all().delete()
    forget()
    publish_forms(by(None, "command"))
    form = FormVersion.objects.get(form_id="session", current=True)
    for person in (cast.field_agent, cast.other_agent):
        arrived(person, form, SESSION)
    stopped = arrived(cast.field_agent, form, SESSION | {"place": "unknown"})
    process_waiting()
    stopped.refresh_from_db()
    correct(by(cast.partner_me), stopped, SESSION | {"place": "unknown-too"}, "typing error")
    keep_rejected(Problem("intake.dtd"), cast.field_agent, stopped.received_at, b"<!DOCTYPE data>", 15)
    record = enter(REGISTERS["dialogue"], DIALOGUE, by(cast.field_agent))
    keep(REGISTERS["dialogue"], record, "", SimpleUploadedFile("pv.jpg", PHOTO), by(cast.field_agent))
    return cast


def everything() -> dict[str, bytes]:
    """Return the plain bytes of all that is sealed."""
    found = {f"sealed {one.pk}": unseal("intake", one.sealed) for one in Submission.objects.all()}
    corrected = Submission.objects.exclude(corrected=None)
    found |= {f"corrected {one.pk}": unseal("intake", bytes(one.corrected or b"")) for one in corrected}
    found |= {f"rejected {one.pk}": unseal("rejected", one.sealed) for one in Rejected.objects.all()}
    return found | {one.stored_as: b"".join(read_sealed(path_of(one))) for one in Evidence.objects.all()}


def path_of(piece: Evidence) -> Path:
    """Return the sealed file of a piece of evidence."""
    return Path(settings.MEDIA_ROOT, piece.stored_as)


def keys_in_use() -> set[Any]:
    """Return the ids of the keys that content names."""
    sealed = [*Submission.objects.values_list("sealed", flat=True), *Rejected.objects.values_list("sealed", flat=True)]
    sealed += Submission.objects.exclude(corrected=None).values_list("corrected", flat=True)
    found: set[Any] = {key.id if (key := key_named_by(bytes(one))) else None for one in sealed}
    return found | {key_of_file(path_of(one)) for one in Evidence.objects.all()}


def run(*arguments: str) -> str:
    """Return what `pamoja keys` prints."""
    said = StringIO()
    call_command("keys", *arguments, stdout=said)
    return said.getvalue()


def test_each_organisation_seals_its_own(instance: Cast) -> None:
    assert set(OrganisationKey.objects.values_list("owner", flat=True)) == {"upendo", "tumaini"}
    assert keys_in_use() == set(OrganisationKey.objects.values_list("pk", flat=True))
    assert PHOTO in everything().values()


def test_resealing_one_organisation_leaves_the_others_as_they_are(instance: Cast) -> None:
    before, theirs = everything(), OrganisationKey.objects.get(owner="tumaini")
    mine = OrganisationKey.objects.get(owner="upendo")
    run("rotate", "--organisation", "upendo", "--reseal")
    assert everything() == before
    mine.refresh_from_db()
    assert mine.retired_at is not None
    assert mine.pk not in keys_in_use()
    assert theirs.pk in keys_in_use()
    mine.delete()
    forget()
    assert everything() == before


def test_without_resealing_what_is_there_stays_under_its_key(instance: Cast) -> None:
    used = keys_in_use()
    assert "upendo" in run("rotate", "--all") or OrganisationKey.objects.filter(owner="upendo").count() == 2
    assert keys_in_use() == used
    assert OrganisationKey.objects.exclude(retired_at=None).count() == 0


def test_resealing_that_broke_off_goes_on(instance: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before, used = everything(), keys_in_use()
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    steps = iter(range(2))

    def stop(*_given: object) -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt

    run("rotate", "--all")
    with pytest.raises(KeyboardInterrupt):
        reseal(["upendo", "tumaini"], stop)
    assert everything() == before
    assert used & keys_in_use()
    made = OrganisationKey.objects.count()
    run("rotate", "--all", "--reseal", "--resume")
    assert OrganisationKey.objects.count() == made
    assert everything() == before
    assert not used & keys_in_use()


def test_what_is_older_than_keys_is_sealed_anew_for_its_organisation(instance: Cast) -> None:
    before = everything()
    for one in Submission.objects.all():
        one.sealed = sealed_formerly("intake", before[f"sealed {one.pk}"])
        one.save()
    for refused in Rejected.objects.all():
        refused.sealed = sealed_formerly("rejected", before[f"rejected {refused.pk}"])
        refused.save()
    assert everything() == before
    run("rotate", "--all", "--reseal")
    assert everything() == before
    assert None not in keys_in_use()
    owners = {
        one.person.organisation_id: key_named_by(bytes(one.sealed)) for one in Submission.objects.all() if one.person
    }
    assert {owner: key.owner for owner, key in owners.items() if key} == {"upendo": "upendo", "tumaini": "tumaini"}


def test_content_that_does_not_open_keeps_every_key(instance: Cast) -> None:
    one = Submission.objects.filter(person=instance.field_agent).first()
    assert one
    one.sealed = bytes(one.sealed)[:-1] + b"\x00"
    one.save()
    with pytest.raises(CommandError):
        run("rotate", "--organisation", "upendo", "--reseal")
    assert not OrganisationKey.objects.exclude(retired_at=None).exists()


def test_the_list_says_which_keys_no_master_key_opens(instance: Cast, keys: Path) -> None:
    assert run("list").count("master.key\n") == 2
    assert list(soundness.data_keys()) == []
    present = other_master(keys)
    assert "master.key" not in run("list").replace("master key", "")
    faults = list(soundness.data_keys())
    assert ["upendo" in fault or "tumaini" in fault for fault in faults] == [True, True]
    (keys / "master.key").write_bytes(present)
    run("rotate", "--master")
    assert list(soundness.data_keys()) == []
    assert run("list").count("master.key\n") == 3


def test_a_backup_from_before_a_rotation_is_restored_while_the_old_master_key_is_there(
    instance: Cast,
    keys: Path,
    tmp_path: Path,
) -> None:
    before = everything()
    write_backup(tmp_path / "before.zip", with_keys=False)
    run("rotate", "--master")
    run("rotate", "--all", "--reseal")
    restore_backup(tmp_path / "before.zip", replace=True)
    assert everything() == before
    write_backup(tmp_path / "after.zip", with_keys=False)
    for old in keys.glob("master.key.old-*"):
        old.unlink()
    with pytest.raises(Problem) as refused:
        restore_backup(tmp_path / "before.zip", replace=True)
    assert refused.value.code == "backup.other_key"


def test_a_backup_with_keys_opens_in_a_home_with_other_keys(
    instance: Cast,
    keys: Path,
    tmp_path: Path,
) -> None:
    before = everything()
    run("rotate", "--master")
    write_backup(tmp_path / "b.zip", with_keys=True)
    for file in keys.glob("*"):
        file.write_bytes(os.urandom(32)) if file.name == "master.key" else file.unlink()
    forget()
    with pytest.raises(Problem):
        seal_for("upendo", "test", b"")
    restore_backup(tmp_path / "b.zip", replace=True)
    assert everything() == before


def test_an_unknown_organisation_is_told(cast: Cast) -> None:
    with pytest.raises(CommandError):
        run("rotate", "--organisation", "nobody")


def test_filled_forms_are_what_was_sealed(instance: Cast) -> None:
    form = FormVersion.objects.get(form_id="session", current=True)
    one = Submission.objects.filter(person=instance.other_agent).get()
    assert unseal("intake", one.sealed) == filled(form, SESSION, one.instance_id)


def test_second_factors_are_sealed_anew_and_go_on_working(instance: Cast) -> None:
    second_factor(instance.protection).save()
    before = Authenticator.objects.get(user=instance.protection).data["secret"]
    run("rotate", "--all", "--reseal")
    after = Authenticator.objects.get(user=instance.protection)
    assert after.data["secret"] != before
    assert key_named_by(base64.b64decode(after.data["secret"])) != key_named_by(base64.b64decode(before))
    assert after.wrap().validate_code(code())
