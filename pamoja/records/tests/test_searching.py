"""Words find records: spelling habits forgiven, within the reader's rights, and gone with what they stood in."""

from typing import Any

import pytest
from django.db import connection

from pamoja.accounts.models import User
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import take_step
from pamoja.records.models import RecordWords, WordsEdition
from pamoja.records.register import Register
from pamoja.records.searching import asked, registers_saying, saying
from pamoja.records.words import INDEX, edition_of, folded, searched
from pamoja.registry.indexing import outdated, reindex
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

COMMITMENTS, DIALOGUES = REGISTERS["commitment"], REGISTERS["dialogue"]
WORDS = "Réhabiliter l’œuvre d’eau de Nord-Jomba avant la récolte."


def found(register: Register, person: User, text: str) -> list[str]:
    """Return the codes of what a person finds."""
    seen = register.objects.visible_to(person).filter(saying(register, person, asked(text)))
    return sorted(seen.values_list("code", flat=True))


@pytest.fixture
def promise(cast: Cast) -> Commitment:
    """Enter a commitment with words to look for."""
    return commitment(by(cast.partner_me), process(by(cast.partner_me)), words=WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "rehabiliter", "RÉHABILITER", "réhab", "oeuvre", "l'oeuvre", "L’ŒUVRE", "d eau", "eau recolte", 
        "récolte réhabiliter",
        "nord jomba", "nord-jomba", "jomba nord", "  eau,  avant! ", "secretariat chefferie eau", "eng", "2026",
    ],
)  # fmt: skip
def test_case_accents_apostrophes_hyphens_and_order_are_forgiven(cast: Cast, promise: Commitment, text: str) -> None:
    assert found(COMMITMENTS, cast.partner_me, text) == [promise.code]


@pytest.mark.parametrize(
    "text", ["semence", "eau semence", "abiliter", "x eau y semence", "", "%", "’", '"', "* OR eau"]
)
def test_what_lacks_one_of_the_words_is_not_found(cast: Cast, promise: Commitment, text: str) -> None:
    assert found(COMMITMENTS, cast.partner_me, text) == []


def test_a_code_is_found_as_people_type_it(cast: Cast, promise: Commitment) -> None:
    others = [commitment(by(cast.partner_me), promise.dialogue) for _number in range(12)]
    for text in ("ENG-2026-0012", "eng 2026 12", "eng 2026 0012", "eng2026 12", "Eng-2026-12"):
        assert found(COMMITMENTS, cast.partner_me, text) == ["ENG-2026-0012"], text
    assert found(COMMITMENTS, cast.partner_me, "2026 0012") == ["ENG-2026-0012"]
    assert found(COMMITMENTS, cast.partner_me, "ENG-2026-001") == [f"ENG-2026-00{number}" for number in range(10, 14)]
    assert found(COMMITMENTS, cast.partner_me, "eng 2026 99") == []
    assert len(others) == 12


def test_an_answer_finds_its_record_only_for_who_may_read_it(cast: Cast) -> None:
    note = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-13", "do_no_harm_note": "Zebra wanted"}
    dialogue = process(by(cast.partner_me), sensitivity="public", **note)
    readers = {name: found(DIALOGUES, person, "zebra") for name, person in cast.everybody().items()}
    finding = {name for name, codes in readers.items() if codes}
    open_to = {
        name
        for name, person in cast.everybody().items()
        if DIALOGUES.objects.visible_to(person).filter(pk=dialogue.pk).exists()
        and "restricted" in _levels(person, dialogue.owner_id)
    }
    assert finding == open_to
    assert {"partner_me"} <= finding < set(readers)
    assert found(DIALOGUES, cast.partner_me, "zebra taxes") == [dialogue.code]
    assert found(DIALOGUES, cast.donor, "taxes zebra") == found(DIALOGUES, cast.donor, "zebra") == []


def _levels(person: User, owner: str) -> tuple[str, ...]:
    from pamoja.accounts.rights import ROLES

    role = ROLES[person.role]
    return tuple(role.own if person.organisation_id == owner else role.others)


