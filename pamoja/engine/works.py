"""What works came to: person-days and women's share of them, wages paid of those due, days from the end to payment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Team:
    """Hold one line of workers: sex (f, m, x), how many, days worked all together, wage of a day; None: not known."""

    sex: str
    people: int
    days: int | None = None
    wage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Labour:
    """Hold what the lines of workers come to.

    `days` and `women_days` leave out lines that do not say their days (`lines_without_days`); `known_days` are those of
    people whose sex is known, the denominator of women's share. `wages` is None as soon as a line lacks days or wage.
    """

    people: int
    days: int
    women_days: int
    known_days: int
    lines_without_days: int
    wages: Decimal | None

    @property
    def womens_share(self) -> Decimal | None:
        """Return the share of women in the person-days of people whose sex is known."""
        return Decimal(self.women_days) / Decimal(self.known_days) if self.known_days else None


def labour(teams: Iterable[Team]) -> Labour:
    """Return what lines of workers come to."""
    known = list(teams)
    told = [team for team in known if team.days is not None]
    wages = [_wages(team) for team in known]
    return Labour(
        people=sum(team.people for team in known),
        days=sum(team.days or 0 for team in told),
        women_days=sum(team.days or 0 for team in told if team.sex == "f"),
        known_days=sum(team.days or 0 for team in told if team.sex in ("f", "m")),
        lines_without_days=len(known) - len(told),
        wages=None if not known or None in wages else sum((wage for wage in wages if wage), Decimal(0)),
    )


def _wages(team: Team) -> Decimal | None:
    return None if team.days is None or team.wage is None else team.days * team.wage


def days_to_payment(
    ended_on: date | None, paid_on: date | None, due: Decimal | None, paid: Decimal | None
) -> int | None:
    """Return the days from the end of the work to the payment of all wages; None as long as some are due.

    Wages that were all paid before the end took no day.
    """
    if ended_on is None or paid_on is None or due is None or paid is None or paid < due:
        return None
    return max((paid_on - ended_on).days, 0)


def days_waiting(
    ended_on: date | None, paid_on: date | None, due: Decimal | None, paid: Decimal | None, as_of: date
) -> int | None:
    """Return the days since the end of the work during which wages are still due; None when none wait."""
    if ended_on is None or ended_on > as_of or not due or days_to_payment(ended_on, paid_on, due, paid) is not None:
        return None
    return (as_of - ended_on).days if paid is None or paid < due else None
