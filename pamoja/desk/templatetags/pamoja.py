"""Filters that write dates, numbers, quotations and states as the page's language does."""

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

register = template.Library()

LOCALES = {"fr": "fr", "sw": "sw", "en": "en_GB"}
QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "sw": ("“", "”"), "en": ("“", "”")}
NARROW = "\u202f"
DASH = "—"

STATES: dict[str, Promise] = {
    "todo": _("Not started"),
    "going": _("Under way"),
    "part": _("Partly kept"),
    "kept": _("Kept"),
    "disputed": _("Disputed"),
    "blocked": _("Blocked"),
    "broken": _("Broken"),
    "dropped": _("Dropped"),
}
# A side never says "broken": it says that the promise is not kept.
SAID: dict[str, Promise] = {**STATES, "broken": _("Not kept")}
PLURAL: dict[str, Promise] = {
    "todo": pgettext_lazy("several commitments", "Not started"),
    "going": pgettext_lazy("several commitments", "Under way"),
    "part": pgettext_lazy("several commitments", "Partly kept"),
    "kept": pgettext_lazy("several commitments", "Kept"),
    "disputed": pgettext_lazy("several commitments", "Disputed"),
    "blocked": pgettext_lazy("several commitments", "Blocked"),
    "broken": pgettext_lazy("several commitments", "Broken"),
    "dropped": pgettext_lazy("several commitments", "Dropped"),
}

SIDES: dict[str, tuple[Promise, Promise]] = {
    "state": (_("The State"), _("What the State says")),
    "population": (_("The population"), _("What the population says")),
    "partner": (_("The partner"), _("What the partner says")),
    "donor": (_("The donor"), _("What the donor says")),
    "actor": (_("The actor in the conflict"), _("What the actor in the conflict says")),
}


@register.simple_tag
def script(name: str) -> SafeString:
    """Return the element that loads a script of ours; pages hold none of their own."""
    return format_html('<script src="{}" defer></script>', static(name))


def language() -> str:
    """Return the two letters of the language of this page: fr, sw or en."""
    code = (get_language() or "fr")[:2]
    return code if code in LOCALES else "fr"


def _local_date(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _date(value: datetime.date | None, width: str) -> str:
    if value is None:
        return DASH
    day = _local_date(value)
    text = str(format_date(day, width, locale=LOCALES[language()]))
    if language() == "fr" and day.day == 1:
        text = "1er" + text[1:]
    return text.replace(" ", "\u00a0", 1)


@register.filter
def date_long(value: datetime.date | None) -> str:
    """Write a date out: 30 juin 2026, 30 June 2026, 30 Juni 2026; a dash when there is none."""
    return _date(value, "long")


@register.filter
def date_short(value: datetime.date | None) -> str:
    """Write a date with a short month, for tables: 28 févr. 2026."""
    return _date(value, "medium")


@register.filter
def month(value: datetime.date | None) -> str:
    """Write a month and a year: juin 2026."""
    if value is None:
        return DASH
    return str(format_skeleton("yMMMM", _local_date(value), locale=LOCALES[language()]))


@register.filter
def clock(value: datetime.datetime | None) -> str:
    """Write the time of day: 16 h 20 in French, 16:20 elsewhere."""
    if value is None:
        return DASH
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%H\u00a0h\u00a0%M" if language() == "fr" else "%H:%M")


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Write a date and a time of day: 25 août 2026, 16 h 20."""
    return DASH if value is None else f"{date_short(value)}, {clock(value)}"


@register.filter
def iso(value: datetime.date | None) -> str:
    """Write a date or a time for machines, as the datetime attribute of a time element wants it."""
    return "" if value is None else value.isoformat()


@register.filter
def said(value: object, of: str = "") -> str:
    """Set words that people said between the quotation marks of a language (the page's, or `of`)."""
    text = str(value or "").strip().strip("«»“”\u00a0\u202f ")
    before, after = QUOTES.get(of[:2] or language(), QUOTES["fr"])
    return f"{before}{fine(text)}{after}" if text else ""


@register.filter
def fine(value: object) -> str:
    """Put the non-breaking spaces that French wants before : ; ? ! % and inside guillemets."""
    text = str(value if value is not None else "")
    if language() != "fr":
        return text
    text = re.sub(r"[ \u00a0\u202f]+([;?!])", NARROW + r"\1", text)
    text = re.sub(r"[ \u00a0\u202f]+([:%»])", "\u00a0" + r"\1", text)
    return re.sub(r"«[ \u202f]+", "«\u00a0", text)


@register.filter
def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """Write a number with the separators of the language; a dash when it is unknown."""
    if value is None or value == "":
        return DASH
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=LOCALES[language()]))


@register.filter
def decimal_number(value: Decimal | None) -> str:
    """Write a number with the decimals that it has, at most three; a dash when it is unknown."""
    if value is None:
        return DASH
    return str(format_decimal(value, format="#,##0.###", locale=LOCALES[language()]))


@register.filter
def percent(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """Write a share given out of a hundred: 41 % in French, 41% elsewhere."""
    if value is None or value == "":
        return DASH
    return number(value, decimals) + ("\u00a0%" if language() == "fr" else "%")


@register.filter
def signed(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """Write a change with its sign: +3, −2, 0."""
    if value is None or value == "":
        return DASH
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(-value if value < 0 else value, decimals)


@register.filter
def state_word(state: str) -> Promise | str:
    """Return the word of a commitment's state in the page's language."""
    return STATES.get(state, state)


@register.filter
def side_word(state: str) -> Promise | str:
    """Return the word that one side uses for a state ("not kept", where the judgement is "broken")."""
    return SAID.get(state, state)


@register.filter
def states_word(state: str) -> Promise | str:
    """Return the word of a state in the plural, for the legend of a strip ("Tenus")."""
    return PLURAL.get(state, state)


@register.filter
def item(values: Sequence[object], index: int) -> object:
    """Return the value at an index, or nothing when the list is shorter."""
    return values[index] if index < len(values) else None


@register.filter
def pages(paginator: "Paginator[object]", number: int) -> Iterator[int | str]:
    """Return the page numbers to offer around a page, with an ellipsis where some are left out."""
    return paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)


@register.filter
def side_name(side: str) -> Promise | str:
    """Return the name of a side of a commitment ("The State")."""
    return SIDES.get(side, (side, side))[0]


@register.filter
def side_says(side: str) -> Promise | str:
    """Return the heading over what a side says ("What the State says")."""
    return SIDES.get(side, (side, side))[1]


@register.filter
def words(text: str) -> list[str]:
    """Cut a text at its spaces, to go through it."""
    return text.split()
