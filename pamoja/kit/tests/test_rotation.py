"""Keys are put in the place of others while the instance runs, and nothing closes for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pamoja.kit import rotation
from pamoja.kit.by import By
from pamoja.kit.keyring import forget, key_named_by, read_ring, seal_for, unseal
from pamoja.kit.keys import MASTER, NEXT, master_keys
from pamoja.kit.models import AuditLine, OrganisationKey
from pamoja.kit.problems import Problem
from pamoja.kit.tests.test_keyring import PLAIN, code_of
from tests.keys import another_process, ask, other_master, sealed_formerly

pytestmark = pytest.mark.django_db(transaction=True)
BY = By(None, "command", datetime(2026, 11, 24, tzinfo=UTC))
OLD = "master.key.old-2026-11-24"


def test_after_a_rotation_the_new_key_seals_and_the_old_one_opens() -> None:
    before = seal_for("upendo", "test", PLAIN)
    made = rotation.rotate(BY, "upendo")
    after = seal_for("upendo", "test", PLAIN)
    assert [key.id for key in map(key_named_by, (before, after)) if key] == [
        read_ring().keys[id_of_key(before)].id,
        made.id,
    ]
    assert unseal("test", before) == unseal("test", after) == PLAIN
    assert AuditLine.objects.filter(verb="rotate", subject_id=str(made.id)).count() == 1


def id_of_key(sealed: bytes) -> object:
    """Return the id of the key of sealed bytes."""
    key = key_named_by(sealed)
    assert key
    return key.id


def test_retiring_keeps_the_key_that_seals_now() -> None:
    seal_for("upendo", "test", PLAIN)
    seal_for("tumaini", "test", PLAIN)
    made = rotation.rotate(BY, "upendo")
    assert rotation.retire(BY, "upendo") == 1
    assert set(OrganisationKey.objects.filter(retired_at=None).values_list("owner", flat=True)) == {"upendo", "tumaini"}
    assert id_of_key(seal_for("upendo", "test", PLAIN)) == made.id


def test_a_new_master_key_wraps_every_data_key_and_the_old_file_may_go(keys: Path) -> None:
    older, sealed = sealed_formerly("test", PLAIN), seal_for("upendo", "test", PLAIN)
    present = (keys / MASTER).read_bytes()
    assert rotation.rotate_master(BY) == OLD
    assert (keys / OLD).read_bytes() == present != (keys / MASTER).read_bytes()
    assert {path.stat().st_mode & 0o777 for path in keys.glob("master*")} == {0o600}
    assert {key.master for key in read_ring().keys.values()} == {MASTER}
    (keys / OLD).unlink()
    forget()
    assert unseal("test", sealed) == unseal("test", older) == PLAIN
    rotation.rotate_master(BY)
    (keys / OLD).unlink()
    forget()
    assert unseal("test", sealed) == unseal("test", older) == PLAIN


def test_the_old_master_key_opens_nothing_any_more(keys: Path) -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    rotation.rotate_master(BY)
    (keys / MASTER).write_bytes((keys / OLD).read_bytes())
    (keys / OLD).unlink()
    forget()
    assert code_of("test", sealed) == "seal.key_lost"


def test_a_rotation_of_the_master_key_that_broke_off_closes_nothing_and_goes_on(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal_for("upendo", "test", PLAIN)

    def killed(*_given: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "put_in_place", killed)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate_master(BY)
    forget()
    assert [key.name for key in master_keys(keys)] == [MASTER, NEXT]
    assert unseal("test", sealed) == PLAIN
    assert unseal("test", seal_for("tumaini", "test", PLAIN)) == PLAIN
    rotation.rotate_master(BY)
    assert [key.name for key in master_keys(keys)] == [MASTER, OLD]
    (keys / OLD).unlink()
    forget()
    assert unseal("test", sealed) == PLAIN


def test_two_rotations_of_one_day_keep_both_old_keys(keys: Path) -> None:
    assert rotation.rotate_master(BY) == OLD
    assert rotation.rotate_master(BY) == f"{OLD}-2"


def test_keys_that_no_master_key_opens_are_left_as_they_are(keys: Path) -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    present = other_master(keys)
    rotation.rotate_master(BY)
    assert code_of("test", sealed) == "seal.key_lost"
    (keys / "master.key.old-found").write_bytes(present)
    forget()
    assert unseal("test", sealed) == PLAIN


def test_an_organisation_whose_key_is_lost_goes_on_with_a_new_one(keys: Path) -> None:
    seal_for("upendo", "test", PLAIN)
    other_master(keys)
    with pytest.raises(Problem):
        seal_for("upendo", "test", PLAIN)
    rotation.rotate(BY, "upendo")
    assert unseal("test", seal_for("upendo", "test", PLAIN)) == PLAIN


def test_another_process_reads_through_both_rotations(keys: Path, tmp_path: Path) -> None:
    before = seal_for("upendo", "test", b"before")
    with another_process(tmp_path / "home") as process:
        assert ask(process, "unseal", before.hex()) == "before"
        rotation.rotate(BY, "upendo")
        between = seal_for("upendo", "test", b"between")
        assert ask(process, "unseal", between.hex()) == "between"
        rotation.rotate_master(BY)
        rotation.rotate(BY, "upendo")
        after = seal_for("upendo", "test", b"after")
        assert ask(process, "unseal", after.hex()) == "after"
        assert ask(process, "unseal", before.hex()) == "before"
        theirs = bytes.fromhex(ask(process, "seal", "theirs"))
        assert unseal("test", theirs) == b"theirs"
