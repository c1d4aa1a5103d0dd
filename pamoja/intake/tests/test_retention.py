"""What is due by the rules is pseudonymised or erased, a few at a time, and says so in the history."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from pamoja.intake.erasing import pseudonymise
from pamoja.intake.models import FormVersion, Rejected, Submission, SubmissionState
from pamoja.intake.rejected import keep_rejected
from pamoja.intake.retention import keep_to_rules
from pamoja.intake.tests.filling import SESSION, arrived
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Identity, Person
from pamoja.persons.tests.people import person
from pamoja.registry.retention import FILE, next_due, read_rules, years_later
from tests.cast import Cast, by

TODAY = date(2026, 11, 24)


def entered(cast: Cast, day: str, registered_on: str = "") -> Person:
    """Enter a person on a day."""
    at = datetime.fromisoformat(day).replace(tzinfo=UTC, hour=12)
    return person(By(cast.field_agent, "desk", at), registered_on=registered_on or day)


def identities() -> list[str]:
    return list(Person.objects.order_by("code").values_list("identity", flat=True))


@pytest.mark.parametrize(
    ("changed", "registered", "identity"),
    [
        ("2023-11-24", "2023-11-24", Identity.PSEUDONYMISED),
        ("2023-11-25", "2023-11-25", Identity.KEPT),
        ("2023-11-25", "2016-11-24", Identity.ERASED),
        ("2016-01-02", "2016-01-02", Identity.ERASED),
    ],
)
def test_a_person_is_due_on_the_day_of_the_rule(cast: Cast, changed: str, registered: str, identity: str) -> None:
    one = entered(cast, changed, registered)
    while keep_to_rules(TODAY):
        pass
    assert identities() == [identity]
    assert keep_to_rules(TODAY) == 0
    if identity != Identity.KEPT:
        assert "years after" in history("person", one.pk).last().reason


def test_it_stops_after_some_and_goes_on_with_the_rest(cast: Cast) -> None:
    for _number in range(5):
        entered(cast, "2020-01-02")
    assert [keep_to_rules(TODAY, 2) for _turn in range(4)] == [2, 2, 1, 0]
    assert identities() == [Identity.PSEUDONYMISED] * 5


def test_copies_and_what_was_set_aside_go_after_a_year(cast: Cast, forms: dict[str, FormVersion]) -> None:
    for days in (360, 370):
        at = datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=days)
        keep_rejected(Problem("intake.not_xml", detail=""), cast.field_agent, at, b"%d" % days, 3)
        arrived(cast.field_agent, forms["session"], SESSION, received_at=at, state=SubmissionState.SET_ASIDE)
        arrived(cast.field_agent, forms["session"], SESSION, received_at=at, state=SubmissionState.PROBLEM)
    assert keep_to_rules(TODAY) == 2
    assert Rejected.objects.get().received_at.date() == TODAY - timedelta(days=360)
    states = Submission.objects.order_by("received_at", "state").values_list("state", flat=True)
    assert list(states) == ["erased", "problem", "problem", "set_aside"]


def test_the_next_day_is_told_of_a_record(cast: Cast) -> None:
    one = entered(cast, "2024-02-29")
    found = next_due(one)
    assert found is not None
    assert (found[0], found[1].does) == (date(2027, 2, 28), "pseudonymise")
    pseudonymise(by(None, "command"), one, "demande")
    later = next_due(Person.objects.get(pk=one.pk), done=["pseudonymise"])
    assert later is not None
    assert (later[0], later[1].does) == (date(2034, 2, 28), "erase")


def test_the_command_tells_first_and_does_then(cast: Cast) -> None:
    entered(cast, "2020-01-02")
    for options, identity in ((["--dry-run"], Identity.KEPT), ([], Identity.PSEUDONYMISED)):
        out = StringIO()
        call_command("retention", "run", *options, stdout=out)
        assert out.getvalue().split()[0] == "1"
        assert identities() == [identity]


def test_years_keep_the_day() -> None:
    assert years_later(date(2024, 2, 29), -1) == date(2023, 2, 28)
    assert years_later(date(2023, 11, 24), 3) == TODAY.replace(year=2026)


def test_every_register_has_a_rule_and_faults_are_all_told() -> None:
    text = FILE.read_text().replace('class = "session"', 'class = "sessions"').replace("years = 10", "years = 0")
    with pytest.raises(ValueError, match="session: no rule") as error:
        read_rules(text)
    assert "sessions: there is no such class" in str(error.value)
    assert "person: “years” is a whole number from 1" in str(error.value)
