"""What the demonstration's partners type about the work plan: activities, and the sessions that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.content import Dialogue
from pamoja.demo.content.works_plan import Plan, plan_words, plans
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.french import said, with_forms
from pamoja.demo.gatherings import Gathering, attendance

UPDATE = "État de l’activité mis à jour pour le rapport trimestriel."
JOINT = ("formation", "radio")
"""The kinds of activities that two partners carry together at some places."""


@dataclass(frozen=True)
class Carried:
    """Hold an activity of the story: its plan, its place, its days; `stopped` when it is given up on the way."""

    key: str
    plan: Plan
    dialogue: Dialogue
    login: str
    first: date
    last: date
    started: date
    ended: date
    stopped: bool


def carried(dialogues: tuple[Dialogue, ...], window: Window, chance: Random) -> tuple[Carried, ...]:
    """Return the activities of the work plan that are planned to begin within the window."""
    found = []
    for plan in plans():
        places = [one for one in dialogues if one.level != "province" and one.sensitivity == "public"]
        for turn, dialogue in enumerate(places[:: plan.every]):
            first = window.first + timedelta(days=plan.begins[0] + turn * plan.begins[1] + chance.randint(0, 12))
            if first > window.last:
                break
            late = chance.choice((0, 0, 3, 10, 24, 70))
            started = first + timedelta(days=late)
            last = first + timedelta(days=plan.days)
            ended = started + timedelta(days=int(plan.days * chance.choice((0.8, 0.95, 1, 1.1, 1.5))))
            login = content.cast().who("owner", dialogue.place)
            key = f"{plan.key}-{dialogue.key}"
            found.append(Carried(key, plan, dialogue, login, first, last, started, ended, chance.random() < 0.06))
    return tuple(found)


def activity_entries(one: Carried, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield an activity as it was planned, as a later report brought it up to date, and its sessions."""
    plan = one.plan
    first = _planned(one)
    typed = max(window.first, one.first - timedelta(days=chance.randint(14, 45)))
    yield Entry("activity", one.key, one.login, typed, first)
    later = _came_of_it(one, window, chance)
    if later:
        on, answers = later
        yield Entry("activity", one.key, one.login, window.typed(on, 4), {**first, **answers}, reason=UPDATE)
    for number in range(1, plan.sessions + 1):
        day = one.started + timedelta(days=int((one.ended - one.started).days * number / (plan.sessions + 1)))
        if day > window.last or (one.stopped and number > 1):
            return
        yield from _session(one, number, day, window, chance)


def _planned(one: Carried) -> Answers:
    plan, dialogue = one.plan, one.dialogue
    slots = with_forms({"lieu": dialogue.spots[0], "entite": dialogue.entity})
    own = next(person.organisation for person in content.cast().people if person.login == one.login)
    partners: list[Row] = []
    if plan.key in JOINT and len(dialogue.key) % 2:
        other = "pax" if own != "pax" else "cordaid"
        partners = [{"organisation": other, "part": "formateurs et contenu"}]
    return {
        "title": said(plan.title, slots),
        "type": plan.type,
        "project": plan.project,
        "pillar": plan.pillar,
        "sector": plan.sector,
        "gender": plan.gender,
        "place": dialogue.place,
        "planned_from": one.first.isoformat(),
        "planned_until": one.last.isoformat(),
        "state": "1",
        "budget": str(plan.budget),
        "currency": "usd",
        "outputs": [{"what": plan.unit, "unit": plan.unit, "planned": str(plan.planned), "done": ""}],
        "partners": partners,
        "sensitivity": "public",
    }


def _came_of_it(one: Carried, window: Window, chance: Random) -> tuple[date, Answers] | None:
    """Return what became of an activity by the last day, and on which day that was typed; None: nothing yet."""
    words, plan = plan_words(), one.plan
    if one.started > window.last:
        return None
    answers: Answers = {"state": "2", "started_on": one.started.isoformat()}
    if one.stopped:
        on = one.started + timedelta(days=chance.randint(20, 60))
        state = chance.choice(("5", "6"))
        return (on, {"state": state, "why": chance.choice(words.stopped)}) if on <= window.last else None
    share = min(1.0, (window.last - one.started).days / max((one.ended - one.started).days, 1))
    if one.ended <= window.last:
        answers |= {"state": chance.choice(("3", "4", "4", "4")), "ended_on": one.ended.isoformat()}
        answers["note"] = chance.choice(words.reports)
    elif one.last <= window.last:
        answers["note"] = chance.choice(words.late)
    done = int(plan.planned * share * chance.uniform(0.7, 1.12))
    answers["outputs"] = [{"what": plan.unit, "unit": plan.unit, "planned": str(plan.planned), "done": str(done)}]
    return min(max(one.started, one.ended), window.last), answers


def _session(one: Carried, number: int, day: date, window: Window, chance: Random) -> Iterator[Entry]:
    plan, words = one.plan, plan_words()
    rows = attendance(Gathering(plan.session, "any", day), chance)
    people = sum(int(row["people"]) for row in rows)
    answers: Answers = {
        "kind": plan.session,
        "held_on": day.isoformat(),
        "place": one.dialogue.place,
        "language": chance.choice(one.dialogue.languages),
        "note": chance.choice(plan.notes),
        "attendance": list(rows),
        "first_time": str(int(people * chance.uniform(0.3, 0.9))) if people and number == 1 else "",
        "cost": str(chance.randrange(plan.budget // (6 * plan.sessions), plan.budget // plan.sessions, 5)),
        "currency": "usd",
        "sensitivity": "public",
        **_of_its_kind(plan, people, words.stations, words.how, chance),
    }
    login = content.cast().who("session", one.dialogue.place)
    typed = window.typed(day, chance.randint(0, 7))
    key = f"{one.key}-{number}"
    yield Entry("session", key, login, typed, answers, {"activity": one.key})
    if number == 1 and plan.key in JOINT and len(one.dialogue.key) % 4 == 1:
        again = {**answers, "cost": "", "currency": "", "first_time": ""}
        refs = {"activity": one.key, "same_as": key}
        yield Entry("session", f"{key}-bis", "se.consortium@demo.invalid", window.typed(typed, 2), again, refs)


def _of_its_kind(plan: Plan, people: int, stations: tuple[str, ...], how: tuple[str, ...], chance: Random) -> Answers:
    subject = chance.choice(plan.subjects)
    if plan.session == "training":
        tested = int(people * 0.9)
        return {"subject": subject, "tested": str(tested), "passed": str(int(tested * chance.uniform(0.6, 0.95)))}
    if plan.session == "radio":
        return {
            "subject": subject,
            "station": chance.choice(stations),
            "broadcasts": str(chance.randint(1, 4)),
            "audience": str(chance.randrange(4000, 45000, 500)),
            "audience_how": chance.choice(how[:2]),
            "debate": chance.choice(("yes", "yes", "no")),
        }
    if plan.session == "cinema":
        seen = {"audience": str(people + chance.randrange(40, 200, 10)), "audience_how": how[2]} if people else {}
        return {"subject": subject, "debate": "yes", **seen}
    if plan.session == "distribution":
        households = max(20, people)
        items: list[Row] = [
            {"item": item, "unit": unit, "quantity": str(each * households), "households": str(households)}
            for item, unit, each in plan.items
        ]
        return {"items": items}
    return {"subject": subject} if plan.session == "awareness" else {}
