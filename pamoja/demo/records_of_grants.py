"""What the demonstration's people type about grants, the visits that follow, and cooperatives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content.livelihoods import (
    GrantRecipe,
    PlannedCooperative,
    economy_words,
    grant_recipes,
    planned_cooperatives,
)
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.saving import Circle
from pamoja.engine.durability import LATER_MILESTONES, months_later

PAID = "Tranche payée, d’après le reçu."
SPAN = 880
"""Days of the story within which grants are signed."""
FOUND = {6: {"active": 70, "stopped": 12}, 12: {"active": 55, "stopped": 23}}
"""What visits find in a hundred; what is lacking to a hundred was not visited."""
NOTED = 0.6
"""Share of the visits not made that somebody noted."""
TERRITORY = 6
"""Characters of the code of a territoire."""
LONG_AFTER = timedelta(days=70)


@dataclass(frozen=True)
class Award:
    """Hold one grant of the story: to whom, by whom entered, how much (dollars), when, in which tranches."""

    key: str
    recipe: GrantRecipe
    kind: str
    title: str
    login: str
    place: str
    signed_on: date
    amount: int
    refs: dict[str, str]
    recipient: str
    people: tuple[int, int]


def awards(groups: list[Circle], window: Window, chance: Random) -> Iterator[Award]:
    """Yield the grants signed within the window, to groups, cooperatives and trainees that are known by then."""
    recipes = [recipe for recipe in grant_recipes() for _time in range(recipe.count)]
    chance.shuffle(recipes)
    trainees = iter(content.trainees())
    for number, recipe in enumerate(recipes):
        signed = weekday(window.first + timedelta(days=60 + SPAN * number // len(recipes) + chance.randint(0, 20)))
        kind = chance.choice(recipe.kinds)
        award = _award(f"appui-{number + 1:02}", recipe, kind, signed, groups, trainees, window, chance)
        if signed <= window.last and award:
            yield award


def _award(
    key: str,
    recipe: GrantRecipe,
    kind: str,
    signed: date,
    groups: list[Circle],
    trainees: Iterator[content.Trainee],
    window: Window,
    chance: Random,
) -> Award | None:
    title, amount = chance.choice(recipe.titles), chance.randint(*recipe.amount) // 50 * 50
    women = chance.randint(6, 14)
    people, refs, recipient = (women, chance.randint(2, 9)), {}, ""
    place = chance.choice(economy_words()["places"])
    login = content.cast().who("owner", place)
    if kind == "person":
        trainee = next(trainees, None)
        if trainee is None or window.first + timedelta(days=trainee.day) + LONG_AFTER > signed:
            return None
        place, login, refs, people = trainee.place, trainee.login, {"person": trainee.key}, (0, 0)
    elif kind == "savings_group":
        known = [one for one in groups if one.formed_on + LONG_AFTER < signed]
        if not known:
            return None
        group = chance.choice(known)
        place, refs, people, recipient = (
            group.place,
            {"savings_group": group.key},
            (group.women, group.men),
            f"AVEC {group.name}",
        )
        login = content.cast().who("owner", place)
    elif kind == "cooperative":
        one = chance.choice(planned_cooperatives())
        if typed_on(one, window) >= signed:
            return None
        place, refs, people, recipient = one.place, {"cooperative": one.key}, one.members, one.title
        login = content.cast().who("owner", place)
    else:
        recipient = f"{GROUPS[kind]} {chance.choice(economy_words()['groups'])}"
    return Award(key, recipe, kind, title, login, place, signed, amount, refs, recipient, people)


GROUPS = {
    "association": "Association",
    "youth_group": "Groupe de jeunes",
    "mixed_group": "Groupe mixte",
    "market_committee": "Comité du marché",
}


def grant_entries(award: Award, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a grant once its first tranche is paid, its correction when the second one was, and its visits."""
    planned = _tranches(award, chance)
    first_paid = planned[0][1]
    if first_paid > window.last:
        return
    answers = _grant(award, chance)
    first = _rows(planned, first_paid)
    typed = window.typed(first_paid, 3)
    yield Entry("grant", award.key, award.login, typed, {**answers, "tranches": first}, award.refs)
    later = [paid for _due, paid, _amount, _condition in planned[1:] if paid <= window.last]
    if later and content_role(award.login) == "partner_me":
        on = window.typed(later[-1], 3)
        rows = _rows(planned, later[-1])
        yield Entry("grant", award.key, award.login, on, {**answers, "tranches": rows}, award.refs, reason=PAID)
    yield from _visits(award, first_paid, window, chance)


def content_role(login: str) -> str:
    """Return the role of somebody of the cast."""
    return next(person.role for person in content.cast().people if person.login == login)


def _grant(award: Award, chance: Random) -> Answers:
    women, men = award.people
    grouped = award.kind != "person"
    registered = chance.choice(("yes", "under_way", "no", "no")) if grouped else ""
    return {
        "title": f"{award.title}, {award.recipient}" if award.recipient else award.title,
        "kind": award.kind,
        "sector": award.recipe.sector,
        "recipient": award.recipient,
        "purpose": award.recipe.purpose,
        "granted_on": award.signed_on.isoformat(),
        "amount": str(award.amount),
        "currency": "usd",
        "place": award.place,
        "people": str(women + men) if grouped else "",
        "women": str(women) if grouped else "",
        "men": str(men) if grouped else "",
        "registered": registered,
        "registration": "Attestation du service des coopératives" if registered == "yes" else "",
        "sensitivity": "internal" if grouped else "restricted",
    }


