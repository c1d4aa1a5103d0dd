"""Strict records are read by the people named for them; restricted answers and unseen records stay closed."""

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.dialogue.models import DialogueProcess
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.actions import enter, stored_answers
from pamoja.records.openness import Reader
from pamoja.records.queries import open_at
from pamoja.records.teams import name_for, take_off, team_of
from pamoja.records.tests.test_enter import DIALOGUE, dialogue
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

DIALOGUES = REGISTERS["dialogue"]


def test_a_strict_record_is_seen_by_its_author_and_the_standing_team_of_its_owner(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    assert {one.person for one in team_of(record)} == {cast.protection}
    for name, person in cast.everybody().items():
        seen = DialogueProcess.objects.visible_to(person).filter(pk=record.pk).exists()
        assert seen == (name == "protection"), name


def test_a_record_made_strict_closes_to_those_who_saw_it(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), sensitivity="restricted")
    assert DialogueProcess.objects.visible_to(cast.field_agent).exists()
    answers = stored_answers(DIALOGUES, record) | {"sensitivity": "strict"}
    enter(DIALOGUES, answers, by(cast.partner_me), record=record, reason="menaces")
    assert not DialogueProcess.objects.visible_to(cast.field_agent).exists()
    assert DialogueProcess.objects.visible_to(cast.partner_me).exists()


def test_people_are_named_and_taken_off_by_those_who_are_named(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    name_for(by(cast.protection), DIALOGUES, record, cast.coordinator, "motif")
    assert DialogueProcess.objects.visible_to(cast.coordinator).filter(pk=record.pk).exists()
    take_off(by(cast.protection), DIALOGUES, record, cast.coordinator, "motif")
    assert not DialogueProcess.objects.visible_to(cast.coordinator).exists()
    assert [line.verb for line in history("dialogue", record.pk)] == ["name_for", "enter", "name_for", "take_off"]


@pytest.mark.parametrize(
    ("who", "named", "code"),
    [
        ("partner_me", "coordinator", "rights.refused"),
        ("protection", "other_agent", "team.out_of_reach"),
        ("protection", "state", "team.out_of_reach"),
    ],
)
def test_nobody_is_named_by_a_stranger_or_beyond_their_places(cast: Cast, who: str, named: str, code: str) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    with pytest.raises(Problem) as caught:
        name_for(by(getattr(cast, who)), DIALOGUES, record, getattr(cast, named), "motif")
    assert caught.value.code == code


def test_the_last_one_named_stays_and_an_open_record_has_no_team(cast: Cast) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    with pytest.raises(Problem) as caught:
        take_off(by(cast.protection), DIALOGUES, record, cast.protection, "motif")
    assert caught.value.code == "team.last"
    with pytest.raises(Problem) as caught:
        name_for(by(cast.protection), DIALOGUES, dialogue(by(cast.protection)), cast.coordinator, "motif")
    assert caught.value.code == "team.not_strict"


def test_a_level_that_nobody_knows_is_open_to_nobody(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me))
    DialogueProcess.objects.filter(pk=record.pk).update(sensitivity="odd")
    for name, person in cast.everybody().items():
        assert not DialogueProcess.objects.visible_to(person).exists(), name


def test_a_restricted_answer_is_closed_on_page_list_search_and_csv_of_others(cast: Cast, client: Client) -> None:
    harm = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-10", "do_no_harm_note": "le mot zebre"}
    record = dialogue(by(cast.partner_me), **harm)
    addresses = [
        reverse("register_record", args=["dialogue", record.pk]),
        reverse("register_csv", args=["dialogue"]),
    ]
    found = reverse("register_list", args=["dialogue"]) + "?q=zebre"
    for person, opens in ((cast.partner_me, True), (cast.stranger, False), (cast.consortium_me, False)):
        client.force_login(person)
        for address in addresses:
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert (b"zebre" in body) == opens, (person, address)
        assert (record.code.encode() in client.get(found).content) == opens, person


def test_a_correction_by_who_may_not_read_an_answer_keeps_it(cast: Cast, client: Client) -> None:
    harm = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-10", "do_no_harm_note": "le mot zebre"}
    record = dialogue(by(cast.partner_me), **harm)
    client.force_login(cast.consortium_me)
    page = client.get(reverse("register_edit", args=["dialogue", record.pk]))
    assert page.status_code == 200
    assert b"zebre" not in page.content
    answers = DIALOGUE | {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-11", "do_no_harm_note": ""}
    enter(DIALOGUES, answers, by(cast.consortium_me), record=record, reason="date")
    record.refresh_from_db()
    assert (record.do_no_harm_note, record.do_no_harm_on.isoformat()) == ("le mot zebre", "2026-01-11")


def test_the_history_hides_what_a_closed_answer_was(cast: Cast, client: Client) -> None:
    harm = {"do_no_harm": "adapt", "do_no_harm_on": "2026-01-10", "do_no_harm_note": "le mot zebre"}
    record = dialogue(by(cast.partner_me), **harm)
    enter(DIALOGUES, DIALOGUE | harm | {"do_no_harm_note": "autre"}, by(cast.partner_me), record=record, reason="mot")
    client.force_login(cast.stranger)
    assert b"zebre" not in client.get(reverse("register_record", args=["dialogue", record.pk])).content


def test_views_and_exports_of_strict_records_leave_a_line(cast: Cast, client: Client) -> None:
    record = dialogue(by(cast.protection), sensitivity="strict")
    client.force_login(cast.protection)
    client.get(reverse("register_record", args=["dialogue", record.pk]))
    client.get(reverse("register_csv", args=["dialogue"]))
    verbs = [(line.verb, line.person) for line in history("dialogue", record.pk)][-2:]
    assert verbs == [("view", cast.protection.pk), ("export", cast.protection.pk)]


def test_a_preview_sees_no_more_than_the_real_person(cast: Cast) -> None:
    record = dialogue(by(cast.partner_me), sensitivity="restricted", do_no_harm_note="")
    imagined = cast.partner_me
    imagined.previewed_by = cast.administrator
    assert not DialogueProcess.objects.visible_to(imagined).filter(pk=record.pk).exists()
    assert Reader(imagined).levels(record) == ("public", "internal")
    assert not DialogueProcess.objects.filter(open_at(imagined, "dialogue", "restricted")).exists()


def test_a_command_names_the_standing_team(cast: Cast) -> None:
    record = enter(DIALOGUES, DIALOGUE | {"sensitivity": "strict"}, By(None, "command"), owner="kiongozi")
    assert [one.person for one in team_of(record)] == [cast.protection]
