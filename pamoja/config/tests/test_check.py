"""`pamoja check` tells what is wrong with an instance."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from pamoja.accounts.models import User
from pamoja.config import soundness
from pamoja.dialogue.models import Commitment
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    """Give a commitment on which nothing was said yet."""
    dialogue = enter(
        REGISTERS["dialogue"],
        {"title": "Marché de Jomba", "theme": "security", "level": "groupement", "place": "CD6111-bwisha-jomba",
         "pillar": "ISSSS-1", "opened_on": "2026-03-02", "sensitivity": "internal"},
        by(cast.field_agent),
    )  # fmt: skip
    return enter(  # type: ignore[no-any-return]
        REGISTERS["commitment"],
        {"dialogue": dialogue.code, "words": "Le chef rouvre le marché.", "side": "state", "towards": "population",
         "holder": "Chefferie de Bwisha", "type": "political", "level": "groupement", "place": "CD6111-bwisha-jomba",
         "pillar": "ISSSS-1", "made_on": "2026-03-10", "due_on": "2026-06-30", "sensitivity": "internal"},
        by(cast.field_agent),
    )  # fmt: skip


def test_a_state_that_its_followups_do_not_bear_out_is_told_with_its_code(commitment: Commitment) -> None:
    assert list(soundness.states_of_commitments()) == []
    Commitment.objects.filter(pk=commitment.pk).update(state="kept", basis="agreed", state_since=date(2026, 6, 1))
    faults = list(soundness.states_of_commitments())
    assert len(faults) == 1
    assert commitment.code in faults[0]


def test_a_role_that_the_table_lacks_is_told(cast: Cast) -> None:
    User.objects.filter(pk=cast.donor.pk).update(role="emperor")
    assert "emperor" in "".join(soundness.roles())


def test_keys_that_others_can_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KEYS", tmp_path)
    tmp_path.chmod(0o700)
    (tmp_path / "master.key").write_bytes(bytes(32))
    (tmp_path / "master.key").chmod(0o640)
    assert [str(tmp_path / "master.key") in fault for fault in soundness.keys_folder()] == [True]


def test_catalogues_that_are_not_compiled_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path])
    assert len(list(soundness.catalogues())) == 2


def test_the_command_exits_with_one_when_something_is_wrong(
    commitment: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[str]:
        yield "ENG-2026-0001 is wrong."

    said = StringIO()
    monkeypatch.setitem(soundness.CHECKS, "states of commitments", broken)
    with pytest.raises(SystemExit) as end:
        call_command("check", stderr=said)
    assert end.value.code == 1
    assert "ENG-2026-0001" in said.getvalue()
