"""The page of all indicators, and its CSV."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.desk.figures.choosing import choosing
from pamoja.desk.figures.ledger import ledger
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import period_note, text
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition
from pamoja.indicators.catalogue import catalogue

HEADINGS = ("indicator", "version", "name", "period", "start", "end", "as_of")
NUMBERS = ("value", "numerator", "denominator", "records", "missing", "organisations", "closed")


def results_page(scope: Scope) -> dict[str, Any]:
    """Return what the page of all indicators shows (desk/figures.html)."""
    chosen = choosing(scope)
    found = ledger(scope)
    groups = ((_("Dialogue"), "attendance sessions"), (_("Commitments"), "commitment_spans"))
    return {
        "section": "figures",
        "note": period_note(scope.period),
        "scope": chosen.words,
        "form": chosen.form,
        "groups": [
            {"title": title, "figures": [one for one in found if catalogue()[one.code].source.name in sources.split()]}
            for title, sources in groups
        ],
        "csv_url": scope.url("figures_csv"),
        "approvals_url": reverse("approvals"),
        "fresh": scope.reader.read_at,
    }


def head(definition: Definition, cell: Cell) -> list[object]:
    """Return the first cells of a line of CSV: which indicator, which period."""
    period = cell.period
    return [definition.code, cell.version, text(definition.name), period.key, period.start, period.end, period.as_of]


def values(cell: Cell) -> list[object]:
    """Return the numbers of a cell for a line of CSV, and why what is empty is closed.

    Unknown is empty and not closed; a share lies between 0 and 1.
    """
    if cell.closed:
        return [*[None] * (len(NUMBERS) - 1), cell.closed]
    return [cell.value, cell.numerator, cell.denominator, cell.n, cell.missing, cell.partners, _masked(cell)]


def _masked(cell: Cell) -> str:
    """Name what alone is masked in an open cell: "small: women men"."""
    parts = [part for part, number in {**cell.parts, "missing": cell.missing}.items() if number is None]
    return f"small: {' '.join(parts)}" if parts else ""


def result_lines(scope: Scope) -> Iterator[list[object]]:
    """Yield all indicators of a scope as lines of CSV, the headings first; parts stand on lines of their own."""
    used = scope.filters.used()
    yield [*HEADINGS, "part", *NUMBERS, *used]
    for definition in catalogue().values():
        cell = scope.reader.cell(definition.code, scope.period, scope.filters)
        yield [*head(definition, cell), "", *values(cell), *used.values()]
        for part in definition.parts:
            value = None if cell.numerator is None else cell.parts[part.code]
            why = cell.closed or ("small" if cell.parts[part.code] is None else "")
            blank = [None] * (len(NUMBERS) - 2)
            yield [*head(definition, cell), part.code, value, *blank, why, *used.values()]
