"""What is sealed opens with its key, for its purpose, unaltered, and never otherwise."""

import uuid
from pathlib import Path

import pytest
from django.db import transaction

from pamoja.kit.keyring import HEAD, forget, key_named_by, make_key, seal_for, unseal
from pamoja.kit.keys import MASTER
from pamoja.kit.models import OrganisationKey
from pamoja.kit.problems import Problem
from pamoja.kit.seal import keyed_digest
from tests.keys import another_process, ask, other_master, sealed_formerly

PLAIN = b"Nom de famille: Kahindo"
pytestmark = pytest.mark.django_db


def code_of(purpose: str, sealed: bytes) -> str:
    """Return the code of the problem with which bytes do not open."""
    with pytest.raises(Problem) as refused:
        unseal(purpose, sealed)
    return refused.value.code


def test_each_organisation_and_the_instance_seal_with_a_key_of_their_own() -> None:
    sealed = {owner: seal_for(owner, "test", PLAIN) for owner in ("upendo", "tumaini", "")}
    assert {unseal("test", one) for one in sealed.values()} == {PLAIN}
    assert all(PLAIN not in one for one in sealed.values())
    named = {owner: key_named_by(one) for owner, one in sealed.items()}
    assert {owner: key.owner for owner, key in named.items() if key} == {
        "upendo": "upendo",
        "tumaini": "tumaini",
        "": "",
    }
    assert OrganisationKey.objects.count() == 3
    again = key_named_by(seal_for("upendo", "test", PLAIN))
    assert again
    assert again.id == OrganisationKey.objects.get(owner="upendo").pk
    assert OrganisationKey.objects.count() == 3


def test_the_key_in_the_table_is_wrapped() -> None:
    key = make_key("upendo")
    assert key.secret not in bytes(OrganisationKey.objects.get().wrapped)


def test_the_same_bytes_are_never_sealed_alike() -> None:
    assert seal_for("upendo", "test", PLAIN) != seal_for("upendo", "test", PLAIN)


def test_a_changed_byte_is_refused_wherever_it_is() -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        assert code_of("test", bytes(changed)) in ("seal.unreadable", "seal.key_lost"), at
    for length in range(len(sealed)):
        assert code_of("test", sealed[:length]) in ("seal.unreadable", "seal.key_lost"), length


def test_another_purpose_is_refused() -> None:
    assert code_of("other", seal_for("upendo", "test", PLAIN)) == "seal.unreadable"


def test_the_head_of_another_key_is_refused() -> None:
    mine, theirs = seal_for("upendo", "test", PLAIN), seal_for("tumaini", "test", PLAIN)
    assert code_of("test", theirs[:HEAD] + mine[HEAD:]) == "seal.unreadable"


def test_a_key_that_changed_its_owner_in_the_table_opens_nothing() -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    OrganisationKey.objects.update(owner="tumaini")
    forget()
    assert code_of("test", sealed) == "seal.key_lost"


def test_a_deleted_key_is_lost() -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    OrganisationKey.objects.all().delete()
    forget()
    assert code_of("test", sealed) == "seal.key_lost"


def test_with_another_master_key_nothing_opens_and_nothing_is_sealed_until_it_is_back(keys: Path) -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    present = other_master(keys)
    assert code_of("test", sealed) == "seal.key_lost"
    for owner in ("upendo", "tumaini"):
        with pytest.raises(Problem) as refused:
            seal_for(owner, "test", PLAIN)
        assert refused.value.code == "seal.key_lost"
    (keys / MASTER).write_bytes(present)
    forget()
    assert unseal("test", sealed) == PLAIN


@pytest.mark.parametrize("content", [None, b"", b"short"], ids=["gone", "empty", "cut"])
def test_without_a_master_key_nothing_opens(keys: Path, content: bytes | None) -> None:
    sealed = seal_for("upendo", "test", PLAIN)
    (keys / MASTER).unlink()
    if content is not None:
        (keys / MASTER).write_bytes(content)
    forget()
    assert code_of("test", sealed) == "seal.key_lost"
    with pytest.raises(Problem):
        make_key("upendo")


def test_what_is_older_than_data_keys_still_opens(keys: Path) -> None:
    older = sealed_formerly("test", PLAIN)
    assert unseal("test", older) == PLAIN
    assert unseal("test", memoryview(older)) == PLAIN
    assert code_of("other", b"\x02" + older[1:]) == "seal.unreadable"
    other_master(keys)
    assert code_of("test", b"\x02" + older[1:]) == "seal.unreadable"


def test_older_bytes_that_happen_to_begin_as_newer_ones_open() -> None:
    seal_for("upendo", "test", PLAIN)
    while not (older := sealed_formerly("test", PLAIN)).startswith(b"\x01"):
        pass
    assert unseal("test", older) == PLAIN


@pytest.mark.django_db(transaction=True)
def test_a_key_that_was_rolled_back_is_never_used_again() -> None:
    with transaction.atomic():
        lost = seal_for("upendo", "test", PLAIN)
        assert unseal("test", lost) == PLAIN
        transaction.set_rollback(True)
    with transaction.atomic():
        with transaction.atomic():
            seal_for("upendo", "test", PLAIN)
            transaction.set_rollback(True)
        kept = seal_for("upendo", "test", PLAIN)
    forget()
    assert unseal("test", kept) == PLAIN
    assert code_of("test", lost) == "seal.key_lost"


@pytest.mark.django_db(transaction=True)
def test_another_process_opens_what_this_one_seals_and_this_one_what_that_seals(tmp_path: Path) -> None:
    with another_process(tmp_path / "home") as process:
        theirs = bytes.fromhex(ask(process, "seal", "theirs"))
        assert unseal("test", theirs) == b"theirs"
        made_later = make_key("upendo")
        ours = seal_for("upendo", "test", b"ours")
        assert uuid.UUID(bytes=ours[1:HEAD]) == made_later.id
        assert ask(process, "unseal", ours.hex()) == "ours"


def test_digests_do_not_change_with_the_master_key(keys: Path) -> None:
    before = keyed_digest("match", "Kahindo")
    other_master(keys)
    assert keyed_digest("match", "Kahindo") == before
    assert keyed_digest("other", "Kahindo") != before