def test_words_never_widen_what_a_person_sees(cast: Cast, promise: Commitment) -> None:
    strict = commitment(by(cast.partner_me), promise.dialogue, words=WORDS, sensitivity="strict")
    for person in cast.everybody().values():
        seen = set(COMMITMENTS.objects.visible_to(person).values_list("code", flat=True))
        assert set(found(COMMITMENTS, person, "oeuvre")) == seen & {promise.code, strict.code}, person
    assert found(COMMITMENTS, cast.stranger, strict.code) == []


def test_a_correction_changes_what_is_found(cast: Cast, promise: Commitment) -> None:
    answers = stored_answers(COMMITMENTS, promise) | {"words": "Ouvrir le marché."}
    enter(COMMITMENTS, answers, by(cast.partner_me), record=promise, reason="autre parole")
    assert found(COMMITMENTS, cast.partner_me, "marche") == [promise.code]
    assert found(COMMITMENTS, cast.partner_me, "oeuvre") == []


def test_what_is_deleted_is_not_found_and_what_is_restored_is(cast: Cast, promise: Commitment) -> None:
    take_step(COMMITMENTS, promise.pk, "delete", by(cast.partner_me), reason="essai")
    assert not RecordWords.objects.filter(record=promise.pk).exists()
    assert in_index("oeuvre") == 0
    take_step(COMMITMENTS, promise.pk, "restore", by(cast.partner_me), reason="essai")
    assert found(COMMITMENTS, cast.partner_me, "oeuvre") == [promise.code]


def in_index(word: str) -> int:
    """Return how many rows the database's own index finds, rights aside."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT count(*) FROM {INDEX} WHERE {INDEX} MATCH %s", [word])
        else:
            cursor.execute(
                "SELECT count(*) FROM records_recordwords"
                " WHERE array_to_tsvector(string_to_array(text, ' ')) @@ %s::tsquery",
                [word],
            )
        return int(cursor.fetchone()[0])


def test_the_words_of_every_register_are_taken_from_open_texts_only() -> None:
    for register in REGISTERS.values():
        assert not set(searched(register)) & (set(register.sealed) | set(register.files)), register.name


def test_words_of_restricted_answers_stand_apart(cast: Cast) -> None:
    dialogue = process(
        by(cast.partner_me), do_no_harm="adapt", do_no_harm_on="2026-01-13", do_no_harm_note="Zebra wanted"
    )
    kept = dict(RecordWords.objects.filter(record=dialogue.pk).values_list("level", "text"))
    assert set(kept) == {"public", "restricted"}
    assert "zebra" in kept["restricted"].split()
    assert "zebra" not in kept["public"].split()


def test_existing_records_are_taken_into_the_index_once(cast: Cast, promise: Commitment) -> None:
    RecordWords.objects.all().delete()
    WordsEdition.objects.all().delete()
    assert found(COMMITMENTS, cast.partner_me, "oeuvre") == []
    told: list[Any] = []
    assert set(outdated()) == set(REGISTERS.values())
    assert reindex(outdated(), lambda register, done, of: told.append((register.name, done, of))) == 2
    assert ("commitment", 1, 1) in told
    assert found(COMMITMENTS, cast.partner_me, "oeuvre") == [promise.code]
    assert outdated() == []
    WordsEdition.objects.filter(register="commitment").update(edition="0-older")
    assert outdated() == [COMMITMENTS]


def test_making_the_index_anew_drops_what_belongs_to_no_record(cast: Cast, promise: Commitment) -> None:
    RecordWords.objects.filter(record=promise.pk).update(record="5f0c1a52-0d0b-5c0e-9a57-0d3a3b8f2c11", text="zebra")
    reindex([COMMITMENTS])
    assert in_index("zebra") == 0
    assert found(COMMITMENTS, cast.partner_me, "oeuvre") == [promise.code]


def test_the_edition_follows_what_a_register_declares() -> None:
    assert len({edition_of(register) for register in REGISTERS.values()}) > 1
    assert edition_of(COMMITMENTS) == edition_of(COMMITMENTS)


def test_registers_without_the_words_are_left_aside(cast: Cast, promise: Commitment) -> None:
    assert registers_saying(asked("oeuvre")) == {"commitment"}
    assert registers_saying(asked("jomba")) == {"commitment", "dialogue"}
    assert registers_saying(asked("zebra")) == set()


def test_folding_keeps_words_apart() -> None:
    assert folded("L’Œuvre, aînée-là: Ćiril_ÆON") == "l oeuvre ainee la ciril aeon"
