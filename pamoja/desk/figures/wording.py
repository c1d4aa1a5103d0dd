"""Periods, numbers and dimensions of figures, in the words of the page."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_skeleton
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pamoja.desk.templatetags.pamoja import LOCALES, date_long, language, number, percent, signed
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition, Text
from pamoja.engine.periods import Period

DIMENSIONS: Mapping[str, Promise] = {
    "place": gettext_lazy("By place"),
    "zone": gettext_lazy("By priority zone"),
    "partner": gettext_lazy("By partner"),
    "pillar": gettext_lazy("By pillar"),
    "sex": gettext_lazy("By sex"),
    "age": gettext_lazy("By age"),
    "category": gettext_lazy("By category"),
    "side": gettext_lazy("By side that promises"),
    "type": gettext_lazy("By type"),
    "parts": gettext_lazy("By what is shown apart"),
}


def text(words: Text) -> str:
    """Return a text of a definition in the language of the page."""
    return words[language()]


def period_long(period: Period) -> str:
    """Name a period: 3rd quarter 2026, 1st half of 2026, 2026, since 8 January 2024."""
    if period.unit == "all":
        return _("since %(day)s") % {"day": date_long(period.start)}
    if period.unit == "half":
        words = _("1st half of %(year)s") if period.number == 1 else _("2nd half of %(year)s")
        return words % {"year": period.start.year}
    skeleton = {"month": "yMMMM", "quarter": "yQQQQ", "year": "y"}[period.unit]
    return str(format_skeleton(skeleton, period.start, locale=LOCALES[language()]))


def period_short(period: Period) -> str:
    """Name a period on the axis of a chart: Q3 26, H1 26, 06/26, 2026."""
    year = f"{period.start:%y}"
    if period.unit == "quarter":
        return _("Q%(number)s %(year)s") % {"number": period.number, "year": year}
    if period.unit == "half":
        return _("H%(number)s %(year)s") % {"number": period.number, "year": year}
    return f"{period.start:%m/%y}" if period.unit == "month" else str(period.start.year)


def period_note(period: Period) -> str:
    """Say which period it is and up to which day it was looked at."""
    day = date_long(period.as_of)
    if period.unit == "all":
        start = date_long(period.start)
        return _("From %(start)s to %(day)s.") % {"start": start, "day": day}
    if period.running:
        return _("%(period)s, still running: counted up to %(day)s.") % {"period": first_capital(period), "day": day}
    return _("%(period)s, up to %(day)s.") % {"period": first_capital(period), "day": day}


def first_capital(period: Period) -> str:
    """Name a period at the head of a sentence."""
    return capital(period_long(period))


def capital(words: str) -> str:
    """Write words as they stand at the head of a sentence."""
    return words[:1].upper() + words[1:]


def is_share(definition: Definition) -> bool:
    """Tell whether the figure is a share of something."""
    return definition.measure == "ratio"


MARKS: Mapping[str, Promise] = {
    "small": gettext_lazy("masked"),
    "fine": gettext_lazy("masked"),
    "period": gettext_lazy("not approved"),
    "place": gettext_lazy("not your area"),
}


def mark(cell: Cell) -> str:
    """Return the word that stands where the number of a closed cell would."""
    return str(MARKS[cell.closed])


def masked() -> str:
    """Return the word that stands where a masked number would."""
    return str(MARKS["small"])


def why_closed(definition: Definition, cell: Cell) -> str:
    """Say why a cell is closed to the reader."""
    if cell.closed == "place":
        return _("you read the figures of your own area")
    if cell.closed == "period":
        return _("the figures of this period are not approved yet")
    data = {"floor": number(definition.floor)}
    if cell.closed == "fine":
        return _("masked: cut so finely that fewer than %(floor)s people could be told apart") % data
    return _("masked: fewer than %(floor)s people here, or in a number that could be deduced from this one") % data


def shown_value(cell: Cell) -> str | None:
    """Write the value of a cell without its unit; None when it is unknown."""
    if not cell.known:
        return None
    return number(cell.percent if cell.denominator is not None else cell.value)


def whole_value(cell: Cell) -> str:
    """Write the value of a cell with its unit; a dash when it is unknown, a word when it is closed."""
    if cell.closed:
        return mark(cell)
    if not cell.known:
        return "—"
    return percent(cell.percent) if cell.denominator is not None else number(cell.value)


def drawn_value(cell: Cell) -> float | None:
    """Return the value of a cell on the scale of a drawing; None when it is unknown."""
    return cell.percent if cell.denominator is not None else cell.value


def why_unknown(definition: Definition, cell: Cell) -> str:
    """Say why a cell has no value; nothing when it has one."""
    if cell.closed:
        return why_closed(definition, cell)
    if cell.known:
        return ""
    if cell.numerator is None:
        return _("nothing had been received yet: this is not zero")
    return _("no share can be given, because nothing counts below: 0 %(counted)s") % {
        "counted": text(definition.counted)
    }


def points(after: Cell, before: Cell, since: str) -> str:
    """Say by how much a stock changed since the end of a period; nothing when one of both is unknown."""
    if not (after.known and before.known):
        return ""
    if after.percent is not None and before.percent is not None:
        change = round(after.percent) - round(before.percent)
        if not change:
            return _("no change since the end of: %(period)s") % {"period": since}
        words = ngettext(
            "%(change)s point since the end of: %(period)s",
            "%(change)s points since the end of: %(period)s",
            abs(change),
        )
        return words % {"change": signed(change), "period": since}
    change = (after.numerator or 0) - (before.numerator or 0)
    return _("%(change)s since the end of: %(period)s") % {"change": signed(change), "period": since}


def amount(count: int | None, words: Text) -> str:
    """Write what is counted apart or missing: "no due date: 9"; None is masked."""
    shown = masked() if count is None else number(count)
    return _("%(what)s: %(count)s") % {"what": text(words), "count": shown}


def until(day: date) -> str:
    """Write the evening on which a state is looked at."""
    return _("on %(day)s") % {"day": date_long(day)}
