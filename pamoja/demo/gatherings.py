"""The sessions of the story: which were held when, and who came."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue, turnout
from pamoja.demo.entries import Row, Window

AGES = {"youth": ("18-35",), "customary": ("36-59", "60+"), "religious": ("36-59", "60+")}
ABOUT_FIELDS = ("field_limits", "concessions", "pastures", "return")
GROUPS = ("women", "youth", "displaced", "farmers", "authorities")


@dataclass(frozen=True, slots=True)
class Gathering:
    """Hold the plan of one session."""

    kind: str
    group: str
    on: date


def planned(dialogue: Dialogue, stages: dict[int, date], window: Window, chance: Random) -> list[Gathering]:
    """Return the sessions that a dialogue process can have had, those that its stages need first."""
    if not stages:
        return []
    needed, more = _consultations(dialogue, stages, window, chance)
    if 4 in stages:
        count = 3 if dialogue.level in ("village", "groupement") else 4
        for number in range(count):
            part = (number + 0.3) / count
            more.append(Gathering("dialogue", "any", _between(stages[4], _after(4, stages, window), part, chance)))
    if 5 in stages:
        needed.append(Gathering("dialogue", "any", stages[5]))
    if 6 in stages:
        needed.append(Gathering("restitution", "any", stages[6]))
    if 7 in stages:
        more.append(Gathering("training", "any", _between(stages[7], window.last, 0.2, chance)))
    if 8 in stages:
        end = stages.get(9, window.last)
        for quarter in range(1, (end - stages[8]).days // 91 + 1):
            day = stages[8] + timedelta(days=91 * quarter - chance.randint(3, 20))
            (needed if quarter == 1 else more).append(Gathering("meeting", "any", day))
    chance.shuffle(more)
    unique = {(gathering.kind, weekday(gathering.on)): gathering for gathering in reversed([*needed, *more])}
    held = [Gathering(kind, one.group, on) for (kind, on), one in reversed(unique.items())]
    return [gathering for gathering in held if window.first <= gathering.on <= window.last]


def _consultations(
    dialogue: Dialogue, stages: dict[int, date], window: Window, chance: Random
) -> tuple[list[Gathering], list[Gathering]]:
    """Return the separate consultations of stage 3: the women's, which is always held, and the others."""
    if 3 not in stages:
        return [], []
    groups = [group for group in GROUPS if group != "farmers" or dialogue.theme in ABOUT_FIELDS]
    held = [
        Gathering(
            "consultation", group, _between(stages[3], _after(3, stages, window), (number + 0.5) / len(groups), chance)
        )
        for number, group in enumerate(groups)
    ]
    return held[:1], held[1:]


def _after(stage: int, stages: dict[int, date], window: Window) -> date:
    return min((day for number, day in stages.items() if number > stage), default=window.last)


def _between(start: date, end: date, part: float, chance: Random) -> date:
    span = (end - start).days
    return start + timedelta(days=max(0, min(span, int(span * part) + chance.randint(-3, 3))))


def attendance(gathering: Gathering, chance: Random) -> list[Row]:
    """Return who came, by sex, age band and category; some sheets never arrive (no row), some lack sex or age."""
    if chance.random() < 0.04:
        return []
    found = turnout()
    weights = found.weights[gathering.group if gathering.kind == "consultation" else gathering.kind]
    people = chance.randint(*found.people[gathering.kind])
    careless = chance.random() < 0.12
    counts: Counter[tuple[str, str, str]] = Counter()
    for category, weight in weights.items():
        expected = people * weight / sum(weights.values())
        share_of_women = 1.0 if gathering.group == "women" else found.women[category]
        count = int(expected) + (chance.random() < expected % 1)
        women = sum(chance.random() < share_of_women for _person in range(count))
        for sex, people_of_sex in (("f", women), ("m", count - women)):
            for age, number in _by_age(category, people_of_sex, chance):
                if careless:
                    counts["x" if category == "other" else sex, "unknown", category] += number
                else:
                    counts[sex, age, category] += number
    return [
        {"sex": sex, "age": age, "category": category, "people": str(count)}
        for (sex, age, category), count in sorted(counts.items())
    ]


def _by_age(category: str, people: int, chance: Random) -> list[tuple[str, int]]:
    """Share people out over the age bands of their category: few are of one band, more are of two."""
    first, *rest = AGES.get(category, ("18-35", "36-59"))
    if people < 7 or not rest:
        return [(chance.choice([first, *rest]), people)] if people else []
    younger = round(people * chance.uniform(0.35, 0.75))
    return [(first, younger), (rest[0], people - younger)]


def women_and_men(rows: list[Row]) -> tuple[int, int]:
    """Return how many women and men an attendance sheet counts."""
    by_sex = {sex: sum(int(row["people"]) for row in rows if row["sex"] == sex) for sex in "fm"}
    return by_sex["f"], by_sex["m"]
