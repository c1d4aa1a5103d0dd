"""What the demonstration's people type about risks, and how they judge them each time."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.surroundings import RiskPlan
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.french import said, with_forms

REVIEW = "Revue trimestrielle des risques."
FIRST_YEAR = (20, 330)
"""Days of the story in which risks are first seen."""
NOTES = {1: "Plus haut qu’à la dernière revue.", 0: "Rien de nouveau.", -1: "Les mesures portent."}


def risk_entries(key: str, plan: RiskPlan, dialogue: Dialogue, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a risk as it was first seen, and as its reviews found it."""
    seen_on = weekday(window.first + timedelta(days=chance.randint(*FIRST_YEAR)))
    if seen_on > window.last:
        return
    login = content.cast().who("owner", dialogue.place)
    first = _first(plan, dialogue, seen_on, chance)
    yield Entry("risk", key, login, window.typed(seen_on, 2), first)
    reviews = _reviews(plan, seen_on, window, chance)
    if reviews:
        last = date.fromisoformat(reviews[-1]["reviewed_on"])
        answers = {**first, "reviews": reviews, **_standing(last, chance)}
        yield Entry("risk", key, login, window.typed(last, 2), answers, reason=REVIEW)


def _first(plan: RiskPlan, dialogue: Dialogue, seen_on: date, chance: Random) -> Answers:
    slots = with_forms({"lieu": chance.choice(dialogue.spots)})
    first = plan.judged[0]
    return {
        "title": said(plan.title, slots),
        "cause": plan.cause,
        "consequence": plan.consequence,
        "category": plan.category,
        "place": dialogue.place,
        "identified_on": seen_on.isoformat(),
        "likelihood": first[0],
        "impact": first[1],
        "response": plan.response,
        "measures": plan.measures,
        "holder": plan.holder,
        "review_on": (seen_on + timedelta(days=90)).isoformat(),
        "state": "open",
        "sensitivity": "internal",
    }


def _reviews(plan: RiskPlan, seen_on: date, window: Window, chance: Random) -> list[Row]:
    """Return the reviews, spread from the first day to some months before the end of the story."""
    latest = window.last - timedelta(days=chance.randint(10, 170))
    step = (latest - seen_on).days // max(len(plan.judged) - 1, 1)
    if step <= 0:
        return []
    rows, before = [], _score(plan.judged[0])
    for number, judged in enumerate(plan.judged[1:], 1):
        change = _score(judged) - before
        rows.append(
            {
                "reviewed_on": weekday(seen_on + timedelta(days=number * step)).isoformat(),
                "likelihood": judged[0],
                "impact": judged[1],
                "note": NOTES[(change > 0) - (change < 0)],
            }
        )
        before = _score(judged)
    return rows


def _score(judged: str) -> int:
    return int(judged[0]) * int(judged[1])


def _standing(last: date, chance: Random) -> Answers:
    """Return where a risk stands after its last review: most are open, and some of their reviews are late."""
    drawn = chance.random()
    if drawn < 0.18:
        state = "happened" if drawn < 0.08 else "closed"
        return {"state": state, "ended_on": last.isoformat(), "review_on": ""}
    wait = 30 if chance.random() < 0.25 else 180
    return {"state": "open", "review_on": (last + timedelta(days=wait)).isoformat()}