Planned = list[tuple[date, date, int, str]]
"""Tranches: due on, paid on, how much, and what must be done first."""


def _tranches(award: Award, chance: Random) -> Planned:
    due = award.signed_on + timedelta(days=10)
    paid = due + timedelta(days=chance.randint(0, 25))
    if award.amount < 600 or award.kind == "person":
        return [(due, paid, award.amount, "")]
    first = award.amount * 6 // 10
    second_due = due + timedelta(days=120)
    delay = chance.choice((3, 10, 20, 35, 60, 2000))
    condition = chance.choice(economy_words()["condition"])
    return [(due, paid, first, ""), (second_due, second_due + timedelta(days=delay), award.amount - first, condition)]


def _rows(planned: Planned, on: date) -> list[Row]:
    return [
        {
            "due_on": due.isoformat(),
            "amount": str(amount),
            "paid_on": paid.isoformat() if paid <= on else "",
            "condition": condition,
        }
        for due, paid, amount, condition in planned
    ]


def _visits(award: Award, first_paid: date, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the visits that were made, or noted as not made; what stopped is not visited again."""
    before = chance.randint(18, 70)
    for milestone in LATER_MILESTONES:
        day = months_later(first_paid, milestone) + timedelta(days=chance.randint(0, 24))
        found = _found(FOUND[milestone], chance)
        noted = found != "not_visited" or chance.random() < NOTED
        if day > window.last:
            return
        if noted:
            answers = _visit(award, milestone, day, found, before, chance)
            key = f"{award.key}-{milestone}"
            yield Entry("grant_visit", key, award.login, window.typed(day, 2), answers, {"grant": award.key})
        if found == "stopped":
            return


def _visit(award: Award, milestone: int, day: date, found: str, before: int, chance: Random) -> Answers:
    answers: Answers = {
        "milestone": str(milestone),
        "visited_on": day.isoformat(),
        "place": award.place,
        "finding": found,
        "sensitivity": "restricted" if award.kind == "person" else "internal",
    }
    said = chance.choice(economy_words()[f"grant_{found}"])
    if found == "not_visited":
        return answers | {"why_not": said}
    gain = chance.uniform(*award.recipe.gain) if found == "active" else chance.uniform(0.75, 1.0)
    sales = before * chance.uniform(1.2, 3.0) if found == "active" else 0
    answers |= {
        "income_before": str(before),
        "income_after": f"{before * gain:.0f}",
        "sales": f"{sales:.0f}",
        "currency": "usd",
    }
    return answers | ({"account": said} if found == "active" else {"why_stopped": said})


def _found(shares: dict[str, int], chance: Random) -> str:
    drawn = chance.randrange(100)
    for found, part in shares.items():
        if drawn < part:
            return found
        drawn -= part
    return "not_visited"


def typed_on(one: PlannedCooperative, window: Window) -> date:
    """Return the day on which a cooperative is typed: in the first months, or once it is founded."""
    return max(window.first + timedelta(days=20 + sum(one.key.encode()) % 60), one.founded_on + timedelta(days=8))


def cooperative_entries(one: PlannedCooperative, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a cooperative with the seasons and the credits that are known when it is typed."""
    typed = typed_on(one, window)
    if typed > window.last:
        return
    women, men = one.members
    answers: Answers = {
        "title": one.title,
        "chain": one.chain,
        "place": one.place,
        "founded_on": one.founded_on.isoformat(),
        "supported_by": chance.choice(economy_words()["supported_by"]),
        "registered": one.registered,
        "registration": "Immatriculation au registre des sociétés coopératives" if one.registered == "yes" else "",
        "people": str(women + men),
        "women": str(women),
        "men": str(men),
        "board": str(one.board[1]),
        "board_women": str(one.board[0]),
        "sales": _sales(one, typed, chance),
        "credits": [
            {
                "obtained_on": (typed - timedelta(days=chance.randint(60, 500))).isoformat(),
                "amount": str(amount),
                "currency": "usd",
                "lender": lender,
            }
            for lender, amount in one.credits
        ],
        "sensitivity": "public" if one.registered == "yes" else "internal",
    }
    yield Entry("cooperative", one.key, content.cast().who("session", one.place), typed, answers)


def _sales(one: PlannedCooperative, typed: date, chance: Random) -> list[Row]:
    seasons = [date(typed.year - back, month, 28) for back in (0, 1) for month in (2, 8)]
    return [
        {
            "until_on": until.isoformat(),
            "chain": one.chain,
            "kilograms": str(chance.randint(*one.kilograms) // 100 * 100),
            "price": f"{one.price * chance.uniform(0.85, 1.2):.2f}",
            "currency": "usd",
        }
        for until in seasons
        if one.founded_on < until < typed
    ]
