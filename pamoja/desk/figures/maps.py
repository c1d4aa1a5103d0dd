"""A figure over places, drawn, with the same numbers as a table (parts/drawing.html)."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pamoja.desk.figures.charts import headings, numbers
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.wording import drawn_value, is_share, mark, period_note, shown_value, text, whole_value
from pamoja.desk.templatetags.pamoja import number
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition
from pamoja.formats.drawing.schematic_map import Place as Spot
from pamoja.formats.drawing.schematic_map import breaks, schematic_map
from pamoja.places.models import Level, Place

LEVELS = {
    Level.PROVINCE: "province",
    Level.TERRITOIRE: "territory",
    Level.CHEFFERIE: "chefferie",
    Level.GROUPEMENT: "groupement",
}


def area_map(definition: Definition, scope: Scope, place: Place | None) -> dict[str, Any] | None:
    """Draw a figure by territoire, or by the units below the place of the scope; None where these have no points."""
    places = _drawn(place)
    if not places or scope.filters.unknown:
        return None
    cells = _cells(definition, scope, places)
    values = [value for one in places if (cell := cells.get(one.pk)) and (value := drawn_value(cell)) is not None]
    limits = breaks(values)
    name = text(definition.name)
    svg = schematic_map(
        [_spot(one, cells.get(one.pk)) for one in places],
        title=_("Map: %(name)s") % {"name": name},
        desc="; ".join(f"{one.short_label}: {_shown(cells.get(one.pk))}" for one in places),
        limits=limits,
    )
    return {
        "title": _("%(name)s, by place") % {"name": name},
        "note": _("%(period)s Schematic map, no value as a boundary.") % {"period": period_note(scope.period)},
        "svg": mark_safe(svg) if values else "",  # noqa: S308 (escaped where it is drawn)
        "legend": _legend(limits, values, is_share(definition)),
        "columns": [_("Place"), *headings(definition)],
        "rows": [{"label": one.short_label, "cells": _row(definition, cells.get(one.pk))} for one in places],
        "table_word": _("The table of the map"),
    }


def _drawn(place: Place | None) -> list[Place]:
    """Return the places with points at the level below a place, from north to south."""
    if place is not None and place.level >= Level.GROUPEMENT:
        return []
    known = Place.objects.exclude(latitude=None).order_by("-latitude")
    if place is None:
        return list(known.filter(level=Level.TERRITOIRE))
    return list(known.subtree(place).filter(level=place.level + 1))


def _cells(definition: Definition, scope: Scope, places: Sequence[Place]) -> dict[str, Cell | None]:
    """Return the cell of each place; None where nothing was ever received and everybody may know that."""
    level = LEVELS[Level(places[0].level)]
    found = scope.reader.by_ever(definition.code, level, scope.period, scope.filters)
    whole = scope.reader.cell(definition.code, scope.period, scope.filters)
    return {
        one.pk: found.get(one.pk) or scope.reader.nothing_like(whole, scope.narrowed(level, one.pk).filters)
        for one in places
    }


def _spot(place: Place, cell: Cell | None) -> Spot:
    assert place.latitude is not None
    assert place.longitude is not None
    value = drawn_value(cell) if cell else None
    name = f"{place.common_name} ({place.get_kind_display()})" if place.kind == "ville" else place.common_name
    words = (mark(cell) if cell.closed else shown_value(cell) or "") if cell else ""
    return Spot(place.pk, name, place.latitude, place.longitude, value, words)


def _shown(cell: Cell | None) -> str:
    return whole_value(cell) if cell else "—"


def _row(definition: Definition, cell: Cell | None) -> list[str | None]:
    return numbers(definition, cell) if cell else [None for _heading in headings(definition)]


def _legend(limits: tuple[float, float, float], values: Sequence[float], share: bool) -> list[dict[str, str]]:
    """Return the classes that have a place in them, as ranges of values that occur."""
    found = [{"css": "f0", "text": "0"}] if 0 in values else []
    low = 0.0
    for rank, high in enumerate((*limits, max(values, default=0)), 1):
        inside = [round(value) for value in values if low < value <= high]
        if inside:
            first, last = number(min(inside)), number(max(inside))
            unit = "\u00a0%" if share else ""
            found.append({"css": f"f{rank}", "text": (first if first == last else f"{first}–{last}") + unit})
        low = max(low, high)
    return found
