"""How the savings groups of the story save and lend: cycles, months, and what each month comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo.calendar import end_of_month, weekday
from pamoja.demo.content.livelihoods import economy_words
from pamoja.demo.entries import Window
from pamoja.engine.durability import months_later

FIRST_DAYS = 620
"""Days of the story within which groups are formed."""
MONTHS_OF_A_CYCLE = (9, 12)
LATEST = 12
"""The last day of a month on which a cycle begins: its first month is then long enough for meetings."""
SHARES = (500, 1000, 1000, 1000, 2000)
INTEREST = 0.05
"""Interest of a month on what is outstanding."""


@dataclass(frozen=True)
class Circle:
    """Hold one savings group: who and where it is, and how it saves. Amounts are francs."""

    key: str
    name: str
    place: str
    formed_on: date
    women: int
    men: int
    share: int
    rhythm: str
    communities: int
    zeal: float
    risk: float


@dataclass(frozen=True)
class MonthOfSaving:
    """Hold what one month of a group came to."""

    on: date
    meetings: int
    active: int
    women: int
    present: tuple[int, int]
    saved: int
    given: int
    outstanding: int
    late: int
    interest: int
    penalties: int
    social: tuple[int, int]


@dataclass(frozen=True)
class CycleOfSaving:
    """Hold one cycle: its first day, its months, and the day of its share-out if it lies within the story."""

    starts_on: date
    months: tuple[MonthOfSaving, ...]
    shared_on: date | None
    members_end: tuple[int, int]

    @property
    def saved(self) -> int:
        """Return what was saved in the cycle."""
        return sum(month.saved for month in self.months)

    @property
    def earned(self) -> int:
        """Return what interest and penalties brought in the cycle."""
        return sum(month.interest + month.penalties for month in self.months)


def circles(window: Window, chance: Random) -> list[Circle]:
    """Return the groups that are formed within the window."""
    words = economy_words()
    found = []
    for number, name in enumerate(words["groups"]):
        size = chance.choice((15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 25, 28, 33))
        women = round(size * chance.uniform(0.65, 0.98))
        formed = weekday(
            window.first + timedelta(days=FIRST_DAYS * number // len(words["groups"]) + chance.randint(2, 16))
        )
        formed = weekday(formed.replace(day=min(formed.day, LATEST)))
        circle = Circle(
            f"avec-{number + 1:02}",
            name,
            words["places"][number % len(words["places"])],
            formed,
            women,
            size - women,
            chance.choice(SHARES),
            chance.choice(("weekly", "weekly", "weekly", "fortnightly")),
            chance.choice((1, 1, 2, 2, 3)),
            chance.uniform(1.1, 3.2),
            chance.uniform(0.0, 0.16),
        )
        if circle.formed_on <= window.last:
            found.append(circle)
    return found


def cycles(circle: Circle, window: Window, chance: Random) -> Iterator[CycleOfSaving]:
    """Yield the cycles of a group within the window, the last one as far as it went."""
    starts_on = circle.formed_on
    while starts_on <= window.last:
        length = chance.randint(*MONTHS_OF_A_CYCLE)
        months = []
        outstanding = cash = 0
        for number in range(length):
            on = _last_meeting(months_later(starts_on.replace(day=1), number), chance)
            if on > window.last or on < starts_on:
                continue
            last = number == length - 1
            month = _month(circle, on, outstanding, cash, last, chance)
            repaid = outstanding + month.given - month.outstanding
            cash += month.saved + month.interest + month.penalties + repaid - month.given
            outstanding = month.outstanding
            months.append(month)
        shared_on = weekday(_last_meeting(months_later(starts_on.replace(day=1), length - 1), chance))
        shared_on = max(shared_on, months[-1].on) if months else shared_on
        over = shared_on <= window.last and len(months) > 1
        left = (
            circle.women - chance.choice((0, 0, 1, 2)),
            circle.men - (chance.choice((0, 0, 1)) if circle.men > 1 else 0),
        )
        yield CycleOfSaving(starts_on, tuple(months), shared_on if over else None, left)
        if not over:
            return
        starts_on = weekday(months_later(shared_on.replace(day=1), 1).replace(day=chance.randint(4, LATEST)))


def _last_meeting(first: date, chance: Random) -> date:
    return weekday(end_of_month(first) - timedelta(days=chance.randint(0, 6)))


def _month(circle: Circle, on: date, outstanding: int, cash: int, last: bool, chance: Random) -> MonthOfSaving:
    """Return a month: sowing time saves less, the last month of a cycle gives every loan back."""
    meetings = (4 if circle.rhythm == "weekly" else 2) - (chance.random() < 0.15)
    lean = 0.65 if on.month in (3, 9) else 1.0
    away = chance.choice((0, 0, 0, 1, 2))
    women, men = max(1, circle.women - away), circle.men
    rate = chance.uniform(0.74, 0.96)
    present = (round(women * meetings * rate), round(men * meetings * chance.uniform(0.6, 0.97)))
    saved = circle.share * max(1, round(sum(present) * circle.zeal * lean * chance.uniform(0.75, 1.2)))
    interest = _round(outstanding * INTEREST * chance.uniform(0.7, 1.0))
    repaid = outstanding if last else _round(outstanding * chance.uniform(0.3, 0.55))
    given = 0 if last else _round((cash + saved + repaid) * chance.uniform(0.35, 0.75))
    left = outstanding - repaid + given
    late = _round((outstanding - repaid) * circle.risk * chance.uniform(0.4, 2.2))
    social = (sum(present) * 200, _round(sum(present) * 200 * chance.choice((0, 0, 0.5, 1.4))))
    fines = 100 * chance.randint(0, 14)
    return MonthOfSaving(
        on, meetings, women + men, women, present, saved, given, left, min(late, left), interest, fines, social
    )


def _round(amount: float) -> int:
    """Return an amount in whole hundreds of francs, as notes allow."""
    return round(amount / 100) * 100
