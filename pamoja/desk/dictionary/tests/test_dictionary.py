"""What the dictionary of a register says, and who reads it."""

import csv
import io

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from pamoja.accounts.rights import ROLES
from pamoja.desk.dictionary.wording import condition_words
from pamoja.lake.tables import schemas
from pamoja.records.rules import neutral
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("register", REGISTERS)
def test_it_says_every_question_of_a_register(cast: Cast, client: Client, register: str) -> None:
    client.force_login(cast.coordinator)
    page = client.get(reverse("dictionary", args=[register]))
    said = [row.cells[0].note for part in page.context["parts"] for row in part["rows"]]
    form = REGISTERS[register].form()
    asked = [question.name for question in form.questions()]
    assert said == asked + [question.name for repeat in form.repeats for question in repeat.questions]


def test_the_table_holds_the_registers_that_a_role_opens_and_columns_that_are_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.donor)
    answer = client.get(reverse("dictionary_csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["register"] for line in lines} == {name for name in REGISTERS if ROLES["donor"].opens(name)}
    columns = {name: set(schema.names) for name, schema in schemas().items()}
    in_lake = [line for line in lines if line["lake_column"]]
    assert len(in_lake) > 50
    assert all(line["lake_column"] in columns[line["lake_table"]] for line in in_lake)


def test_it_says_what_is_refused_and_what_is_only_warned_of(cast: Cast, client: Client) -> None:
    client.force_login(cast.partner_me)
    parts = client.get(reverse("dictionary", args=["savings_group"])).context["parts"]
    form = REGISTERS["savings_group"].form()
    assert sum(len(part["rules"]) for part in parts) == len(form.rules) + sum(len(one.rules) for one in form.repeats)
    assert sum(len(part["warnings"]) for part in parts) == len(form.warnings) > 0


def test_a_role_that_does_not_open_a_register_finds_no_dictionary_of_it(cast: Cast, client: Client) -> None:
    closed = next(name for name in REGISTERS if not ROLES["donor"].opens(name))
    client.force_login(cast.donor)
    assert client.get(reverse("dictionary", args=[closed])).status_code == 404


def test_a_condition_is_told_with_the_words_of_questions_and_answers(base: None) -> None:
    form = REGISTERS["case"].form()
    among = {question.name: question for question in form.questions()}
    with override("en"):
        told = condition_words(neutral(Q(nature="collective") & Q(ended_on__isnull=False)), among)
        either = condition_words(neutral(~(Q(nature="collective") | Q(title=""))), among)
    assert told == "“Nature” is “collective” and “ended_on” is answered"
    assert either.startswith("not (“Nature” is “collective” or ")
