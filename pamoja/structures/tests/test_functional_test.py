"""The functional test reads the record of a structure and the sessions that are its meetings."""

from datetime import date

from pamoja.engine.functioning import Meeting, Plan
from pamoja.structures.functioning import facts_of, judged, source, thresholds
from pamoja.structures.tests.standing import meeting, structure
from tests.cast import Cast, by

TODAY = date(2026, 11, 1)


def results(found: object) -> dict[str, str]:
    return {test.part: test.result for test in found.tests}  # type: ignore[attr-defined]


def test_what_is_asked_has_a_source() -> None:
    assert (thresholds().days, thresholds().women) == (90, 30)
    assert "provisional" in source()


def test_facts_come_from_members_plans_and_linked_sessions(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    meeting(by(cast.field_agent), one, "2026-10-01")
    meeting(by(cast.partner_me), one, "2026-10-15", note="", sensitivity="restricted")
    meeting(by(cast.field_agent), structure(by(cast.field_agent), title="CLPD de Busanza"), "2026-10-20")
    facts = facts_of(one)
    assert sorted(facts.meetings, key=lambda held: held.on) == [
        Meeting(date(2026, 10, 1), True),
        Meeting(date(2026, 10, 15), False),
    ]
    assert facts.plans == [Plan(date(2026, 1, 1), date(2026, 12, 31))]
    assert (facts.women, facts.men, facts.sex_unknown, facts.has_plan) == (4, 6, 0, None)


def test_a_structure_that_meets_with_minutes_a_plan_and_women_is_functional(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    assert results(judged(one, TODAY)) == {"met": "unknown", "minutes": "unknown", "plan": "passed", "women": "passed"}
    assert judged(one, TODAY).result == "unknown"
    meeting(by(cast.field_agent), one, "2026-10-01")
    assert judged(one, TODAY).result == "passed"
    assert judged(one, date(2027, 6, 1)).result == "failed"
