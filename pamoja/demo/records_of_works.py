"""What the demonstration's people type about works, the visits that follow, and the markets that they built."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content.livelihoods import PlannedMarket, PlannedWorks, economy_words
from pamoja.demo.entries import Answers, Entry, Letter, Row, Window
from pamoja.engine.durability import LATER_MILESTONES, months_later

ENDED = "Fin des travaux : quantités, journées et salaires, d’après le rapport."
SERVICES = {"road": "OVDA, brigade provinciale", "crossing": "OVDA, brigade provinciale"}
OTHER_SERVICE = "Service territorial du développement rural"
NEXT_TO_KNOW = {"good": "yes", "damaged": "no", "lost": "no"}
PROVINCE = 4
"""Characters of the code of a province."""


def works_entries(plan: PlannedWorks, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield works as they were planned, as they ended and were verified, and the visits that followed."""
    login = content.cast().who("owner", plan.place)
    starts_on = weekday(window.first + timedelta(days=plan.day))
    if starts_on > window.last:
        return
    first = _planned(plan, starts_on, chance)
    yield Entry("works", plan.key, login, window.typed(starts_on, 3), first)
    ended_on = weekday(starts_on + timedelta(days=plan.lasts + chance.randint(-6, 20)))
    if ended_on > window.last:
        return
    verified_on = weekday(ended_on + timedelta(days=chance.randint(35, 75)))
    is_verified = plan.verified is not None and verified_on <= window.last
    later = _ended(plan, ended_on, window, chance) | (_verified(plan, verified_on) if is_verified else {})
    typed = max(
        window.typed(verified_on if is_verified else ended_on, 5), date.fromisoformat(str(later["wages_paid_on"]))
    )
    letters = (_report(plan),) if is_verified else ()
    yield Entry("works", plan.key, login, typed, {**first, **later}, letters=letters, reason=ENDED)
    yield from _visits(plan, ended_on, typed, window, chance)


def _planned(plan: PlannedWorks, starts_on: date, chance: Random) -> Answers:
    women = chance.randint(2, 5)
    return {
        "title": plan.title,
        "type": plan.type,
        "place": plan.place,
        "carried_out_by": chance.choice(economy_words()["supported_by"]) + " et comité local",
        "from_end": plan.ends[0],
        "to_end": plan.ends[1],
        "outline": plan.outline,
        "starts_on": starts_on.isoformat(),
        "unit": plan.unit,
        "planned": f"{plan.planned:g}",
        "committee": "yes",
        "committee_women": str(women),
        "committee_men": str(chance.randint(women, 7)),
        "sensitivity": "public",
    }


def _ended(plan: PlannedWorks, ended_on: date, window: Window, chance: Random) -> Answers:
    teams = _teams(plan, chance)
    due = sum(int(team["days"]) * plan.wage for team in teams)
    paid_on = window.typed(ended_on, chance.randint(9, 48))
    paid = round(due * chance.choice((0.4, 0.55)), 2) if plan.unpaid else due
    return {
        "ended_on": ended_on.isoformat(),
        "done": f"{plan.done:g}",
        "workers": teams,
        "wages_due": f"{due:.2f}",
        "wages_paid": f"{paid:.2f}",
        "wages_paid_on": paid_on.isoformat(),
        "currency": "usd",
    }


def _teams(plan: PlannedWorks, chance: Random) -> list[Row]:
    """Return the workers by sex and status: hosts, displaced people and ex-combatants, each with their days."""
    rows = []
    days = max(18, round(plan.lasts * chance.uniform(0.45, 0.6)))
    for sex, people in zip("fm", plan.workers, strict=True):
        displaced = round(people * chance.uniform(0.2, 0.4))
        fighters = round(people * (0.12 if sex == "m" else 0.02))
        parts = (("host", people - displaced - fighters), ("idp", displaced), ("ex_combatant", fighters))
        for status, number in parts:
            if number:
                worked = number * days - chance.randint(0, number * 4)
                row = {"sex": sex, "status": status, "people": str(number), "days": str(worked)}
                rows.append({**row, "wage": f"{plan.wage:g}"})
    return rows


def _verified(plan: PlannedWorks, verified_on: date) -> Answers:
    service = SERVICES.get(plan.type, OTHER_SERVICE)
    return {
        "verified": f"{plan.verified:g}",
        "verified_by": service,
        "verified_on": verified_on.isoformat(),
        "provisional_on": verified_on.isoformat(),
        "accepted_by": service,
    }


def _report(plan: PlannedWorks) -> Letter:
    lines = (
        "Document de démonstration, entièrement inventé",
        f"Rapport de vérification : {plan.title}",
        f"Quantité mesurée par le service : {plan.verified:g} ({plan.unit}).",
    )
    return Letter("report", f"verification-{plan.key}.pdf", lines)


def _visits(plan: PlannedWorks, ended_on: date, typed: date, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the visits that were made, or noted as not made; the State makes the second one where it can."""
    words = economy_words()
    for milestone, condition in zip(LATER_MILESTONES, plan.visits, strict=False):
        day = max(months_later(ended_on, milestone) + timedelta(days=chance.randint(0, 25)), typed)
        if day > window.last:
            return
        said = chance.choice(words[f"works_{condition}"])
        answers: Answers = {
            "milestone": str(milestone),
            "visited_on": day.isoformat(),
            "place": plan.place,
            "condition": condition,
            "sensitivity": "public",
        }
        if condition == "not_visited":
            answers["why_not"] = said
        else:
            share = {"good": 1.0, "damaged": chance.uniform(0.6, 0.9), "lost": 0.0}[condition]
            answers |= {"account": said, "kept_up": NEXT_TO_KNOW[condition], "in_use": f"{plan.done * share:.2f}"}
        duty = "state" if milestone == LATER_MILESTONES[-1] and condition != "not_visited" else "session"
        login = content.cast().who(duty, plan.place)
        yield Entry("works_visit", f"{plan.key}-{milestone}", login, window.typed(day, 3), answers, {"works": plan.key})


def market_entries(plan: PlannedMarket, works: set[str], window: Window) -> Iterator[Entry]:
    """Yield a market, once it is opened; `works` are the keys of the works that are told."""
    opened = weekday(window.first + timedelta(days=plan.day))
    if opened > window.last:
        return
    women, men = plan.committee
    answers: Answers = {
        "title": plan.title,
        "place": plan.place,
        "reopened_on": opened.isoformat(),
        "managed_by": plan.managed_by,
        "committee_women": str(women) if women else "",
        "committee_men": str(men) if men else "",
        "stalls": str(plan.stalls[0]),
        "stalls_used": str(plan.stalls[1]),
        "stalls_women": str(plan.stalls[2]),
        "days": str(plan.days),
        "users": str(plan.users),
        "posted": plan.posted,
        "posted_seen_on": opened.isoformat() if plan.posted else "",
        "taxes": [
            {"what": what, "amount": str(amount), "currency": "cdf", "receipt": receipt}
            for what, amount, receipt in plan.taxes
        ],
        "sensitivity": "public",
    }
    refs = {"works": plan.works} if plan.works in works else {}
    login = content.cast().who("session", plan.place)
    yield Entry("market", plan.key, login, window.typed(opened, 4), answers, refs)
