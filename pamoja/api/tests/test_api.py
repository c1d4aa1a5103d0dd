"""Programs read, enter and correct records as JSON, by a key of their own and within the rights of its person."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.accounts.actions import add_device, revoke_device
from pamoja.accounts.models import KeyUse, User
from pamoja.activities.tests.carried import ACTIVITY, SESSION, activity, session
from pamoja.cases.tests.filed import case
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.records.actions import stored_answers
from pamoja.records.issues import explain
from pamoja.records.models import Issue
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.examples import EXAMPLES

SESSIONS = reverse("api_records", args=["session"])


class Program:
    """Calls the server with the key of a person's program."""

    def __init__(self, person: User, use: str = KeyUse.PROGRAM) -> None:
        self.device, self.key = add_device(by(None, "command"), person, "Tableur", use)
        self.client = Client()

    def get(self, address: str, **asked: str) -> Any:
        """Read an address."""
        return self.client.get(address, asked, headers={"Authorization": f"Bearer {self.key}"})

    def send(self, method: str, address: str, body: Any) -> Any:
        """Send a body as JSON, or text as it is."""
        text = body if isinstance(body, str) else json.dumps(body)
        headers = {"Authorization": f"Bearer {self.key}"}
        return self.client.generic(method, address, text, "application/json", headers=headers)


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(problem["code"], problem["where"]) for problem in answer.json()["problems"]]


def test_without_the_key_of_a_program_nothing_is_told(cast: Cast) -> None:
    program, phone = Program(cast.partner_me), Program(cast.partner_me, KeyUse.PHONE)
    assert program.get(reverse("api")).status_code == 200
    assert Client().get(reverse("api")).status_code == 401
    answer = phone.get(SESSIONS)
    assert (answer.status_code, codes(answer)) == (401, [("api.no_key", "")])
    assert Client().get(reverse("openrosa_key_list", args=[program.key])).status_code == 401
    revoke_device(by(None, "command"), program.device)
    assert program.get(reverse("api")).status_code == 401


def test_the_key_of_a_program_is_made_by_its_person_alone(cast: Cast) -> None:
    with pytest.raises(Problem) as error:
        add_device(by(cast.partner_me), cast.field_agent, "Tableur", KeyUse.PROGRAM)
    assert error.value.code == "api.key_of_another"
    client = Client()
    client.force_login(cast.partner_me)
    page = client.post(reverse("program_new"), {"program": "Tableur"})
    key = page.context["settings"][1]["text"]
    assert Client().get(reverse("api"), headers={"Authorization": f"Bearer {key}"}).status_code == 200
    client.force_login(cast.field_agent)
    assert client.post(reverse("program_new"), {"program": "Tableur"}).status_code == 403


def test_the_registers_are_those_that_the_role_opens(cast: Cast) -> None:
    for person in (cast.partner_me, cast.donor):
        listed = Program(person).get(reverse("api")).json()["registers"]
        expected = [name for name in REGISTERS if person is cast.partner_me or (name != "case" and name != "person")]
        assert set(expected) >= {one["name"] for one in listed}
    assert "case" not in {one["name"] for one in listed}
    assert Program(cast.donor).get(reverse("api_records", args=["case"])).status_code == 404
    assert Program(cast.donor).get(SESSIONS).status_code == 403


def test_every_register_has_a_schema_of_its_questions(cast: Cast) -> None:
    program = Program(cast.partner_me)
    for name, register in REGISTERS.items():
        schema = program.get(reverse("api_schema", args=[name])).json()
        asked = {one for one in register.asked() if one not in register.files}
        assert set(schema["properties"]) == asked | {child.name for child in register.children}, name
        assert set(schema["required"]) <= set(EXAMPLES[name].answers("a", "b")) | {"place", "sensitivity"} | {
            EXAMPLES[name].question
        }, name


def test_records_come_some_at_a_time_and_each_once(cast: Cast) -> None:
    made = {str(session(by(cast.field_agent), held_on=f"2026-02-{day:02}").pk) for day in range(1, 8)}
    program, address, seen = Program(cast.partner_me), f"{SESSIONS}?size=3", []
    while address:
        page = program.get(address).json()
        assert len(page["records"]) <= 3
        seen += [one["id"] for one in page["records"]]
        address = page["next"]
    assert len(seen) == 7
    assert set(seen) == made
    assert AuditLine.objects.filter(verb="export", subject_kind="session").count() == 3


def test_a_record_says_what_its_reader_may_read(cast: Cast) -> None:
    one = case(by(cast.field_agent), sensitivity="internal")
    address = reverse("api_record", args=["case", one.pk])
    own, other = Program(cast.partner_me).get(address).json(), Program(cast.stranger).get(address).json()
    assert own["answers"] == stored_answers(REGISTERS["case"], one)
    assert own["closed"] == []
    assert {"account", "parties"} <= set(other["closed"])
    assert not set(other["closed"]) & set(other["answers"])
    closed = case(by(cast.field_agent), sensitivity="restricted")
    assert Program(cast.stranger).get(reverse("api_record", args=["case", closed.pk])).status_code == 404


