"""Spending as its page shows it: shares with both their numbers, a drawing, and a word with a shape."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamoja.desk.registers.showing import record_url
from pamoja.desk.templatetags.pamoja import decimal_number, number, percent
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.engine.money import Euros
from pamoja.formats.drawing.progress import Stage, progress
from pamoja.money.spending import LineSpending, Spending, total

STATES = {
    "overspent": ("broken", gettext_lazy("Overspent")),
    "behind": ("late", gettext_lazy("Far behind the calendar")),
    "in_time": ("going", gettext_lazy("With the calendar")),
    "not_begun": ("todo", gettext_lazy("Not begun")),
    "unknown": ("blocked", gettext_lazy("Cannot be told")),
}
"""The shape and the word of each standing."""


@dataclass(frozen=True)
class Part:
    """Hold the lines of one project, year and partner; without a partner: of all of them."""

    project: Any
    year: int
    partner: Any
    lines: Sequence[LineSpending]

    @property
    def spending(self) -> Spending:
        """Return what they came to together."""
        return total(self.lines)


def parts_of(found: Iterable[LineSpending], *, by_partner: bool) -> list[Part]:
    """Return lines, which are in order, by project, year and, where it is asked for, partner."""

    def key(one: LineSpending) -> tuple[Any, int, Any]:
        agreement = one.line.agreement
        return agreement.project, one.line.year, agreement.partner if by_partner else None

    return [Part(*what, list(lines)) for what, lines in groupby(found, key)]


def projects_of(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return what the page shows of each project."""
    return [
        {"name": project.name, "items": [_item(part) for part in group]}
        for project, group in groupby(parts, lambda part: part.project)
    ]


def _item(part: Part) -> dict[str, Any]:
    spending = part.spending
    state, word = STATES[spending.state]
    return {
        "title": f"{part.year} · {part.partner}" if part.partner else str(part.year),
        "state": state,
        "word": str(word),
        "svg": _drawn(spending),
        "shares": [spent_in_words(spending), time_in_words(spending)],
        "gaps": gaps_in_words(spending.sums),
    }


def _drawn(spending: Spending) -> str:
    """Draw the budget and what became of it on one scale; the upright line is the share of time elapsed."""
    stages = [
        _stage(_("Budget"), "hollow", spending.budget),
        _stage(_("Committed"), "half", spending.committed),
        _stage(_("Disbursed"), "half", spending.disbursed),
        _stage(_("Spent"), "full", spending.spent),
    ]
    told = "; ".join([*(f"{stage.word}: {stage.text}" for stage in stages), time_in_words(spending)])
    mark = float(spending.budget.value * spending.elapsed / 100) if spending.budget.whole else None
    return mark_safe(progress(stages, told, mark))  # noqa: S308 (escaped where drawn)


def _stage(word: str, look: Any, sum_: Euros) -> Stage:
    return Stage(word, look, float(max(sum_.value, Decimal(0))), _euros(sum_))


def _euros(sum_: Euros) -> str:
    """Return a sum in whole euros, and whether something lacks in it."""
    said = _("%(sum)s EUR") % {"sum": number(sum_.value)}
    return said if sum_.whole else _("%(sum)s, partial") % {"sum": said}


def spent_in_words(spending: Spending) -> str:
    """Return how much of the budget is spent, with both numbers."""
    data = {"part": number(spending.spent.value), "whole": number(spending.budget.value)}
    if spending.used is None:
        return _("%(part)s EUR spent out of %(whole)s EUR planned; the share is not known") % data
    data |= {"share": percent(spending.used)}
    return _("%(part)s EUR spent out of %(whole)s EUR planned: %(share)s") % data


def time_in_words(spending: Spending) -> str:
    """Return how much time is elapsed, with both numbers."""
    passed, whole = spending.days
    return _("%(part)s days elapsed out of %(whole)s: %(share)s") % {
        "part": number(passed),
        "whole": number(whole),
        "share": percent(spending.elapsed),
    }


def gaps_in_words(sums: Iterable[Euros]) -> str:
    """Return what lacks in sums, or nothing."""
    lacking = sum(one.without_rate for one in sums)
    if not lacking:
        return ""
    words = ngettext(
        "Rate missing: %(n)s amount is in no sum. Enter a rate of its day or before.",
        "Rate missing: %(n)s amounts are in no sum. Enter rates of their days or before.",
        lacking,
    )
    return words % {"n": number(lacking)}


