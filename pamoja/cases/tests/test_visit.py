"""A visit follows the outcome of a resolved case, and the case does not slip away from under it."""

from datetime import date
from typing import Any

import pytest

from pamoja.accounts.models import User
from pamoja.cases.register import cases
from pamoja.cases.tests.filed import RESOLVED, case, visit
from pamoja.kit.problems import Problems
from pamoja.records.actions import enter, stored_answers
from pamoja.registry.dues import falling_due
from tests.cast import Cast, by


def codes(error: pytest.ExceptionInfo[Problems]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_a_visit_hangs_on_its_case(cast: Cast) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    seen = visit(by(cast.field_agent), one)
    assert (seen.code, seen.sensitivity, list(one.visits.all())) == ("VIS-2026-0001", "restricted", [seen])


def test_only_a_resolved_case_is_visited(cast: Cast) -> None:
    one = case(by(cast.field_agent))
    with pytest.raises(Problems) as error:
        visit(by(cast.field_agent), one)
    assert codes(error) == {("visit.case_not_resolved", "case")}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"visited_on": "2026-02-09"}, ("visit.before_outcome", "visited_on")),
        ({"visited_on": "2099-01-01"}, ("record.date_in_the_future", "visited_on")),
        ({"finding": "not_visited", "heard": ""}, ("form.required", "why_not")),
        ({"finding": "relapsed", "heard": ""}, ("form.required", "heard")),
    ],
)
def test_what_a_visit_lacks_is_said(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    with pytest.raises(Problems) as error:
        visit(by(cast.field_agent), one, **changes)
    assert fault in codes(error)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"outcome": "open", "outcome_on": "", "agreement_on": ""}, ("case.visited", "outcome")),
        ({"outcome_on": "2026-06-01"}, ("case.outcome_after_visit", "outcome_on")),
    ],
)
def test_a_visited_case_stays_resolved_before_its_visits(
    cast: Cast, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    visit(by(cast.field_agent), one)
    with pytest.raises(Problems) as error:
        enter(cases, stored_answers(cases, one) | changes, by(cast.field_agent), record=one, reason="erreur")
    assert codes(error) == {fault}


def test_visits_that_were_neither_made_nor_noted_stand_in_the_calendar(cast: Cast) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    visit(by(cast.field_agent), one, finding="not_visited", heard="", why_not="Route coupée.")

    def dues(person: User, first: date, last: date) -> list[tuple[str, date]]:
        return [(due.code, due.on) for due in falling_due(person, first, last, 10)]

    year = (date(2026, 1, 1), date(2027, 12, 31))
    assert dues(cast.field_agent, *year) == [("visit-6", date(2026, 8, 10)), ("visit-12", date(2027, 2, 10))]
    assert dues(cast.field_agent, date(2026, 8, 11), date(2027, 2, 9)) == []
    assert dues(cast.consortium_me, *year) == []


def test_who_enters_and_reads_cases_and_visits(cast: Cast) -> None:
    one = case(by(cast.field_agent), **RESOLVED)
    seen = visit(by(cast.field_agent), one)
    for record in (one, seen):
        readers = {
            name
            for name, person in cast.everybody().items()
            if type(record).objects.visible_to(person).filter(pk=record.pk).exists()
        }
        assert readers == {"field_agent", "partner_me"}
