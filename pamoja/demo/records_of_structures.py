"""What the demonstration's people type about local structures and the assessments of their capacity."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.content.bodies import Body, bodies, body_words
from pamoja.demo.entries import Answers, Entry, Row, Window

UPDATE = "Plan, formations et état de la structure mis à jour après une visite."
DIMENSIONS = (
    "governance",
    "inclusion",
    "meetings",
    "mediation",
    "planning",
    "resources",
    "links",
    "trust",
)
MOST_POINTS = 4
GROUPS = {"f": ("women", "youth", "displaced", "farmer"), "m": ("youth", "farmer", "religious", "customary")}


def typed_on(body: Body, window: Window) -> date:
    """Return the day on which a structure is typed for the first time: in the first weeks, or once it is set up."""
    return max(window.first + timedelta(days=1 + sum(body.key.encode()) % 30), body.set_up_on)


def known(window: Window) -> tuple[Body, ...]:
    """Return the structures that are typed within the window."""
    return tuple(body for body in bodies() if typed_on(body, window) <= window.last)


def met_by(place: str, on: date, window: Window) -> str:
    """Return the key of the structure that meets in a place, among those known by then; blank without any."""
    there = (body.key for body in known(window) if body.place == place and typed_on(body, window) < on)
    return next(there, "")


def structure_entries(window: Window, chances: Iterable[Random]) -> Iterator[Entry]:
    """Yield each structure as it was first typed, as a visit brought it up to date, and its assessments."""
    for body, chance in zip(known(window), chances, strict=False):
        login = content.cast().who("owner", body.place)
        first = _first(body, chance)
        yield Entry("structure", body.key, login, typed_on(body, window), first)
        updates = _later(body, window, chance)
        if updates:
            on, answers = updates
            yield Entry("structure", body.key, login, on, {**first, **answers}, reason=UPDATE)
        yield from _assessments(body, login, window, chance)


def _first(body: Body, chance: Random) -> Answers:
    answers: Answers = {
        "title": body.title,
        "type": body.type,
        "level": body.level,
        "place": body.place,
        "set_up_on": body.set_up_on.isoformat(),
        "legal_act": body.legal_act,
        "supported_by": body.supported_by,
        "chaired_by": body.chaired_by,
        "office": "yes" if body.office else "no",
        "own_funds": "yes" if body.own_funds else "no",
        "own_funds_from": body.own_funds,
        "has_plan": "no" if body.plan == "none" else "",
        "members": _members(body, chance),
        "sensitivity": "public" if body.legal_act else "internal",
    }
    return answers


def _members(body: Body, chance: Random) -> list[Row]:
    """Return the members as rows: the chair is of the larger sex, as it mostly is."""
    counts = {"f": body.women, "m": body.men}
    chair = "f" if body.women > body.men else "m"
    rows = [_row(chair, "36-59", "chair", "" if chair == "f" else "authority", 1)]
    for sex, people in counts.items():
        left = people - (sex == chair)
        younger = min(left, round(left * chance.uniform(0.25, 0.55)))
        for age, number in (("18-35", younger), ("36-59", left - younger)):
            if number:
                rows.append(_row(sex, age, "member", chance.choice(GROUPS[sex]), number))
    return rows + ([_row("x", "unknown", "member", "", body.unknown)] if body.unknown else [])


def _row(sex: str, age: str, role: str, group: str, people: int) -> Row:
    return {"sex": sex, "age": age, "role": role, "group": group, "people": str(people)}


def _later(body: Body, window: Window, chance: Random) -> tuple[date, Answers] | None:
    """Return what a visit brought up to date, and on which day it was typed; None when nothing came to be known."""
    words, answers, days = body_words(), dict[str, list[Row] | str](), []
    if body.plan_days[1]:
        starts = window.first + timedelta(days=body.plan_days[0])
        if starts <= window.last:
            days.append(starts)
            ends = window.first + timedelta(days=body.plan_days[1])
            plan = {
                "kind": body.plan,
                "starts_on": starts.isoformat(),
                "ends_on": ends.isoformat(),
                "measures": chance.choice(words.measures[body.plan]),
            }
            answers |= {"plans": [plan], "has_plan": "yes"}
    if body.supported_by:
        held = window.first + timedelta(days=chance.randint(60, 700))
        if held <= window.last:
            days.append(held)
            trained = {"subject": chance.choice(words.subjects), "held_on": held.isoformat()}
            answers["trainings"] = [{**trained, "women": str(max(1, body.women - 2)), "men": str(max(1, body.men - 4))}]
    if body.ended and window.first + timedelta(days=body.ended) <= window.last:
        days.append(window.first + timedelta(days=body.ended))
        answers["ended_on"] = days[-1].isoformat()
    return (max(window.typed(max(days), 6), typed_on(body, window)), {**answers}) if days else None


def _assessments(body: Body, login: str, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the assessments of a supported structure, about one a year; capacity grows a little, not everywhere."""
    if not body.supported_by or body.ended:
        return
    words, day = body_words(), typed_on(body, window) + timedelta(days=chance.randint(30, 160))
    level = body.capacity
    for number in range(1, 4):
        if day > window.last:
            return
        answers: Answers = {
            "assessed_on": day.isoformat(),
            "place": body.place,
            "method": chance.choice(("self", "self", "interview", "observation", "outside")),
            "assessor": chance.choice(words.assessors),
            "women": str(max(1, body.women - chance.randint(0, 2))),
            "men": str(max(1, body.men - chance.randint(0, 4))),
            "note": chance.choice(words.agreed),
            "scores": [_score(dimension, level, words.evidence, chance) for dimension in DIMENSIONS],
            "sensitivity": "internal",
        }
        key = f"{body.key}-{number}"
        yield Entry("assessment", key, login, window.typed(day, 5), answers, {"structure": body.key})
        level += chance.uniform(-0.1, 0.6)
        day += timedelta(days=chance.randint(300, 400))


def _score(dimension: str, level: float, evidence: tuple[str, ...], chance: Random) -> Row:
    points = min(MOST_POINTS, max(0, round(level + chance.gauss(0, 0.7))))
    return {"dimension": dimension, "points": str(points), "evidence": chance.choice(evidence)}
