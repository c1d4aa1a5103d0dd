"""The page of one indicator: its value, over time, over places, where it comes from, how it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.figures.charts import chart, travelled
from pamoja.desk.figures.choosing import Choosing, choosing
from pamoja.desk.figures.grid import Grid, grid, offered
from pamoja.desk.figures.ledger import figure
from pamoja.desk.figures.maps import area_map
from pamoja.desk.figures.matrix import matrix, tabs
from pamoja.desk.figures.method import method
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.steps import steps
from pamoja.desk.figures.wording import is_share, period_note, text
from pamoja.engine.definition import Definition
from pamoja.indicators.catalogue import catalogue


@dataclass(frozen=True)
class Asked:
    """Hold an indicator, the scope asked for, and by what it is shown."""

    definition: Definition
    scope: Scope
    down: str
    across: str


def indicator_called(code: str) -> Definition:
    """Return an indicator by its code; raise Http404."""
    try:
        return catalogue()[code]
    except KeyError as error:
        raise Http404 from error


def asked_for(code: str, scope: Scope, asked: Mapping[str, str]) -> Asked:
    """Return what the address of an indicator's page asks for; raise Http404 for what the indicator is not cut by."""
    definition = indicator_called(code)
    downs, acrosses = offered(definition)
    down, across = asked.get("by") or downs[0], asked.get("across") or acrosses[0]
    if down not in downs or across not in acrosses or not computable(definition, scope):
        raise Http404
    return Asked(definition, scope, down, across)


def computable(definition: Definition, scope: Scope) -> bool:
    """Tell whether the indicator can be kept to the filters of a scope."""
    try:
        scope.reader.cell(definition.code, scope.period, scope.filters)
    except ValueError:
        return False
    return True


def grid_of(asked: Asked, chosen: Choosing) -> Grid:
    """Return the cells that the page shows as a matrix."""
    return grid(asked.definition, asked.scope, asked.down, asked.across, chosen.place)


def indicator_page(person: User, asked: Asked) -> dict[str, Any]:
    """Return what the page of an indicator shows (desk/figure.html)."""
    definition, scope = asked.definition, asked.scope
    shape = {"by": asked.down, "across": asked.across}
    chosen = choosing(scope, shape)
    cells = grid_of(asked, chosen)
    down, across = tabs(definition, scope, asked.down, asked.across)
    part = "denominator" if is_share(definition) else "numerator"
    return {
        "section": "figures",
        "indicator": {"code": definition.code, "name": text(definition.name), "question": text(definition.question)},
        "crumbs": [{"label": _("Results"), "url": scope.url("figures")}, {"label": text(definition.name)}],
        "tabs": down,
        "across": across,
        "scope": chosen.words,
        "form": chosen.form,
        "figure": figure(definition, scope),
        "figure_note": period_note(scope.period),
        "chart": chart(definition, scope, travelled),
        "map": area_map(definition, scope, chosen.place),
        "matrix": matrix(definition, cells) if cells.lines else None,
        "csv_url": scope.url("figure_csv", definition.code, **shape),
        "steps": steps(person, definition, scope, cells.whole.cell),
        "trace_url": scope.url("figure_trace", definition.code, part=part),
        "method": method(definition),
        "may_export": can(person, "export"),
        "fresh": scope.reader.read_at,
    }
