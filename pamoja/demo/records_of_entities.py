"""What the demonstration's people type about public entities under contract and their quarterly evaluations."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import end_of_month, weekday
from pamoja.demo.content.answering import PlannedEntity, accountability_words, kinds_of_entity
from pamoja.demo.entries import Answers, Entry, Letter, Row, Window
from pamoja.demo.records_of_scorecards import Card
from pamoja.engine.durability import months_later

QUARTER = 3
QUARTERS = 10
PROVINCE = 4
"""Characters of the code of a province."""


def entity_entries(plan: PlannedEntity, cards: Sequence[Card], window: Window, chance: Random) -> Iterator[Entry]:
    """Yield an entity once its contract begins, and the evaluations of its quarters; some were never made."""
    starts = (window.first + timedelta(days=plan.day)).replace(day=1)
    if starts > window.last:
        return
    kind = kinds_of_entity()[plan.kind]
    login = content.cast().who("owner", plan.place)
    answers: Answers = {
        "title": plan.title,
        "kind": plan.kind,
        "place": plan.place,
        "answers_to": kind.above,
        "contract_with": "Fonds de stabilisation, par le consortium",
        "from_on": starts.isoformat(),
        "until_on": end_of_month(months_later(starts, QUARTER * QUARTERS - 1)).isoformat(),
        "evaluated_every": str(QUARTER),
        "indicators": [
            {"indicator": name, "weight": str(weight), "target": str(chance.choice((70, 75, 80, 90)))}
            for name, weight in kind.indicators.items()
        ],
        "sensitivity": "public",
    }
    letter = Letter(
        "contract", f"contrat-{plan.key}.pdf", ("Document de démonstration, entièrement inventé", plan.title)
    )
    yield Entry("public_entity", plan.key, login, window.typed(starts, 3), answers, letters=(letter,))
    own = [card for card in cards if card.of.key == plan.key]
    for number in range(QUARTERS):
        first = months_later(starts, QUARTER * number)
        entry = _evaluation(plan, number, first, own, window, chance)
        if chance.random() > 0.06 and entry is not None:
            yield entry


def _evaluation(
    plan: PlannedEntity, number: int, first: date, cards: Sequence[Card], window: Window, chance: Random
) -> Entry | None:
    """Return the evaluation of a quarter, or None while it is not verified; who paid and when is known by then."""
    last = end_of_month(months_later(first, QUARTER - 1))
    verified = weekday(last + timedelta(days=chance.randint(6, 24)))
    counter = weekday(verified + timedelta(days=chance.randint(8, 20)))
    paid = weekday(verified + timedelta(days=chance.randint(25, 60)))
    level, looked_again, unpaid = plan.begins_at + 2.2 * number, chance.random() < 0.4, chance.random() < 0.18
    wide = chance.choice((-3, 0, 2, 4, 5, 8, 19))
    again = looked_again and counter <= window.last
    scores = list(_scores(plan, level, wide, again, chance))
    if verified > window.last:
        return None
    words, province = accountability_words(), plan.place[:PROVINCE]
    kind = kinds_of_entity()[plan.kind]
    known = [(kind.indicators[row["indicator"]], float(row["score"])) for row in scores if row["score"]]
    share = sum(weight * score for weight, score in known) / (100 * sum(weight for weight, _score in known))
    answers: Answers = {
        "from_on": first.isoformat(),
        "until_on": last.isoformat(),
        "place": plan.place,
        "verified_on": verified.isoformat(),
        "verified_by": words["verifiers"][province],
        "scores": [dict(row) for row in scores],
        "payment_due": f"{kind.budget * share:.0f}",
        "currency": "usd",
        "sensitivity": "public",
    }
    typed = verified
    if again:
        answers |= {"counter_on": counter.isoformat(), "counter_by": words["observers"][province]}
        typed = counter
    if not unpaid and paid <= window.last:
        answers |= {"payment_paid": f"{kind.budget * share:.0f}", "paid_on": paid.isoformat()}
        typed = max(typed, paid)
    on = window.typed(typed, 3)
    heard = [card for card in cards if first <= card.held_on <= last and window.typed(card.typed_after, 2) < on]
    refs = {"entity": plan.key} | ({"scorecard": heard[-1].key} if heard else {})
    sheet = Letter(
        "sheet", f"verification-{plan.key}-{number + 1}.pdf", ("Document de démonstration, entièrement inventé",)
    )
    login = content.cast().who("owner", plan.place)
    return Entry("entity_evaluation", f"{plan.key}-{number + 1}", login, on, answers, refs, (sheet,))


def _scores(plan: PlannedEntity, level: float, wide: int, again: bool, chance: Random) -> Iterator[Row]:
    """Yield the points of each indicator; the first is always scored, another one now and then not."""
    words = accountability_words()
    for place, name in enumerate(kinds_of_entity()[plan.kind].indicators):
        score = max(0, min(100, round(level + chance.uniform(-18, 18))))
        counter = max(0, min(100, score - wide + chance.randint(-2, 2)))
        unscored, why, seen = chance.random() < 0.08, chance.choice(words["unscored"]), chance.choice(words["seen"])
        if place and unscored:
            yield {"indicator": name, "score": "", "counter": "", "why": why}
        else:
            yield {"indicator": name, "score": str(score), "counter": str(counter) if again else "", "why": seen}
