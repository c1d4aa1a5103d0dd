"""What is unusual is written all the same, and kept as an issue until its cause is gone or somebody explains it."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from pamoja.activities.register import sessions
from pamoja.activities.tests.carried import SESSION, session
from pamoja.cases.tests.filed import case
from pamoja.economy.tests.filed import group
from pamoja.kit.problems import Problem
from pamoja.records.actions import enter, stored_answers
from pamoja.records.issues import RULES, assign, explain, issues_of, people_for, read_rules, told
from pamoja.records.life import take_step
from pamoja.records.models import Issue, Record
from pamoja.records.openness import Reader
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast, by

ROUND = [
    {"sex": "f", "age": "18-35", "category": "women", "people": "20"},
    {"sex": "m", "age": "36-59", "category": "customary", "people": "10"},
]


def found(record: Record) -> list[tuple[str, str, str]]:
    """Return rule, question and state of every issue of a record."""
    return sorted(Issue.objects.filter(record=record.pk).values_list("rule", "where", "state"))


def corrected(cast: Cast, record: Record, **changes: object) -> Record:
    """Correct some answers of a record."""
    register = REGISTERS[record.register_name]
    answers = stored_answers(register, record) | changes
    return enter(register, answers, by(cast.partner_me), record=record, reason="recompté")  # type: ignore[no-any-return]


def test_what_is_unusual_is_kept_with_its_day(cast: Cast) -> None:
    one = group(by(cast.field_agent), people="33", members=[])
    assert [problem.code for problem in one.warned] == ["savings_group.size_unusual"]
    issue = Issue.objects.get()
    assert (issue.register, issue.record, issue.owner_id, issue.where) == ("savings_group", one.pk, "upendo", "people")
    assert issue.due_on - issue.seen_on == timedelta(days=RULES["savings_group.size_unusual"].days)
    assert group(by(cast.field_agent)).warned == ()


def test_an_issue_closes_with_its_cause_and_opens_again_when_it_comes_back(cast: Cast) -> None:
    one = session(by(cast.field_agent), attendance=ROUND)
    assert found(one) == [("session.attendance_round", "attendance", "open")]
    one = corrected(cast, one, attendance=SESSION["attendance"])
    assert found(one) == [("session.attendance_round", "attendance", "fixed")]
    assert issues_of(one) == []
    one = corrected(cast, one, attendance=ROUND)
    assert found(one) == [("session.attendance_round", "attendance", "open")]
    assert Issue.objects.get().fixed_on is None


def test_an_explanation_lasts_until_the_numbers_change(cast: Cast) -> None:
    one = session(by(cast.field_agent), attendance=ROUND)
    with pytest.raises(Problem, check=lambda problem: problem.code == "issue.explanation_missing"):
        explain(by(cast.partner_me), Issue.objects.get().pk, " ")
    explain(by(cast.partner_me), Issue.objects.get().pk, "La salle a trente chaises.")
    one = corrected(cast, one, note="On a parlé de la route.")
    assert found(one) == [("session.attendance_round", "attendance", "explained")]
    corrected(cast, one, attendance=[*ROUND, {"sex": "f", "age": "60+", "category": "women", "people": "10"}])
    assert found(one) == [("session.attendance_round", "attendance", "open")]
    assert Issue.objects.get().explanation == "La salle a trente chaises."


def test_an_issue_is_seen_exactly_when_its_record_is(cast: Cast) -> None:
    group(by(cast.field_agent), people="33", members=[])
    case(by(cast.field_agent), households="9", people="4", sensitivity="restricted")
    seen = {
        name: sorted(Issue.objects.visible_to(person).values_list("register", flat=True))
        for name, person in cast.everybody().items()
    }
    both, internal = ["case", "savings_group"], ["savings_group"]
    assert {name for name, registers in seen.items() if registers == both} == {"field_agent", "partner_me"}
    others = {"stranger", "consortium_me", "protection", "coordinator"}
    assert {name for name, registers in seen.items() if registers == internal} == others
    record = REGISTERS["savings_group"].objects.get()
    take_step(REGISTERS["savings_group"], record.pk, "delete", by(cast.partner_me), reason="saisi deux fois")
    assert not Issue.objects.visible_to(cast.consortium_me).exists()


def test_who_may_not_correct_the_record_neither_explains_nor_assigns(cast: Cast) -> None:
    group(by(cast.field_agent), people="33", members=[])
    issue, day = Issue.objects.get(), date(2026, 12, 24)
    for person in (cast.stranger, cast.coordinator):
        with pytest.raises(Problem, check=lambda problem: problem.code == "rights.refused"):
            explain(by(person), issue.pk, "c’est juste")
    with pytest.raises(Problem, check=lambda problem: problem.code == "rights.refused"):
        assign(by(cast.field_agent), issue.pk, "", day)
    with pytest.raises(Problem, check=lambda problem: problem.code == "record.not_found"):
        explain(by(cast.donor), issue.pk, "c’est juste")


def test_an_issue_is_given_to_somebody_who_sees_the_record_and_may_correct_it(cast: Cast) -> None:
    one = group(by(cast.field_agent), people="33", members=[])
    issue, day = Issue.objects.get(), date(2026, 12, 24)
    assert people_for(cast.partner_me, one) == [cast.field_agent, cast.partner_me]
    assign(by(cast.partner_me), issue.pk, cast.field_agent.login, day)
    kept = Issue.objects.get()
    assert (kept.person, kept.due_on) == (cast.field_agent, day)
    with pytest.raises(Problem, check=lambda problem: problem.code == "issue.person_unknown"):
        assign(by(cast.partner_me), issue.pk, cast.stranger.login, day)


def test_the_second_of_two_alike_is_unusual_unless_it_is_told_to_be_the_same(cast: Cast) -> None:
    first = session(by(cast.field_agent))
    assert first.warned == ()
    second = session(by(cast.partner_me), attendance=[SESSION["attendance"][0] | {"people": "8"}])
    assert [(problem.code, problem.data["other"]) for problem in second.warned] == [("record.like_another", first.pk)]
    assert session(by(cast.stranger), same_as=str(first.pk), attendance=[]).warned == ()
    assert session(by(cast.field_agent), held_on="2026-02-05", attendance=[]).warned == ()


def test_a_record_is_not_held_against_one_that_its_readers_do_not_see(cast: Cast) -> None:
    session(by(cast.field_agent), sensitivity="restricted")
    assert session(by(cast.partner_me), sensitivity="internal", attendance=[]).warned == ()
    again = session(by(cast.partner_me), sensitivity="restricted", attendance=[])
    assert [problem.code for problem in again.warned] == ["record.like_another"]


def test_numbers_of_the_session_before_are_unusual(cast: Cast) -> None:
    session(by(cast.field_agent))
    alike = session(by(cast.field_agent), held_on="2026-02-10")
    assert [problem.code for problem in alike.warned] == ["session.attendance_alike"]
    many = [SESSION["attendance"][0] | {"people": "37"}]
    jumps = session(by(cast.field_agent), held_on="2026-02-17", attendance=many)
    assert [(p.code, p.data["people"], p.data["before"]) for p in jumps.warned] == [
        ("session.attendance_jumps", 37, 12)
    ]
    other = session(by(cast.field_agent), held_on="2026-02-17", kind="meeting", subject="", attendance=many)
    assert other.warned == ()


@pytest.mark.parametrize(
    ("text", "level", "warned"),
    [
        ("Accueil par Maman Furaha", "public", True),
        ("Appeler le +243 000 000 000", "public", False),
        ("Appeler le 0990 000 000", "public", True),
        ("Comité de Jomba", "public", False),
        ("Accueil par Maman Furaha", "internal", False),
    ],
)
def test_a_public_record_that_seems_to_name_somebody_is_unusual(
    cast: Cast, text: str, level: str, warned: bool
) -> None:
    one = session(by(cast.field_agent), facilitators=text, sensitivity=level, attendance=[])
    assert [problem.code for problem in one.warned] == (["record.names_in_public_text"] if warned else [])
    assert not Issue.objects.filter(data__icontains="Furaha").exists()


def test_of_a_closed_answer_only_the_name_of_the_rule_is_told(cast: Cast) -> None:
    one = case(by(cast.field_agent), households="9", people="4", sensitivity="internal")
    issue = Issue.objects.get()
    with override("en"):
        said = told(issue, REGISTERS["case"], one, Reader(cast.stranger))
        assert said == "There are more households than people concerned. Check both."
        issue.where = "account"
        assert told(issue, REGISTERS["case"], one, Reader(cast.stranger)) == "More households than people"


def test_rules_without_a_day_or_a_name_stop_the_start() -> None:
    with pytest.raises(ValueError, match="“days” is a whole number from 1"):
        read_rules('[[rule]]\ncode = "a.b"\ndays = 0\nlabel = { en = "x" }')


def test_asking_for_what_is_unusual_takes_a_query_a_rule_at_most(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    session(by(cast.field_agent))
    unusual = session(by(cast.field_agent), held_on="2026-02-10")
    answers = stored_answers(sessions, unusual)
    with django_assert_max_num_queries(len(sessions.warnings)):  # type: ignore[operator]
        for warn in sessions.warnings:
            warn.found(unusual, answers, by(cast.field_agent), unusual)
