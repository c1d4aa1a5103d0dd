"""When keys are lost every page still comes, and says so in the place of what cannot be opened."""

from pathlib import Path
from typing import Any

import pytest

from pamoja.desk.files.links import file_url
from pamoja.desk.inbox.tests.test_inbox import Forms, signed_in
from pamoja.intake.evidence import attach_late_files
from pamoja.intake.models import Attachment, Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.tests.filling import DIALOGUE, SESSION, arrived
from pamoja.kit.keyring import forget
from pamoja.kit.models import OrganisationKey
from pamoja.kit.problems import Problem
from pamoja.records.actions import enter
from pamoja.records.evidence import keep
from pamoja.records.tests.files import PDF, upload
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.keys import other_master

LOST = Problem("seal.key_lost").code


def lose_data_keys() -> None:
    """Delete every data key, as a careless restore would."""
    OrganisationKey.objects.all().delete()
    forget()


@pytest.mark.parametrize("lose", ["master", "data"])
def test_a_submission_has_a_page_that_says_it(
    cast: Cast,
    stopped: Submission,
    keys: Path,
    lose: str,
) -> None:
    page = signed_in(cast.partner_me).get(f"/inbox/{stopped.pk}").content.decode()
    assert "master key" not in page
    assert "Comité de paix" in page
    other_master(keys) if lose == "master" else lose_data_keys()
    for person in (cast.partner_me, cast.field_agent, cast.consortium_me, cast.administrator):
        client = signed_in(person)
        assert client.get("/inbox").status_code == 200
        answer = client.get(f"/inbox/{stopped.pk}")
        assert answer.status_code == 200
        assert "the master key of this instance is missing" in answer.content.decode()
        assert "Comité de paix" not in answer.content.decode()


def test_what_waits_is_stopped_with_the_sentence_and_can_be_processed_again(
    cast: Cast,
    forms: Forms,
    keys: Path,
) -> None:
    waiting = arrived(cast.field_agent, forms["session"], SESSION)
    present = other_master(keys)
    process_waiting()
    waiting.refresh_from_db()
    assert [problem["code"] for problem in waiting.problems] == ["seal.key_lost"]
    (keys / "master.key").write_bytes(present)
    forget()
    assert signed_in(cast.partner_me).post(f"/inbox/{waiting.pk}/again").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "recorded"


def test_late_files_are_kept_with_their_record_all_the_same(cast: Cast, recorded: Submission) -> None:
    Attachment.objects.create(
        submission_instance=recorded.instance_id, name="pv.jpg", media_type="image/jpeg", size=1, sha256="0" * 64,
        stored_as="aa/late.sealed", received_at=recorded.received_at,
    )  # fmt: skip
    lose_data_keys()
    assert attach_late_files() == 1


def test_a_correction_cannot_be_kept_and_says_so(
    cast: Cast,
    stopped: Submission,
    keys: Path,
) -> None:
    other_master(keys)
    answer = signed_in(cast.partner_me).post(f"/inbox/{stopped.pk}/correct", {"reason": "typing error"})
    assert answer.status_code == 503
    assert LOST in answer.content.decode()


def test_evidence_is_refused_with_the_sentence(cast: Cast, keys: Path) -> None:
    record = enter(REGISTERS["dialogue"], DIALOGUE, by(cast.field_agent))
    piece = keep(REGISTERS["dialogue"], record, "", upload(PDF, "pv.pdf"), by(cast.field_agent))
    client, address = signed_in(cast.field_agent), file_url("evidence", piece.pk, "original")
    opened: Any = client.get(address, follow=True)
    assert b"".join(opened.streaming_content) == PDF
    other_master(keys)
    answer = client.get(address, follow=True)
    assert answer.status_code == 503
    assert LOST in answer.content.decode()
    assert client.get(f"/register/dialogue/{record.pk}/").status_code == 200
