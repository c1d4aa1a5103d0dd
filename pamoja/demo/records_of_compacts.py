"""What the demonstration's people type about compacts and the meetings that follow them up."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content.answering import PlannedCompact, accountability_words
from pamoja.demo.entries import Answers, Entry, Letter, Window
from pamoja.engine.durability import months_later

RHYTHM = 3
"""Months between two follow-up meetings: once in a quarter."""
ENDED = "Le compact est arrivé à son terme."


def signed_on(plan: PlannedCompact, window: Window) -> date:
    """Return the day on which a compact was signed."""
    return weekday(window.first + timedelta(days=plan.day))


def compact_entries(plan: PlannedCompact, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a compact once it is signed, its meetings, and that it ended."""
    signed = signed_on(plan, window)
    if signed > window.last:
        return
    until = months_later(signed, 12 * plan.years) - timedelta(days=1)
    login = content.cast().who("owner", plan.place)
    answers: Answers = {
        "title": plan.title,
        "authority": plan.authority,
        "level": plan.level,
        "place": plan.place,
        "with_whom": plan.with_whom,
        "state": "in_force",
        "signed_on": signed.isoformat(),
        "from_on": signed.isoformat(),
        "until_on": until.isoformat(),
        "review_every": str(RHYTHM),
        "summary": plan.summary,
        "pillars": [{"concerns": pillar} for pillar in plan.pillars],
        "sensitivity": "public",
    }
    yield Entry("compact", plan.key, login, window.typed(signed, 2), answers, letters=(_text(plan, signed),))
    yield from _reviews(plan, signed, until, window, chance)
    ended = window.typed(until, 12)
    if until < window.last and ended > until:
        yield Entry("compact", plan.key, login, ended, {**answers, "state": "ended"}, reason=ENDED)


def _reviews(plan: PlannedCompact, signed: date, until: date, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the meetings that were held: some late, and one in five not at all."""
    login = content.cast().who("owner", plan.place)
    for number in range(1, 4 * plan.years):
        on = weekday(months_later(signed, RHYTHM * number) + timedelta(days=chance.randint(-6, 24)))
        drawn, decisions = chance.random(), chance.choice(accountability_words()["decisions"])
        women, men, written = chance.randint(6, 19), chance.randint(14, 32), chance.random()
        if drawn < 0.2 or on > min(until, window.last):
            continue
        answers: Answers = {
            "held_on": on.isoformat(),
            "chaired_by": plan.office,
            "place": plan.place,
            "women": str(women),
            "men": str(men),
            "decisions": decisions,
            "sensitivity": "public",
        }
        letters = (_minutes(plan, on, decisions),) if written < 0.5 else ()
        key = f"{plan.key}-review-{number}"
        yield Entry("compact_review", key, login, window.typed(on, 4), answers, {"compact": plan.key}, letters)


def _text(plan: PlannedCompact, signed: date) -> Letter:
    lines = ("Document de démonstration, entièrement inventé", plan.title, plan.authority, signed.isoformat())
    return Letter("document", f"{plan.key}.pdf", lines)


def _minutes(plan: PlannedCompact, on: date, decisions: str) -> Letter:
    lines = ("Document de démonstration, entièrement inventé", f"Réunion de suivi : {plan.title}", decisions)
    return Letter("minutes", f"suivi-{plan.key}-{on.isoformat()}.pdf", lines)
