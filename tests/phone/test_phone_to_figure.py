"""The whole road: a form fetched over HTTP, filled by ODK's engine, sent, made a record, and counted in a figure."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from pamoja.accounts.actions import add_device
from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.activities.models import Session
from pamoja.dialogue.models import Commitment, FollowUp
from pamoja.engine.cells import Filters
from pamoja.indicators.figures import cell, named_period, trace
from pamoja.intake.models import Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.lake.refresh import rebuild, refresh
from pamoja.records.actions import enter
from pamoja.records.models import Evidence, Link
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.phone.conftest import TODAY
from tests.phone.phone import Phone
from tests.phone.serving import Collect, serving

pytestmark = [pytest.mark.phone, pytest.mark.django_db(transaction=True)]
COMMAND = By(None, "command")
BWISHA = Filters(place="CD6111-bwisha")

DIALOGUE = {
    "title": "Route et taxes", "theme": "security", "level": "groupement", "place": "CD6111-bwisha-jomba",
    "pillar": "ISSSS-1", "opened_on": "2026-01-12", "sensitivity": "internal",
}  # fmt: skip
COMMITMENT = {
    "words": "L’administrateur fait réparer la route.", "side": "state", "towards": "population",
    "holder": "Administration du territoire", "type": "technical", "level": "territoire",
    "place": "CD6111-bwisha-jomba", "pillar": "ISSSS-1", "made_on": "2026-02-01", "due_on": "2026-06-30",
    "sensitivity": "internal",
}  # fmt: skip
SESSION = {
    "kind": "dialogue", "held_on": "2026-02-03", "place": "CD6111-bwisha-jomba", "minutes": "pv.jpg",
    "sensitivity": "internal",
    "attendance": [
        {"sex": "f", "age": "18-35", "category": "women", "people": "12"},
        {"sex": "m", "age": "unknown", "category": "police", "people": "3"},
    ],
}  # fmt: skip
VERIFIED = {
    "said_on": "2026-06-20", "place": "CD6111-bwisha-jomba", "voice": "verification", "speaker": "Observateurs",
    "says": "kept", "gathered": "visit", "promiser_answer": "accepts", "receiver_answer": "accepts",
    "sensitivity": "internal",
}  # fmt: skip
PHOTO = {"pv.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)}


@pytest.fixture
def address() -> Iterator[str]:
    """Serve the instance with its forms published and its lake made anew."""
    forget()
    with serving() as found:
        yield found


@pytest.fixture
def known(cast: Cast) -> tuple[Any, Any]:
    """Publish the forms, enter a dialogue and a commitment, and make the lake anew."""
    publish_forms(COMMAND)
    dialogue = enter(REGISTERS["dialogue"], DIALOGUE, By(cast.field_agent, "desk"))
    commitment = enter(
        REGISTERS["commitment"], COMMITMENT | {"dialogue": str(dialogue.pk)}, By(cast.partner_me, "desk")
    )
    rebuild()
    return dialogue, commitment


def collect(address: str, person: User, engine: Phone) -> Collect:
    """Return a phone of a person that fetched its forms."""
    _device, key = add_device(COMMAND, person, "Tecno")
    found = Collect(f"{address}/key/{key}", engine)
    found.fetch()
    return found


def born_as(xml: str) -> uuid.UUID:
    """Return the id that the phone made for a filled form."""
    return uuid.UUID(str(etree.fromstring(xml).findtext(".//{*}instanceID")).removeprefix("uuid:"))


def test_a_session_filled_on_a_phone_is_counted(address: str, cast: Cast, known: Any, phone: Phone) -> None:
    dialogue, _commitment = known
    quarter = named_period("2026-Q1", TODAY)
    before = cell("participants", quarter, BWISHA).numerator or 0
    tecno = collect(address, cast.field_agent, phone)
    filled = tecno.fill("session", SESSION | {"process": str(dialogue.pk)}, PHOTO)
    assert [tecno.send(filled), tecno.send(filled)] == [201, 201]
    assert process_waiting() == 1
    session = Session.objects.get()
    assert (session.pk, session.door, session.owner_id) == (born_as(filled.xml), "phone", "upendo")
    assert Submission.objects.get().record == session.pk
    assert Link.objects.get(from_id=session.pk).to_id == dialogue.pk
    evidence = Evidence.objects.get(record=session.pk)
    assert (evidence.question, evidence.media_type, evidence.size) == ("minutes", "image/jpeg", len(PHOTO["pv.jpg"][1]))
    refresh()
    assert cell("participants", quarter, BWISHA).numerator == before + 15
    assert {traced.record for traced in trace("participants", quarter, BWISHA)} >= {str(session.pk)}


def test_a_word_from_the_field_changes_the_commitments_carried_out(
    address: str, cast: Cast, known: Any, phone: Phone
) -> None:
    _dialogue, commitment = known
    half, first_quarter = named_period("2026-H1", TODAY), named_period("2026-Q1", TODAY)
    assert cell("commitments_kept", half, BWISHA).numerator == 0
    tecno = collect(address, cast.field_agent, phone)
    assert commitment.words in tecno.media["followup"]["commitment.csv"]
    filled = tecno.fill("followup", VERIFIED | {"commitment": str(commitment.pk)})
    assert tecno.send(filled) == 201
    process_waiting()
    assert FollowUp.objects.get().commitment_id == commitment.pk
    assert Commitment.objects.get().state == "kept"
    refresh()
    found = cell("commitments_kept", half, BWISHA)
    assert (found.numerator, found.denominator) == (1, 1)
    assert cell("commitments_kept", first_quarter, BWISHA).numerator == 0
    assert [traced.record for traced in trace("commitments_kept", half, BWISHA)] == [str(commitment.pk)]
    tecno.fetch()
    assert commitment.words not in tecno.media["followup"]["commitment.csv"]
