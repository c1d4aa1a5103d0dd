"""The rows of the ledger of figures (parts/figure.html)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.desk.figures.charts import small_columns
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import (
    amount,
    is_share,
    mark,
    period_long,
    points,
    shown_value,
    text,
    whole_value,
    why_unknown,
)
from pamoja.desk.templatetags.pamoja import number
from pamoja.engine import periods as calendar
from pamoja.engine.cells import Cell
from pamoja.engine.definition import AsOf, Definition, Level
from pamoja.engine.periods import Period
from pamoja.formats.drawing.bar import Mark, bar
from pamoja.indicators.catalogue import catalogue


@dataclass(frozen=True)
class Figure:
    """Hold one figure as a page shows it; the names are those of parts/figure.html."""

    code: str
    name: str
    url: str
    trace_url: str
    value: str | None
    unit: str
    numerator: int | None
    denominator: int | None
    of: str
    why: str
    change: str
    missing: str
    missing_url: str
    partners: str
    bar: SafeString
    apart: tuple[tuple[str, str], ...] = ()
    hidden: str = ""


def ledger(scope: Scope) -> list[Figure]:
    """Return the figures of all indicators in a scope, each compared with the period before."""
    return [figure(definition, scope) for definition in catalogue().values()]


def reference(scope: Scope) -> Period:
    """Return the period with which the scope's period is compared."""
    today = scope.today
    if scope.period.unit == "all":
        return calendar.period("quarter", today, today)
    return calendar.previous(scope.period, today)


def figure(definition: Definition, scope: Scope) -> Figure:
    """Return the figure of an indicator in a scope."""
    before = reference(scope)
    if isinstance(definition.period, AsOf) and scope.period.unit == "all":
        before = calendar.previous(before, scope.today)
    cell, compared = scope.reader.cells(definition.code, [scope.period, before], scope.filters)
    return as_figure(definition, scope, cell, _change(definition, cell, compared))


def as_figure(definition: Definition, scope: Scope, cell: Cell, change: str = "") -> Figure:
    """Return a cell as a row of the ledger."""
    code = definition.code
    return Figure(
        code=code,
        name=text(definition.name),
        url=scope.url("figure", code),
        trace_url=scope.url("figure_trace", code, part="denominator" if is_share(definition) else ""),
        value=shown_value(cell),
        unit="%" if is_share(definition) else "",
        numerator=cell.numerator,
        denominator=cell.denominator,
        of=text(definition.counted),
        why=why_unknown(definition, cell),
        change=change,
        missing="" if cell.missing == 0 or cell.closed else amount(cell.missing, definition.missing.name),
        missing_url=scope.url("figure_trace", code, part="missing") if cell.missing else "",
        partners=_partners(cell),
        bar=_bar(definition, scope, cell),
        hidden=mark(cell) if cell.closed else "",
        apart=tuple(_apart(definition, scope, cell)),
    )


def _change(definition: Definition, cell: Cell, before: Cell) -> str:
    since = period_long(before.period)
    if isinstance(definition.period, AsOf):
        return points(cell, before, since)
    if not before.known:
        return ""
    return _("%(period)s: %(value)s") % {"period": since, "value": whole_value(before)}


def _apart(definition: Definition, scope: Scope, cell: Cell) -> Iterable[tuple[str, str]]:
    for part in definition.parts:
        count = cell.parts[part.code]
        if cell.known and count != 0:
            url = scope.url("figure_trace", definition.code, part=part.code) if count else ""
            yield amount(count, part.name), url


def _partners(cell: Cell) -> str:
    if not cell.known or not cell.partners:
        return ""
    words = ngettext("records of %(count)s organisation", "records of %(count)s organisations", cell.partners)
    return words % {"count": number(cell.partners)}


def _bar(definition: Definition, scope: Scope, cell: Cell) -> SafeString:
    """Draw a share out of a hundred, a count against its target; without a target, over the latest periods."""
    if cell.closed == "place":
        return mark_safe("")
    if not is_share(definition) and not definition.target:
        return small_columns(definition, scope)
    value = cell.percent if is_share(definition) else cell.value
    top = 100.0 if is_share(definition) else max(definition.target.value, value or 0) if definition.target else 0.0
    label = _("%(name)s: %(value)s") % {"name": text(definition.name), "value": whole_value(cell)}
    base = _mark(definition.base, _("base %(value)s"))
    target = _mark(definition.target, _("target %(value)s"))
    return mark_safe(bar(value, top, label, base=base, target=target))  # noqa: S308 (the drawing escapes its words)


def _mark(level: Level | None, words: str) -> Mark | None:
    return Mark(level.value, words % {"value": number(level.value)}) if level else None
