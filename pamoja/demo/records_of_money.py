"""What the demonstration's people type about money: rates, agreements, budget lines and transactions."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo.calendar import weekday
from pamoja.demo.content.purse import PlannedAgreement, planned_agreements
from pamoja.demo.entries import Answers, Entry, Letter, Window

CONSORTIUM = "se.consortium@demo.invalid"
OFFICERS = {"cordaid": "se.cordaid@demo.invalid", "pax": "se.pax@demo.invalid", "vng": "se.vng@demo.invalid"}
"""Who enters the spending of a partner; that of others the consortium enters, from their reports."""
START = {"usd": 1.09, "cdf": 2950.0}
DRIFT = {"usd": 0.008, "cdf": 0.012}
"""By how much the invented rate of a month lies beside that of the month before, at most."""
INVENTED = "Taux inventé pour la démonstration"
SIGNED_BEFORE = 12
SPENDING_MONTHS = (3, 6, 9, 12)
"""The months at whose end spending is entered, for the quarter behind."""
TRANCHES = ((2, 0.55), (8, 0.45))
"""The months in which a partner is paid, and which share of the year's line."""
ABOVE = 1.08
IN_FRANCS = ("travel", "staff")


@dataclass(frozen=True)
class YearOfLine:
    """Hold one line of an agreement in one year."""

    plan: PlannedAgreement
    number: str
    label: str
    category: str
    amount: int
    year: int
    first: date
    last: date

    @property
    def key(self) -> str:
        """Return how the story names the line."""
        return f"ligne-{self.plan.key}-{self.number}-{self.year}"


def money_entries(window: Window, chance: Random) -> Iterator[Entry]:
    """Yield everything that the story tells of money."""
    rates = _rates(window, chance)
    yield from rates
    per_euro = {(one.answers["currency"], str(one.answers["dated_on"])[:7]): one.answers["per_euro"] for one in rates}
    francs = {month: float(str(rate)) for (currency, month), rate in per_euro.items() if currency == "cdf"}
    dollars = {month: float(str(rate)) for (currency, month), rate in per_euro.items() if currency == "usd"}
    for plan in planned_agreements():
        yield from _of_agreement(plan, window, chance, {m: francs[m] / dollars[m] for m in francs})


def _rates(window: Window, chance: Random) -> list[Entry]:
    """Return a rate of each currency for every month, dated its first day."""
    found, now = [], dict(START)
    day = window.first.replace(day=1)
    while day <= window.last:
        for currency in START:
            now[currency] *= 1 + chance.uniform(-DRIFT[currency], DRIFT[currency])
            answers: Answers = {
                "currency": currency,
                "dated_on": day.isoformat(),
                "per_euro": f"{now[currency]:.4f}",
                "source": INVENTED,
                "place": "CD61",
            }
            found.append(
                Entry("exchange_rate", f"taux-{currency}-{day:%Y-%m}", CONSORTIUM, max(day, window.first), answers)
            )
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _of_agreement(
    plan: PlannedAgreement, window: Window, chance: Random, francs_per_dollar: dict[str, float]
) -> Iterator[Entry]:
    begins = date(window.first.year + plan.years[0], 2 if plan.years[0] == 0 else 1, 1)
    ends = date(window.first.year + plan.years[1], 12, 31)
    signed = max(weekday(begins - timedelta(days=SIGNED_BEFORE)), window.first)
    if signed > window.last:
        return
    lines = _lines(plan, begins, ends)
    total = sum(line.amount for line in lines)
    partners = _passed_on(plan, ends.year - begins.year + 1) if plan.funder == "pays-bas" else 0
    answers: Answers = {
        "number": plan.number,
        "project": plan.project,
        "funder": plan.funder,
        "partner": plan.partner,
        "place": plan.place,
        "signed_on": signed.isoformat(),
        "from_on": begins.isoformat(),
        "until_on": ends.isoformat(),
        "amount": str(total + partners),
        "currency": plan.currency,
        "sensitivity": "internal",
    }
    paper = Letter(
        "document", "convention.pdf", (f"Convention {plan.number} (inventée)", f"Signée le {signed:%d/%m/%Y}")
    )
    yield Entry("agreement", plan.key, CONSORTIUM, signed, answers, letters=(paper,))
    if plan.funder == "pays-bas":
        yield from _incoming(plan, total + partners, signed, ends, window)
    for line in lines:
        yield _line_entry(line, signed)
        yield from _of_line(line, window, chance, francs_per_dollar)


def _passed_on(plan: PlannedAgreement, years: int) -> int:
    """Return what the lead passes on to partners of the project, in euro, roughly, with what is kept for later."""
    others = [one for one in planned_agreements() if one.project == plan.project and one.funder == "oim"]
    sums = (sum(line[3] for line in one.lines) * (one.years[1] - one.years[0] + 1) for one in others)
    return round(sum(sums) * 1.1 / (1000 * years)) * 1000 * years


