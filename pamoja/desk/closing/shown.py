"""Closed areas, as the pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.figures.wording import masked, text
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.emergency.models import Closure
from pamoja.engine.cells import small
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


def aggregates(person: User, closure: Closure) -> dict[str, Any]:
    """Return the figures of the area since the start, as they were when it was closed; small numbers masked."""
    rows = []
    for code, _version, period, numerator, denominator, _missing in closure.aggregates:
        definition = catalogue().get(code)
        if definition is not None and period == "all":
            few = small(definition, numerator, denominator) and not can(person, "figures.small_cells")
            numbers = [missing(masked())] * 2 if few else [_number(numerator), _number(denominator)]
            rows.append(Row([Value(text=text(definition.name), first=True), *numbers]))
    return {
        "columns": [Column(_("Figure")), Column(_("Counted"), "number"), Column(_("Out of"), "number")],
        "rows": rows,
    }


def _number(value: int | None) -> Value:
    return missing("—") if value is None else Value("number", value)