def lines_table(found: Sequence[LineSpending]) -> dict[str, Any]:
    """Return the lines as a table."""
    columns = [
        Column(_("Budget line")),
        Column(_("Standing"), "state"),
        Column(_("Budget, EUR"), "number"),
        Column(_("Committed, EUR"), "number"),
        Column(_("Disbursed, EUR"), "number"),
        Column(_("Spent / budget"), "number"),
        Column(_("Days elapsed"), "number"),
    ]
    return {"columns": columns, "rows": [_line_row(one) for one in found]}


def _line_row(one: LineSpending) -> Row:
    line, spending = one.line, one.spending
    state, word = STATES[spending.state]
    whose = f"{line.code} · {line.year} · {line.agreement.partner} · {line.category}"
    passed, whole = spending.days
    days = f"{number(passed)} / {number(whole)}"
    return Row(
        [
            Value("text", str(line), url=record_url(line), note=whose, first=True),
            Value("state", str(word), state=state),
            _sum_value(spending.budget, _planned(one)),
            _sum_value(spending.committed),
            _sum_value(spending.disbursed),
            _share_value(spending),
            Value("text", days, note=percent(spending.elapsed)),
        ]
    )


def _planned(one: LineSpending) -> str:
    """Return the planned amount as it was entered, where that was not in euro."""
    currency = one.line.currency.code
    return "" if currency == "eur" else f"{decimal_number(one.line.planned)} {currency.upper()}"


def _sum_value(sum_: Euros, note: str = "") -> Value:
    if sum_.amounts and sum_.without_rate == sum_.amounts:
        return missing(_("rate missing"))
    partial = "" if sum_.whole else _("partial: rate missing")
    return Value("text", number(sum_.value), note=" · ".join(part for part in (note, partial) if part))


def _share_value(spending: Spending) -> Value:
    if spending.used is None:
        return missing(_("rate missing"))
    said = f"{number(spending.spent.value)} / {number(spending.budget.value)}"
    return Value("text", said, note=percent(spending.used))


def rates_table(found: Iterable[LineSpending]) -> dict[str, Any]:
    """Return the rates by which amounts were brought to euro, latest first."""
    used = {rate for one in found for sum_ in one.spending.sums for rate in sum_.rates}
    rows = [
        Row([Value("text", rate_in_words(rate), first=True), Value("date", rate.dated_on)])
        for rate in sorted(used, key=lambda rate: (rate.currency, -rate.dated_on.toordinal()))
    ]
    return {"columns": [Column(_("Rate")), Column(_("Day of the rate"), "date")], "rows": rows}


def rate_in_words(rate: Any) -> str:
    """Return a rate: what one euro was worth."""
    return _("1 EUR = %(rate)s %(currency)s") % {
        "rate": decimal_number(rate.per_euro),
        "currency": rate.currency.upper(),
    }


def csv_lines(found: Sequence[LineSpending], *, by_line: bool) -> Iterator[Sequence[object]]:
    """Yield the lines of the download: amounts in euro with their cents, counts of what lacks, standing."""
    sums = ("budget", "committed", "disbursed", "spent")
    yield [
        "project", "year", *(("partner", "line", "label", "currency", "planned") if by_line else ()),
        *(f"{name}_eur" for name in sums), *(f"{name}_rate_missing" for name in sums),
        "days_elapsed", "days", "standing", "rates",
    ]  # fmt: skip
    if not by_line:
        for part in parts_of(found, by_partner=False):
            yield [part.project.pk, part.year, *_numbers(part.spending)]
        return
    for one in found:
        line = one.line
        own = (line.agreement.partner_id, line.code, str(line), line.currency.code, line.planned)
        yield [line.agreement.project_id, line.year, *own, *_numbers(one.spending)]


def _numbers(spending: Spending) -> Iterator[object]:
    yield from (sum_.value for sum_ in spending.sums)
    yield from (sum_.without_rate for sum_ in spending.sums)
    yield from spending.days
    yield spending.state
    used = {rate for sum_ in spending.sums for rate in sum_.rates}
    yield "; ".join(f"{rate.currency} {rate.per_euro.normalize():f} ({rate.dated_on})" for rate in sorted(used))
