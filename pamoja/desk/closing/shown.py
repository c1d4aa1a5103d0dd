"""Closed areas, as the pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.desk.figures.wording import text
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.emergency.models import Closure
from pamoja.indicators.catalogue import catalogue
from pamoja.registry.registers import REGISTERS


def columns() -> list[Column]:
    """Return the headings of the list of closed areas."""
    return [Column(_("Closed on"), "moment"), Column(_("Records"), "number"), Column(_("Reopened on"), "moment")]


def row(closure: Closure) -> Row:
    """Return the line of a closed area."""
    closed = Value("moment", closure.closed_at, url=reverse("closure", args=[closure.pk]), first=True)
    reopened = Value("moment", closure.reopened_at) if closure.reopened_at else missing(_("still closed"))
    return Row([closed, Value("number", sum(closure.records.values())), reopened])


def facts(closure: Closure) -> list[Fact]:
    """Return what is known of a closed area while its content is away."""
    server = Value(text=_("the server"))
    found = [
        Fact(_("Closed on"), Value("moment", closure.closed_at)),
        Fact(_("Closed by"), Value(text=str(closure.closed_by)) if closure.closed_by else server),
        Fact(_("People suspended"), Value("number", closure.people)),
    ]
    for name, count in closure.records.items():
        found.append(Fact(str(REGISTERS[name].plural), Value("number", count)))
    if closure.reopened_at:
        found.append(Fact(_("Reopened on"), Value("moment", closure.reopened_at)))
        found.append(Fact(_("Reopened by"), Value(text=str(closure.reopened_by)) if closure.reopened_by else server))
    return found


def aggregates(closure: Closure) -> dict[str, Any]:
    """Return the figures of the area since the start, as they were when it was closed."""
    known = catalogue()
    rows = [
        Row([Value(text=text(known[code].name), first=True), _number(numerator), _number(denominator)])
        for code, _version, period, numerator, denominator, _missing in closure.aggregates
        if code in known and period == "all"
    ]
    return {
        "columns": [Column(_("Figure")), Column(_("Counted"), "number"), Column(_("Out of"), "number")],
        "rows": rows,
    }


def _number(value: int | None) -> Value:
    return missing("—") if value is None else Value("number", value)
