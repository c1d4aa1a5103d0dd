"""The functional test tells its four parts apart, and what is unknown from what failed."""

from datetime import date, timedelta

import pytest

from pamoja.engine.functioning import Facts, Functioning, Meeting, Plan, Thresholds, functioning

TODAY = date(2026, 11, 1)
ASK = Thresholds(90, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


GOOD = {
    "meetings": [Meeting(ago(20), True)],
    "plans": [Plan(ago(300), ago(-60))],
    "women": 3,
    "men": 7,
}


def judged(**changes: object) -> Functioning:
    return functioning(Facts(**{**GOOD, **changes}), ASK, TODAY)  # type: ignore[arg-type]


def told(found: Functioning, part: str) -> tuple[str, str]:
    return next((test.result, test.why) for test in found.tests if test.part == part)


def test_a_structure_that_passes_all_four_is_functional() -> None:
    found = judged()
    assert [test.part for test in found.tests] == ["met", "minutes", "plan", "women"]
    assert {test.result for test in found.tests} == {found.result} == {"passed"}


@pytest.mark.parametrize(
    ("meetings", "met", "minutes"),
    [
        ([], ("unknown", "no_meeting"), ("unknown", "no_meeting")),
        ([Meeting(ago(90), True)], ("passed", "met"), ("passed", "minuted")),
        ([Meeting(ago(91), True)], ("failed", "met_before"), ("failed", "met_before")),
        ([Meeting(ago(-1), True)], ("unknown", "no_meeting"), ("unknown", "no_meeting")),
        ([Meeting(ago(5), False), Meeting(ago(200), True)], ("passed", "met"), ("failed", "not_minuted")),
        ([Meeting(ago(5), False), Meeting(ago(6), True)], ("passed", "met"), ("passed", "minuted")),
    ],
)
def test_a_meeting_lies_in_the_last_days_and_has_its_minutes(
    meetings: list[Meeting], met: tuple[str, str], minutes: tuple[str, str]
) -> None:
    found = judged(meetings=meetings)
    assert (told(found, "met"), told(found, "minutes")) == (met, minutes)


@pytest.mark.parametrize(
    ("plans", "said", "wanted"),
    [
        ([], None, ("unknown", "plan_not_said")),
        ([], True, ("unknown", "plan_not_said")),
        ([], False, ("failed", "no_plan")),
        ([Plan(ago(10))], None, ("passed", "plan_in_force")),
        ([Plan(ago(10), TODAY)], False, ("passed", "plan_in_force")),
        ([Plan(ago(10), ago(1))], None, ("failed", "plan_ended")),
        ([Plan(ago(-1))], None, ("failed", "plan_ended")),
    ],
)
def test_a_plan_is_in_force_on_the_day(plans: list[Plan], said: bool | None, wanted: tuple[str, str]) -> None:
    assert told(judged(plans=plans, has_plan=said), "plan") == wanted


@pytest.mark.parametrize(
    ("women", "men", "unknown", "wanted"),
    [
        (3, 7, 0, ("passed", "enough_women")),
        (29, 71, 0, ("failed", "too_few_women")),
        (3, 7, 10, ("passed", "enough_women")),
        (0, 0, 10, ("unknown", "sex_unknown")),
        (0, 0, 0, ("unknown", "no_members")),
        (0, 4, 0, ("failed", "too_few_women")),
    ],
)
def test_the_share_of_women_leaves_out_unknown_sex(women: int, men: int, unknown: int, wanted: tuple[str, str]) -> None:
    assert told(judged(women=women, men=men, sex_unknown=unknown), "women") == wanted


def test_one_failure_decides_and_one_unknown_leaves_it_open() -> None:
    assert judged(women=0, meetings=[]).result == "failed"
    assert judged(meetings=[]).result == "unknown"