def test_filters_narrow_and_unknown_ones_are_refused(cast: Cast) -> None:
    activity(by(cast.partner_me))
    late = activity(by(cast.partner_me), state="2", started_on="2026-01-05", type="radio")
    program, address = Program(cast.partner_me), reverse("api_records", args=["activity"])
    for asked in ({"state": "2"}, {"type": "radio"}, {"changed_since": late.changed_at.isoformat()}):
        assert [one["id"] for one in program.get(address, **asked).json()["records"]] == [str(late.pk)]
    assert len(program.get(address, project="paix", place="CD61", owner="upendo").json()["records"]) == 2
    for asked, code in (
        ({"colour": "red"}, "api.unknown_filter"),
        ({"changed_since": "hier"}, "api.not_a_moment"),
        ({"after": "1"}, "api.not_a_uuid"),
        ({"place": "XX"}, "form.unknown_place"),
    ):
        answer = program.get(address, **asked)
        assert (answer.status_code, codes(answer)[0][0]) == (422, code)


def test_a_record_is_entered_once_and_corrected_by_version(cast: Cast) -> None:
    program, born = Program(cast.partner_me), str(uuid4())
    sent = program.send("POST", SESSIONS, {"id": born, "answers": SESSION})
    assert (sent.status_code, sent.json()["id"], sent.json()["version"]) == (201, born, 1)
    again = program.send("POST", SESSIONS, {"id": born, "answers": SESSION})
    assert (again.status_code, codes(again)[0][0]) == (409, "record.already_there")
    address = reverse("api_record", args=["session", born])
    change = {"answers": SESSION | {"subject": "Écrire sans juger"}, "version": 1, "reason": "erreur de frappe"}
    assert program.send("PUT", address, change).json()["answers"]["subject"] == "Écrire sans juger"
    late = program.send("PUT", address, change)
    assert (late.status_code, codes(late)[0][0]) == (409, "record.changed_meanwhile")
    line = AuditLine.objects.get(verb="correct")
    assert (line.door, line.reason) == ("api", "erreur de frappe")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{", ("api.not_json", "")),
        ("[" * 5000, ("api.not_json", "")),
        ("[]", ("api.no_answers", "answers")),
        ({"answers": SESSION, "kind": "x"}, ("api.unknown_key", "kind")),
        ({"answers": SESSION | {"colour": "red"}}, ("api.unknown_question", "colour")),
        ({"answers": SESSION | {"subject": {"fr": "x"}}}, ("api.answer_shape", "subject")),
        ({"answers": SESSION | {"held_on": "2099-01-01"}}, ("record.date_in_the_future", "held_on")),
        ({"answers": SESSION | {"place": "XX"}}, ("form.unknown_place", "place")),
        ({"answers": SESSION, "id": "1"}, ("api.not_a_uuid", "id")),
    ],
)
def test_what_is_wrong_is_said_with_its_question(cast: Cast, body: Any, fault: tuple[str, str]) -> None:
    answer = Program(cast.partner_me).send("POST", SESSIONS, body)
    assert answer.status_code == 422
    assert fault in codes(answer)
    assert all(problem["sentence"] for problem in answer.json()["problems"])


def test_who_may_not_enter_or_correct_is_refused(cast: Cast) -> None:
    address = reverse("api_records", args=["activity"])
    assert Program(cast.field_agent).send("POST", address, {"answers": ACTIVITY}).status_code == 403
    one = session(by(cast.other_agent), place="CD5405")
    change = {"answers": SESSION | {"place": "CD5405"}, "version": 1, "reason": "x"}
    answer = Program(cast.partner_me).send("PUT", reverse("api_record", args=["session", one.pk]), change)
    assert (answer.status_code, codes(answer)[0][0]) == (403, "record.not_yours")
    assert Program(cast.partner_me).send("DELETE", SESSIONS, "").status_code == 422


def test_what_is_unusual_is_told_with_the_record_until_it_is_explained(cast: Cast) -> None:
    program = Program(cast.partner_me)
    came = [{"sex": "f", "age": "18-35", "category": "women", "people": "20"}]
    unusual = SESSION | {"attendance": [*came, came[0] | {"sex": "m"}]}
    answer = program.send("POST", SESSIONS, {"answers": unusual})
    assert answer.status_code == 201
    assert [(one["code"], one["where"]) for one in answer.json()["warnings"]] == [
        ("session.attendance_round", "attendance")
    ]
    address = answer.json()["url"]
    assert program.get(address).json()["warnings"] == answer.json()["warnings"]
    explain(by(cast.partner_me), Issue.objects.get().pk, "La salle a quarante chaises.")
    assert program.get(address).json()["warnings"] == []