def _lines(plan: PlannedAgreement, begins: date, ends: date) -> list[YearOfLine]:
    return [
        YearOfLine(
            plan, number, label, category, amount, year, max(begins, date(year, 1, 1)), min(ends, date(year, 12, 31))
        )
        for year in range(begins.year, ends.year + 1)
        for number, label, category, amount in plan.lines
    ]


def _line_entry(line: YearOfLine, signed: date) -> Entry:
    answers: Answers = {
        "number": line.number,
        "label": line.label,
        "category": line.category,
        "place": line.plan.place,
        "planned": str(line.amount),
        "currency": line.plan.currency,
        "starts_on": line.first.isoformat(),
        "ends_on": line.last.isoformat(),
        "sensitivity": "internal",
    }
    return Entry("budget_line", line.key, CONSORTIUM, signed, answers, {"agreement": line.plan.key})


def _incoming(plan: PlannedAgreement, amount: int, signed: date, ends: date, window: Window) -> Iterator[Entry]:
    """Yield what the donor commits, and what comes in year by year."""
    common = {"provider": plan.funder, "receiver": plan.partner}
    yield _transaction(plan, f"{plan.key}-11", "11", signed, amount, "", common, "Engagement du bailleur")
    years = ends.year - signed.year + 1
    for number in range(years):
        on = weekday(date(signed.year + number, 3, 15))
        if on <= window.last:
            text = f"Versement de l’année {on.year}"
            yield _transaction(plan, f"{plan.key}-1-{on.year}", "1", on, amount // years, "", common, text)


def _of_line(line: YearOfLine, window: Window, chance: Random, francs_per_dollar: dict[str, float]) -> Iterator[Entry]:
    """Yield what becomes of a line: to a partner it is committed and paid on, then it is spent bit by bit."""
    plan, key = line.plan, line.key
    to_partner = {"provider": plan.funder, "receiver": plan.partner}
    if plan.funder != "pays-bas" and line.first <= window.last:
        on = weekday(line.first + timedelta(days=6))
        if on <= window.last:
            yield _transaction(plan, f"{key}-2", "2", on, line.amount, key, to_partner, line.label)
        for number, (month, share) in enumerate(TRANCHES):
            on = weekday(date(line.year, month, 20))
            if on <= window.last and (number == 0 or plan.zeal > 0.6):
                yield _transaction(
                    plan, f"{key}-3-{month}", "3", on, round(line.amount * share), key, to_partner, line.label
                )
    for number, month in enumerate(SPENDING_MONTHS):
        on = date(line.year, month, calendar.monthrange(line.year, month)[1])
        part = line.amount / len(SPENDING_MONTHS) * plan.zeal * chance.uniform(0.93, 1.02)
        if line.number == plan.overspent and number == 1:
            part = line.amount * ABOVE - line.amount / len(SPENDING_MONTHS) * plan.zeal
        if on > window.last or (line.number == plan.overspent and number > 1):
            continue
        yield from _spent(line, number, on, round(part), chance, francs_per_dollar)


def _spent(
    line: YearOfLine, number: int, on: date, amount: int, chance: Random, francs_per_dollar: dict[str, float]
) -> Iterator[Entry]:
    plan, key = line.plan, f"{line.key}-4-{number}"
    who = {"provider": plan.partner}
    login = OFFICERS.get(plan.partner, CONSORTIUM)
    if plan.francs and line.category in IN_FRANCS and number == 1:
        francs = round(amount * francs_per_dollar[f"{on:%Y-%m}"] / 1000) * 1000
        yield _transaction(plan, key, "4", on, francs, line.key, who, line.label, login, "cdf")
        return
    wrong = round(amount * 0.04) if chance.random() < 0.03 else 0
    yield _transaction(plan, key, "4", on, amount + wrong, line.key, who, line.label, login)
    if wrong:
        text = "Facture comptée deux fois, reprise"
        yield _transaction(plan, f"{key}-corr", "4", on, -wrong, line.key, who, text, login, corrects=key)


def _transaction(
    plan: PlannedAgreement,
    key: str,
    kind: str,
    on: date,
    amount: int,
    line: str,
    who: dict[str, str],
    text: str,
    login: str = CONSORTIUM,
    currency: str = "",
    corrects: str = "",
) -> Entry:
    answers: Answers = {
        "kind": kind,
        "made_on": on.isoformat(),
        "amount": str(amount),
        "currency": currency or plan.currency,
        "place": plan.place,
        "about": text,
        "sensitivity": "internal",
        **who,
    }
    refs = {"agreement": plan.key} | ({"line": line} if line else {})
    refs |= {"corrects": f"tr-{corrects}"} if corrects else {}
    return Entry("transaction", f"tr-{key}", login, on, answers, refs)
