"""What the demonstration's people type about savings groups: the group, its months, its share-outs."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.content.livelihoods import economy_words
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.saving import Circle, CycleOfSaving, MonthOfSaving, cycles
from pamoja.engine.durability import months_later

NEW_CYCLE = "Nouveau cycle commencé après le partage."
ENDED = "Groupe dissous au partage, sur décision des membres."
IN_A_HUNDRED = 100
LOST = 7
"""Months out of a hundred of which no sheet came."""
SHUT = {"avec-15": range(6, 9), "avec-16": range(4, 8)}
"""Months of groups whose zone nobody could reach, counted from the beginning."""
DISSOLVED = ("avec-09", "avec-22")
"""Groups that dissolve at their first share-out."""


def savings_entries(circle: Circle, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a group as it was formed, its sheets and share-outs, and the correction that its last cycle brings."""
    login = content.cast().who("session", circle.place)
    told = [*cycles(circle, window, chance)]
    if circle.key in DISSOLVED:
        told = told[:1]
    first = _group(circle, chance)
    yield Entry("savings_group", circle.key, login, typed_on(circle, window), first)
    number = 0
    for turn, cycle in enumerate(told):
        for month in cycle.months:
            number += 1
            if number not in SHUT.get(circle.key, ()) and chance.randrange(IN_A_HUNDRED) >= LOST:
                yield _sheet(circle, month, login, window, chance)
        if cycle.shared_on:
            yield _share_out(circle, cycle, turn, login, window, chance)
    if change := _changed(circle, first, told):
        on = told[-1].shared_on if circle.key in DISSOLVED else told[-1].starts_on
        assert on is not None
        reason = ENDED if circle.key in DISSOLVED else NEW_CYCLE
        yield Entry("savings_group", circle.key, login, window.typed(on, 9), change, reason=reason)


def typed_on(circle: Circle, window: Window) -> date:
    """Return the day on which a group is typed for the first time."""
    return window.typed(circle.formed_on, 5)


def _group(circle: Circle, chance: Random) -> Answers:
    return {
        "title": f"AVEC {circle.name}",
        "place": circle.place,
        "formed_on": circle.formed_on.isoformat(),
        "started_on": circle.formed_on.isoformat(),
        "ends_on": months_later(circle.formed_on, 12).isoformat(),
        "rhythm": circle.rhythm,
        "share_value": str(circle.share),
        "social_share": "200",
        "currency": "cdf",
        "people": str(circle.women + circle.men),
        "communities": str(circle.communities),
        "box_keys": "3",
        "supported_by": chance.choice(economy_words()["supported_by"]),
        "members": _members(circle.women, circle.men, chance),
        "sensitivity": "internal",
    }


def _members(women: int, men: int, chance: Random) -> list[Row]:
    rows = []
    for sex, people in (("f", women), ("m", men)):
        displaced = min(people, round(people * chance.uniform(0.05, 0.4)))
        younger = min(people - displaced, round(people * chance.uniform(0.2, 0.45)))
        parts = (
            ("18-35", "host", younger),
            ("36-59", "host", people - displaced - younger),
            ("18-35", "idp", displaced),
        )
        rows += [
            {"sex": sex, "age": age, "status": status, "people": str(number)} for age, status, number in parts if number
        ]
    return rows


def _sheet(circle: Circle, month: MonthOfSaving, login: str, window: Window, chance: Random) -> Entry:
    answers: Answers = {
        "closed_on": month.on.isoformat(),
        "place": circle.place,
        "currency": "cdf",
        "meetings": str(month.meetings),
        "members_active": str(month.active),
        "women_active": str(month.women),
        "women_present": str(month.present[0]),
        "men_present": str(month.present[1]),
        "savings": str(month.saved),
        "loans_given": str(month.given),
        "outstanding": str(month.outstanding),
        "late": str(month.late),
        "interest": str(month.interest),
        "penalties": str(month.penalties),
        "social_in": str(month.social[0]),
        "social_out": str(month.social[1]),
        "note": chance.choice(economy_words()["sheet"]) if chance.random() < 0.3 else "",
        "sensitivity": "internal",
    }
    key = f"{circle.key}-{month.on:%Y-%m}"
    on = max(window.typed(month.on, chance.randint(1, 8)), typed_on(circle, window))
    return Entry("savings_sheet", key, login, on, answers, {"group": circle.key})


def _share_out(circle: Circle, cycle: CycleOfSaving, turn: int, login: str, window: Window, chance: Random) -> Entry:
    assert cycle.shared_on is not None
    shares = cycle.saved // circle.share
    per_share = (cycle.saved + cycle.earned) // shares
    women, men = cycle.members_end
    answers: Answers = {
        "from_on": cycle.starts_on.isoformat(),
        "shared_on": cycle.shared_on.isoformat(),
        "place": circle.place,
        "total": str(per_share * shares),
        "shares": str(shares),
        "per_share": str(per_share),
        "social_left": str(chance.randint(0, 60) * 1000),
        "currency": "cdf",
        "people": str(women + men),
        "women": str(women),
        "men": str(men),
        "becomes": "dissolved" if circle.key in DISSOLVED else "new_cycle",
        "note": chance.choice(economy_words()["share_out"]),
        "sensitivity": "internal",
    }
    key = f"{circle.key}-partage-{turn + 1}"
    return Entry("share_out", key, login, window.typed(cycle.shared_on, 4), answers, {"group": circle.key})


def _changed(circle: Circle, first: Answers, told: list[CycleOfSaving]) -> Answers | None:
    """Return what the last cycle changed in a group: its days, or its end; None when there was one cycle only."""
    last = told[-1]
    if circle.key in DISSOLVED and last.shared_on:
        return {**first, "ended_on": (last.shared_on + timedelta(days=2)).isoformat(), "ends_on": ""}
    if len(told) < 2:
        return None
    starts_on = last.starts_on
    return {
        **first,
        "started_on": starts_on.isoformat(),
        "ends_on": months_later(starts_on, 12).isoformat(),
    }
