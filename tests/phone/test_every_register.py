"""Every register goes round: form over HTTP, ODK's engine, submission, record, workbook, and back unchanged."""

from collections.abc import Iterator
from typing import Any

import pytest

from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.accounts.rights import can
from pamoja.excel.tests.books import brought, counts, download_of, told
from pamoja.intake.models import Submission
from pamoja.intake.processing import process_waiting
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.records.actions import enter, stored_answers
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by
from tests.examples import EXAMPLES
from tests.phone.phone import Phone
from tests.phone.serving import Collect, serving
from tests.phone.test_phone_to_figure import born_as, collect
from tests.walls.planting import LEVELS_OF

pytestmark = [pytest.mark.phone, pytest.mark.django_db(transaction=True)]

PICTURE = {"preuve.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0 a photograph")}


@pytest.fixture
def address(base: None) -> Iterator[str]:
    """Serve the instance with its forms published."""
    forget()
    publish_forms(By(None, "command"))
    with serving() as found:
        yield found


def who_enters(cast: Cast, register: str) -> User:
    """Return the first of an agent and two officers who enters records of a register: an agent's lists are short."""
    people = (cast.field_agent, cast.partner_me, cast.consortium_me)
    return next(one for one in people if can(one, f"{register}.enter"))


def who_exports(cast: Cast, register: str) -> User:
    """Return an officer who enters records of a register, and takes workbooks of it along."""
    return next(one for one in (cast.partner_me, cast.consortium_me) if can(one, f"{register}.correct"))


def answered(register: str, parents: dict[str, Any]) -> dict[str, Any]:
    """Return the answers of the example of a register, about a parent that exists."""
    example = EXAMPLES[register]
    no_rows: dict[str, Any] = {child.name: [] for child in REGISTERS[register].children}
    answers = (
        no_rows
        | example.answers("allée", "fermé")
        | {
            "place": "CD6111-bwisha-jomba",
            "sensitivity": LEVELS_OF.get(register, ("internal",))[0],
        }
    )
    answers |= {name: "preuve.jpg" for name in REGISTERS[register].files if name in answers}
    return answers | {example.question: str(parents[example.of].pk)} if example.question else answers


def parents_of_all(cast: Cast) -> dict[str, Any]:
    """Enter, at the desk, the records that others of the examples belong to."""
    parents: dict[str, Any] = {}
    wanted = [example.of for example in EXAMPLES.values() if example.of]
    while missing := [name for name in dict.fromkeys(wanted) if name not in parents]:
        name = next(one for one in missing if not EXAMPLES[one].of or EXAMPLES[one].of in parents)
        answers = answered(name, parents)
        without_files = {key: value for key, value in answers.items() if key not in REGISTERS[name].files}
        parents[name] = enter(REGISTERS[name], without_files, by(who_enters(cast, name)))
    return parents


def assert_comes_back(cast: Cast, name: str) -> None:
    """Take the records of a register along as a workbook and bring it back: each is there as it was."""
    officer = who_exports(cast, name)
    back = brought(officer, name, download_of(officer, name))
    assert told(back) == [], name
    assert counts(back) == {"same": REGISTERS[name].objects.visible_to(officer).count()}, name


def test_every_register_goes_round_and_comes_back_unchanged(address: str, cast: Cast, phone: Phone) -> None:
    parents = parents_of_all(cast)
    phones: dict[str, Collect] = {}
    for name, register in REGISTERS.items():
        person = who_enters(cast, name)
        answers = answered(name, parents)
        if not register.on_phones:
            enter(register, {key: value for key, value in answers.items() if key not in register.files}, by(person))
            assert_comes_back(cast, name)
            continue
        if person.login not in phones:
            phones[person.login] = collect(address, person, phone)
        tecno = phones[person.login]
        filled = phone.fill(tecno.forms[name], answers, tecno.media[name], files=PICTURE)
        assert filled.ready, (name, filled.violations)
        assert filled.problems == [], name
        assert tecno.send(filled) == 201, name
        process_waiting()
        kept = Submission.objects.latest("received_at")
        assert kept.state == "recorded", (name, kept.problems)
        record = register.objects.get(pk=born_as(filled.xml))
        before = stored_answers(register, record)
        assert_says(register, before, answers)
        assert_comes_back(cast, name)
        assert stored_answers(register, register.objects.get(pk=record.pk)) == before, name


def assert_says(register: Any, stored: dict[str, Any], answers: dict[str, Any]) -> None:
    """Assert that a record says what was answered on the phone, rows in any order."""
    for question, answer in answers.items():
        if question not in stored:
            continue
        if not isinstance(answer, list):
            assert stored[question] == answer, (register.name, question)
            continue
        rows = [{name: row[name] for name in answer[0] if row.get(name)} for row in stored[question]]
        assert len(rows) == len(answer), (register.name, question)
        assert all(row in rows for row in answer), (register.name, question, rows)
