"""What the demonstration's people type about incidents."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.content import Dialogue
from pamoja.demo.content.surroundings import IncidentKind, spread
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.french import said, with_forms

IN_A_HUNDRED = 100
SURE = {"own_team": "AB", "structure": "BC", "humanitarian": "B", "authority": "BC", "community": "CDF", "media": "CD"}
"""The sources, and how reliable each is found."""
LOST = {"delayed": (1, 4), "moved": (1, 2), "suspended": (5, 21), "withdrawn": (7, 30)}
"""Days of work that an effect costs."""
AT_LEAST, MOST = 1, 9
SECURITY = ("clash", "attack", "abduction")


def incident_entry(
    key: str, kind: IncidentKind, dialogue: Dialogue, day: int, risk: str, window: Window, chance: Random
) -> Iterator[Entry]:
    """Yield one incident, if it happened by the end of the story; `risk` is the key of a risk of security there."""
    happened_on = window.first + timedelta(days=day)
    if happened_on > window.last:
        return
    staff = chance.randrange(IN_A_HUNDRED) < spread()["staff"]
    restricted = chance.randrange(IN_A_HUNDRED) < spread()["restricted"]
    level = "strict" if staff else "restricted" if restricted else "internal"
    refs = {"risk": risk} if risk and kind.type in SECURITY and _risk_is_known(day) else {}
    place, neighbour = chance.sample(dialogue.spots, 2)
    slots = with_forms({"lieu": place, "voisin": neighbour})
    effect = chance.choice(kind.effects)
    source = chance.choice(list(SURE))
    answers: Answers = {
        "title": said(chance.choice(kind.titles), slots),
        "happened_on": happened_on.isoformat(),
        "place": dialogue.place,
        "type": kind.type,
        "author": chance.choice(kind.authors),
        "account": kind.account,
        "source": source,
        "reliability": chance.choice(SURE[source]),
        "credibility": chance.choice("12236"),
        "effect": effect,
        "days_lost": str(chance.randint(*LOST[effect])) if effect in LOST else "",
        "measures": said(kind.measures, slots),
        "staff_concerned": "yes" if staff else "no",
        "sensitivity": level,
        **_victims(kind, chance),
    }
    login = content.cast().who("session", dialogue.place)
    yield Entry("incident", key, login, window.typed(happened_on, chance.randint(0, 3)), answers, refs)


def _risk_is_known(day: int) -> bool:
    """Tell whether the risks are told by a day: they are, after the first year."""
    return day > 365


def _victims(kind: IncidentKind, chance: Random) -> Answers:
    drawn = chance.randrange(IN_A_HUNDRED)
    if not kind.harms or drawn < 30:
        return {"victims_known": "no", "victims": []}
    if drawn < 42:
        return {"victims_known": "unknown", "victims": []}
    pairs = [(harm, sex) for harm in kind.harms for sex in "fmx"]
    chosen = sorted(chance.sample(pairs, min(len(pairs), chance.randint(1, 3))))
    return {"victims_known": "yes", "victims": [_line(harm, sex, chance) for harm, sex in chosen]}


def _line(harm: str, sex: str, chance: Random) -> Row:
    """Return a line of victims; one in four does not know how many."""
    return {"harm": harm, "sex": sex, "people": "" if chance.random() < 0.25 else str(chance.randint(AT_LEAST, MOST))}
