"""The page of the records behind a figure, and its CSV."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.figures.choosing import choosing
from pamoja.desk.figures.indicator import computable
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.traced import behind, columns, count_of, rows
from pamoja.desk.figures.wording import capital, is_share, mark, masked, shown_value, text, why_unknown
from pamoja.desk.templatetags.pamoja import date_long, number
from pamoja.desk.values import Tab
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition

PER_PAGE = 25


def parts(definition: Definition) -> dict[str, str]:
    """Return the parts of a figure that can be opened, with their names."""
    found = {"numerator": _("Numerator"), "denominator": _("Denominator")}
    if not is_share(definition):
        found = {"numerator": _("Counted")}
    found |= {part.code: capital(text(part.name)) for part in definition.parts}
    return found | {"missing": _("Missing: %(what)s") % {"what": text(definition.missing.name)}}


def part_called(definition: Definition, scope: Scope, part: str) -> str:
    """Return a part of a figure by its name; raise Http404 for one that the figure does not have in this scope."""
    if (part or "numerator") not in parts(definition) or not computable(definition, scope):
        raise Http404
    return part or "numerator"


def trace_page(person: User, definition: Definition, scope: Scope, part: str, page: str) -> dict[str, Any]:
    """Return what the page of the records behind a figure shows (desk/trace.html)."""
    chosen = choosing(scope)
    cell = scope.reader.cell(definition.code, scope.period, scope.filters)
    asked = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    found = behind(definition, scope, part, (max(asked, 1) - 1) * PER_PAGE, PER_PAGE)
    shown = Paginator(range(found.behind.visible), PER_PAGE).get_page(asked)
    if shown.number != asked:
        found = behind(definition, scope, part, (shown.number - 1) * PER_PAGE, PER_PAGE)
    url = scope.url("figure_trace_csv", definition.code, part=part)
    return {
        "section": "figures",
        "indicator": {"name": text(definition.name)},
        "crumbs": [
            {"label": _("Results"), "url": scope.url("figures")},
            {"label": text(definition.name), "url": scope.url("figure", definition.code)},
            {"label": parts(definition)[part]},
        ],
        "cell": _cell(definition, cell, _sentence(chosen.words, scope)),
        "tabs": _tabs(definition, scope, cell, part),
        "columns": columns(found),
        "rows": rows(person, found),
        "page": shown,
        "hidden": found.behind.hidden,
        "csv_url": url if can(person, "export") and not cell.closed else "",
        "fresh": scope.reader.read_at,
    }


def _sentence(words: str, scope: Scope) -> str:
    return _("%(scope)s, counted up to %(day)s.") % {"scope": words, "day": date_long(scope.period.as_of)}


def _cell(definition: Definition, cell: Cell, sentence: str) -> dict[str, Any]:
    return {
        "sentence": sentence,
        "value": shown_value(cell),
        "unit": "%" if is_share(definition) else "",
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "missing": masked() if cell.missing is None else number(cell.missing),
        "closed": mark(cell) if cell.closed else "",
        "why": why_unknown(definition, cell),
    }


def _tabs(definition: Definition, scope: Scope, cell: Cell, part: str) -> list[Tab]:
    return [
        Tab(label, scope.url("figure_trace", definition.code, part=code), count_of(cell, code), current=code == part)
        for code, label in parts(definition).items()
    ]
