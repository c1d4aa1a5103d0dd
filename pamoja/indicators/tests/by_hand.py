"""A small random programme, and the six indicators counted over it by hand, without the lake and without the engine."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from pamoja.activities.models import Session
from pamoja.dialogue.models import Commitment
from pamoja.engine.periods import Period
from pamoja.lake.tests import entries
from pamoja.places.models import Place, Zone
from pamoja.records.models import Link, Record

FIRST, TODAY = date(2025, 1, 10), date(2026, 11, 24)
PLACES = ("CD61", "CD6111", "CD6111-bwisha", entries.JOMBA, "CD5405", "CD5402-andisoma-nyankunde", "CD6109")
Counted = tuple[int, int | None, int]
"""Numerator, denominator, missing."""


def programme(seed: int) -> None:
    """Enter dialogues, sessions, commitments and words, much of it unknown."""
    draw = random.Random(seed)

    def day() -> str:
        return (FIRST + timedelta(days=draw.randrange((TODAY - FIRST).days))).isoformat()

    def common() -> dict[str, str]:
        return {
            "place": draw.choice(PLACES),
            "owner": draw.choice(["upendo", "tumaini", "kiongozi"]),
            "sensitivity": draw.choice(["public", "internal", "restricted"]),
        }

    pillars = ["ISSSS-1", "ISSSS-2"]
    processes = [
        entries.dialogue(**common(), opened_on=FIRST.isoformat(), pillar=draw.choice(pillars)) for _ in range(3)
    ]
    for _ in range(16):
        came = ", ".join(
            f"{draw.choice('fmx')} {draw.randrange(1, 30)} {draw.choice(['women', 'police', 'youth'])} 18-35"
            for _ in range(draw.randrange(4))
        )
        kind = draw.choice(["dialogue", "dialogue", "training", "restitution"])
        entries.session(draw.choice([None, *processes]), came, **common(), kind=kind, held_on=day())
    for _ in range(14):
        made, due = day(), draw.choice(["", day(), day(), "2027-01-31"])
        promise = entries.commitment(
            draw.choice(processes),
            **common(),
            made_on=made,
            due_on=max(made, due) if due else "",
            pillar=draw.choice(pillars),
        )
        for _ in range(draw.randrange(5)):
            said = max(made, day())
            answer = draw.choice(["accepts", "accepts", "refuses"])
            entries.word(
                promise, said_on=said, voice=draw.choice(["promiser", "receiver", "verification"]),
                says=draw.choice(["kept", "kept", "part", "going", "broken", "dropped", "blocked"]),
                promiser_answer=answer, receiver_answer=draw.choice(["accepts", answer]),
            )  # fmt: skip


Keeps = Callable[[Record, date], bool]


def below(code: str) -> Keeps:
    """Keep the records of a place and all below it."""
    return lambda record, _on: Place.objects.subtree(Place.objects.get(code=code)).filter(pk=record.place_id).exists()


def in_zone(code: str) -> Keeps:
    """Keep the records whose place lies in a zone on a day."""
    return lambda record, on: Place.objects.in_zone(Zone.objects.get(code=code), on).filter(pk=record.place_id).exists()


def owned_by(code: str) -> Keeps:
    """Keep the records of a partner."""
    return lambda record, _on: record.owner_id == code


def everything(_record: Record, _on: date) -> bool:
    """Keep every record."""
    return True


def counted(code: str, period: Period, keeps: Keeps = everything) -> Counted:
    """Return an indicator counted by hand."""
    if code in ("dialogues_held", "participants", "womens_share"):
        return _sessions(code, period, keeps)
    return _commitments(code, period, keeps)


def _sessions(code: str, period: Period, keeps: Keeps) -> Counted:
    held = [
        session
        for session in Session.objects.all()
        if period.start <= session.held_on <= period.as_of and keeps(session, session.held_on)
    ]
    if code == "dialogues_held":
        dialogues = [session for session in held if session.kind == "dialogue"]
        return len(dialogues), None, sum(not Link.objects.filter(from_id=session.pk).exists() for session in dialogues)
    lines = [line for session in held for line in session.attendance.all()]
    people = {sex: sum(line.people for line in lines if line.sex == sex) for sex in "fmx"}
    if code == "womens_share":
        return people["f"], people["f"] + people["m"], people["x"]
    return sum(people.values()), None, sum(not session.attendance.exists() for session in held)


def _commitments(code: str, period: Period, keeps: Keeps) -> Counted:
    day = period.as_of
    made = [promise for promise in Commitment.objects.filter(made_on__lte=day) if keeps(promise, day)]
    due = [promise for promise in made if promise.due_on and promise.due_on <= day]
    undated = sum(promise.due_on is None for promise in made)
    if code == "commitments_due":
        return len(due), None, undated
    judged = {promise.pk: promise.judged(day) for promise in made}
    if code == "commitments_kept":
        return sum(judged[promise.pk].state == "kept" for promise in due), len(due), undated
    declared = [one for one in judged.values() if one.declared == "kept"]
    silent = sum(judged[promise.pk].declared is None for promise in due)
    return sum(one.verified == "kept" for one in declared), len(declared), silent
