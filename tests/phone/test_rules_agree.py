"""A rule says the same on the server, in the database and on the phone, blanks included."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pamoja.accounts.models import User
from pamoja.formats.questions import Form, Question, Repeat, Rule
from pamoja.formats.rules import obeyed, reads, surely, typed
from pamoja.formats.xform import XForm
from pamoja.formats.xform.sheets import note_name
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.phone.conftest import FORMS
from tests.phone.phone import OpenForm, Phone
from tests.phone.probe import Probe, real_checks

pytestmark = [pytest.mark.phone, pytest.mark.parametrize("form", FORMS, indirect=True)]
drawn = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = [(date(2026, 1, 1) + timedelta(days=days)).isoformat() for days in range(3)]
Lists = Callable[[User], dict[str, str]]


def answer_to(question: Question) -> st.SearchStrategy[str]:
    """Return answers to a question, among them none; dates and numbers lie close, so that they are often equal."""
    if question.kind == "one":
        return st.sampled_from(["", *(choice.name for choice in question.choices)])
    if question.kind == "date":
        return st.sampled_from(["", *DAYS])
    if question.kind == "decimal":
        return st.sampled_from(["", "0", "0.5", "1", "1.25", "100000"])
    if question.kind == "integer":
        return st.sampled_from(["", "0", "1", "2", "100000", "100001"])
    raise NotImplementedError(f"no answers are drawn for {question.kind}")


def conditions(form: Form) -> dict[str, Question]:
    """Return the questions outside repeats that a rule or a `when` reads, and those asked only sometimes, by name."""
    read = {name for rule in form.rules for name in reads(rule.holds)}
    read |= {name for question in form.questions() if question.when for name in reads(question.when)}
    return {question.name: question for question in form.questions() if question.name in read}


def as_server_reads(form: Form, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return typed answers, without those to questions that are not asked."""
    values = {name: typed(form.question(name).kind, answer) for name, answer in answers.items()}
    for question in form.questions():
        if question.when and not surely(question.when, values):
            values[question.name] = None
    return values


def test_the_phone_asks_what_the_server_asks(form: Form, xform: XForm, phone: Phone, cast: Cast, lists: Lists) -> None:
    asked_sometimes = [question for question in form.questions() if question.when]
    if not asked_sometimes:
        pytest.skip("this register asks everything always")
    opened = phone.open(xform.xml, lists(cast.field_agent))
    strategies = {name: answer_to(question) for name, question in conditions(form).items()}

    @drawn
    @given(st.fixed_dictionaries(strategies))
    def agree(answers: dict[str, str]) -> None:
        states = opened.answer(answers)
        values = as_server_reads(form, answers)
        for question in asked_sometimes:
            name = f"{question.name}_1" if question.kind == "place" else question.name
            assert question.when is not None
            assert states[name]["relevant"] == surely(question.when, values), (question.name, answers)

    agree()
    opened.close()


def test_server_database_and_phone_find_the_same_faults(
    form: Form, xform: XForm, phone: Phone, cast: Cast, lists: Lists
) -> None:
    model = REGISTERS[form.name].model
    if not form.rules:
        pytest.skip("this register has no rule over several questions")
    opened = phone.open(xform.xml, lists(cast.field_agent))
    questions = conditions(form)
    checks = {check.name: check for check in real_checks(model)}
    probes = {rule.code: Probe(model, [checks[rule.code]], reads(rule.holds)) for rule in form.rules}

    @drawn
    @given(st.fixed_dictionaries({name: answer_to(question) for name, question in questions.items()}))
    def agree(answers: dict[str, str]) -> None:
        states = opened.answer(answers)
        values = as_server_reads(form, answers)
        for where in {rule.where for rule in form.rules}:
            here = [rule for rule in form.rules if rule.where == where]
            on_server = all(obeyed(rule.holds, values) for rule in here)
            state = states[where]
            assert (state["holds"] or not state["relevant"]) == on_server, (where, answers)
        for rule in form.rules:
            if can_be_stored(form, rule, values):
                assert probes[rule.code].accepts(values) == obeyed(rule.holds, values), (rule.code, answers)

    agree()
    opened.close()


def test_the_phone_warns_of_what_the_server_warns_of(
    form: Form, xform: XForm, phone: Phone, cast: Cast, lists: Lists
) -> None:
    if not form.warnings:
        pytest.skip("this register warns of nothing that a condition tells")
    opened = phone.open(xform.xml, lists(cast.field_agent))
    read = {name for rule in form.warnings for name in reads(rule.holds)}
    asked_sometimes = {name for q in form.questions() if q.name in read and q.when for name in reads(q.when)}
    questions = {question.name: question for question in form.questions() if question.name in read | asked_sometimes}

    @drawn
    @given(st.fixed_dictionaries({name: answer_to(question) for name, question in questions.items()}))
    def agree(answers: dict[str, str]) -> None:
        states = opened.answer(answers)
        values = as_server_reads(form, answers)
        for rule in form.warnings:
            assert states[note_name(rule)]["relevant"] != obeyed(rule.holds, values), (rule.code, answers)

    agree()
    opened.close()


def test_rules_within_rows_agree(form: Form, xform: XForm, phone: Phone, cast: Cast, lists: Lists) -> None:
    repeats = [repeat for repeat in form.repeats if repeat.rules]
    if not repeats:
        pytest.skip("this register has no rule within rows")
    opened = phone.open(xform.xml, lists(cast.field_agent))
    for repeat in repeats:
        compare_rows(form, repeat, opened)
    opened.close()


def compare_rows(form: Form, repeat: Repeat, opened: OpenForm) -> None:
    """Compare the readings of the rules of a repeat on its first row."""
    read = {name for rule in repeat.rules for name in reads(rule.holds)}
    questions = {question.name: question for question in repeat.questions if question.name in read}
    child = next(child for child in REGISTERS[form.name].children if child.name == repeat.name)
    probe = Probe(child.model, real_checks(child.model), sorted(read))
    asked_for = dict([repeat.when[1:]]) if repeat.when else {}  # rows are asked for on one answer to one question

    @drawn
    @given(st.fixed_dictionaries({name: answer_to(question) for name, question in questions.items()}))
    def agree(row: dict[str, str]) -> None:
        states = opened.answer({**asked_for, repeat.name: [row]})
        values = {name: typed(questions[name].kind, answer) for name, answer in row.items()}
        on_server = all(obeyed(rule.holds, values) for rule in repeat.rules)
        assert (
            all(states[f"{repeat.name}/{rule.where}"]["holds"] for rule in repeat.rules)
            == on_server
            == probe.accepts(values)
        ), row

    agree()


def can_be_stored(form: Form, rule: Rule, values: Mapping[str, Any]) -> bool:
    """Tell whether no required answer that the rule reads is blank: the database never holds such a row."""
    return all(values.get(name) is not None for name in reads(rule.holds) if form.question(name).required)


def test_no_rule_reads_a_text_that_may_be_blank(form: Form) -> None:
    """In the database a blank text is a value and not unknown, so that the readings would part."""
    model = REGISTERS[form.name].model
    for rule in form.rules:
        for name in reads(rule.holds):
            column = model._meta.get_field(name)
            assert column.null or form.question(name).required, (rule.code, name)
