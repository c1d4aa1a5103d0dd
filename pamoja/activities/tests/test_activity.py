"""An activity keeps its plan beside what took place; what several partners carry together is counted once."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from lxml import etree

from pamoja.activities.dues import activities_fall_due
from pamoja.activities.models import Activity
from pamoja.activities.register import activities, sessions
from pamoja.activities.tests.carried import ACTIVITY, activity, session
from pamoja.formats.xform import make_xform
from pamoja.kit.problems import Problem, Problems
from pamoja.lake.refresh import refresh
from pamoja.lake.tests.test_children import rows
from pamoja.records.actions import enter, stored_answers
from pamoja.records.life import take_step
from tests.cast import Cast, by

GIVEN = [{"item": "Bâche", "unit": "pièces", "quantity": "40", "households": "20"}]


def codes(error: pytest.ExceptionInfo[Problems]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.data.get("where", ""))) for problem in error.value.problems}


def test_an_activity_is_stored_as_it_was_entered(cast: Cast) -> None:
    outputs = [{"what": "Séances", "unit": "séances", "planned": "6", "done": ""}]
    partners = [{"organisation": "tumaini", "part": "animation"}]
    one = activity(by(cast.partner_me), outputs=outputs, partners=partners, places=["CD6111"])
    answers = stored_answers(activities, one)
    assert (one.code, answers["outputs"], answers["partners"]) == ("ACT-2026-0001", outputs, partners)
    again = enter(activities, answers, by(cast.partner_me), record=one, reason="relecture")
    assert stored_answers(activities, again) == answers


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"planned_until": "2026-01-01"}, ("form.rule", "planned_until")),
        ({"state": "2"}, ("form.required", "started_on")),
        ({"state": "4", "started_on": "2026-01-05"}, ("form.required", "ended_on")),
        ({"state": "4", "started_on": "2026-02-05", "ended_on": "2026-02-01"}, ("form.rule", "ended_on")),
        ({"state": "5"}, ("form.required", "why")),
        ({"budget": "100"}, ("form.required", "currency")),
        ({"project": "guerre"}, ("form.invalid_choice", "project")),
        (
            {"partners": [{"organisation": "upendo"}]},
            ("activity.partner_twice", "partners[1].organisation"),
        ),
        (
            {"partners": [{"organisation": "tumaini"}, {"organisation": "tumaini"}]},
            ("activity.partner_twice", "partners[2].organisation"),
        ),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    with pytest.raises(Problems) as error:
        activity(by(cast.partner_me), **changes)
    assert fault in codes(error)


def test_the_database_keeps_the_days_of_what_was_carried_out(cast: Cast) -> None:
    one = activity(by(cast.partner_me))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=one.pk).update(state="4")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "radio"}, ("form.required", "station")),
        ({"kind": "cinema", "audience": "300"}, ("form.required", "audience_how")),
        ({"tested": "10", "passed": "11"}, ("form.rule", "passed")),
        ({"ended_on": "2026-02-01"}, ("form.rule", "ended_on")),
        ({"cost": "20"}, ("form.required", "currency")),
        ({"items": GIVEN}, ("session.not_a_distribution", "items[1].item")),
    ],
)
def test_a_session_answers_what_its_kind_asks(cast: Cast, changes: dict[str, Any], fault: tuple[str, str]) -> None:
    with pytest.raises(Problems) as error:
        session(by(cast.field_agent), **changes)
    assert fault in codes(error)


def test_a_distribution_lists_what_was_given_and_a_broadcast_has_no_test(cast: Cast) -> None:
    given = session(by(cast.field_agent), kind="distribution", subject="", items=GIVEN)
    assert [(item.item, item.households) for item in given.items.all()] == [("Bâche", 20)]
    aired = session(by(cast.field_agent), kind="radio", station="Radio du lac", tested="5", attendance=[])
    assert aired.tested is None


def test_a_session_held_by_two_partners_is_counted_once(cast: Cast) -> None:
    first = session(by(cast.field_agent))
    second = session(by(cast.consortium_me), place="CD6111", same_as=first.code)
    refresh()
    assert [row["id"] for row in rows("sessions")] == [first.pk]
    assert {row["session"] for row in rows("attendance")} == {first.pk}
    answers = stored_answers(sessions, second) | {"same_as": ""}
    enter(sessions, answers, by(cast.consortium_me), record=second, reason="deux séances")
    refresh()
    assert {row["id"] for row in rows("sessions")} == {first.pk, second.pk}


def test_records_are_not_the_same_in_a_chain_nor_in_a_circle(cast: Cast) -> None:
    first = activity(by(cast.partner_me))
    second = activity(by(cast.consortium_me), same_as=first.code)
    with pytest.raises(Problems) as chain:
        activity(by(cast.stranger), same_as=second.code)
    assert codes(chain) == {("joint.chain", "same_as")}
    with pytest.raises(Problems) as circle:
        enter(activities, ACTIVITY | {"same_as": second.code}, by(cast.partner_me), record=first, reason="x")
    assert codes(circle) == {("joint.chain", "same_as")}
    with pytest.raises(Problems) as itself:
        enter(activities, ACTIVITY | {"same_as": first.code}, by(cast.partner_me), record=first, reason="x")
    assert codes(itself) == {("joint.itself", "same_as")}


def test_two_sessions_of_different_days_are_not_the_same(cast: Cast) -> None:
    first = session(by(cast.field_agent), ended_on="2026-02-05")
    with pytest.raises(Problems) as error:
        session(by(cast.consortium_me), held_on="2026-02-06", same_as=first.code)
    assert codes(error) == {("joint.other_day", "same_as")}
    assert session(by(cast.consortium_me), held_on="2026-02-04", same_as=first.code).same_as == first


def test_a_session_takes_the_pillar_of_its_activity_and_follows_it(cast: Cast) -> None:
    one = activity(by(cast.partner_me))
    session(by(cast.field_agent), activity=str(one.pk))
    refresh()
    assert [row["pillar"] for row in rows("sessions")] == ["ISSSS-1"]
    enter(activities, ACTIVITY | {"pillar": "ISSSS-2"}, by(cast.partner_me), record=one, reason="autre pilier")
    refresh()
    assert [row["pillar"] for row in rows("sessions")] == ["ISSSS-2"]


def test_the_calendar_tells_what_was_to_begin_and_what_is_to_end(cast: Cast) -> None:
    activity(by(cast.partner_me))
    activity(by(cast.partner_me), state="2", started_on="2026-01-05", planned_until="2026-02-28")
    activity(by(cast.partner_me), state="5", why="route coupée")
    found = list(activities_fall_due(Activity.objects.all(), date(2026, 1, 1), date(2026, 12, 31)))
    assert [(due.code, due.on) for due in found] == [("begins", date(2026, 1, 5)), ("ends", date(2026, 2, 28))]


def test_an_activity_with_sessions_is_not_deleted(cast: Cast) -> None:
    one = activity(by(cast.partner_me))
    session(by(cast.field_agent), activity=str(one.pk))
    with pytest.raises(Problem) as error:
        take_step(activities, one.pk, "delete", by(cast.partner_me), reason="essai")
    assert error.value.code == "life.stood_on"


def test_things_given_are_asked_for_in_a_distribution_only(cast: Cast, client: Client) -> None:
    bind = next(
        bind
        for bind in etree.fromstring(make_xform(sessions.form()).xml.encode()).iter("{*}bind")
        if bind.get("nodeset") == "/data/items"
    )
    assert "distribution" in str(bind.get("relevant"))
    client.force_login(cast.partner_me)
    sheet = client.get(reverse("register_rules", args=["session"])).content.decode()
    assert '[value="distribution"]' in next(line for line in sheet.splitlines() if "#rows-items" in line)
