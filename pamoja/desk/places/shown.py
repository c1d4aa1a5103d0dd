"""A place and a zone, as the pages show them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.desk.templatetags.pamoja import date_long
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.places.models import Level, Place, PlacePopulation, Zone, ZonePlace


def kind(place: Place) -> str:
    """Return the kind of a place in words, or its level when the kind is not known."""
    return str(place.get_kind_display()) if place.kind else str(Level(place.level).label)


def link(place: Place, *, first: bool = False) -> Value:
    """Return the name of a place, which leads to its page."""
    return Value(text=place.common_name, url=reverse("place", args=[place.code]), note=place.code, first=first)


def hit_columns() -> list[Column]:
    """Return the headings of what a search finds."""
    return [Column(_("Place")), Column(_("Kind")), Column(_("Lies in")), Column(_("Other names"))]


def hit_rows(hits: Sequence[Place], by_code: dict[str, Place]) -> list[Row]:
    """Return the lines of what a search finds, each with the places above it; `by_code` holds those."""
    return [
        Row(
            [
                link(place, first=True),
                Value(text=kind(place)),
                _above([by_code[code] for code in place.ancestor_codes if code in by_code]),
                _names(place),
            ]
        )
        for place in hits
    ]


def _above(places: Sequence[Place]) -> Value:
    nearest_first = [(reverse("place", args=[place.code]), place.short_label) for place in reversed(places)]
    return Value("links", items=nearest_first) if nearest_first else missing("—")


def _names(place: Place) -> Value:
    names = [alias.name for alias in place.aliases.all()]
    if place.usual_name:
        names.insert(0, _("%(name)s (official)") % {"name": place.name})
    return Value(text=", ".join(names)) if names else missing("—")


def facts(place: Place, zones: Iterable[Zone]) -> list[Fact]:
    """Return what is known of a place; `zones` are those of today."""
    inside = [(reverse("zone", args=[zone.code]), zone.name) for zone in zones]
    found = [
        Fact(_("Official name"), Value(text=place.name)),
        Fact(_("Other names"), _names(place)),
        Fact(_("Code"), Value(text=place.code, note=_("official P-code") if place.level <= Level.TERRITOIRE else "")),
        Fact(_("Point"), _point(place)),
        Fact(_("Priority zones today"), Value("links", items=inside) if inside else missing(_("none"))),
    ]
    if place.external_code:
        found.append(Fact(_("Code elsewhere"), Value(text=place.external_code)))
    if place.valid_from or place.valid_to:
        found.append(Fact(_("In force"), Value(text=period(place.valid_from, place.valid_to))))
    return [*found, Fact(_("Source"), Value(text=place.source) if place.source else missing(_("unknown")))]


def _point(place: Place) -> Value:
    if place.latitude is None or place.longitude is None:
        return missing(_("unknown"))
    return Value(text=f"{place.latitude:.4f}, {place.longitude:.4f}", note=str(place.get_point_precision_display()))


def period(first: date | None, end: date | None) -> str:
    """Return a period in words; `end` is the first day on which it is over."""
    if first and end:
        return _("from %(first)s to %(end)s") % {"first": date_long(first), "end": date_long(end)}
    if end:
        return _("until %(end)s") % {"end": date_long(end)}
    return _("since %(first)s") % {"first": date_long(first)} if first else _("always")


def population_columns() -> list[Column]:
    """Return the headings of the populations of a place."""
    return [Column(_("Year")), Column(_("People"), "number"), Column(_("Source"))]


def population_rows(populations: Iterable[PlacePopulation]) -> list[Row]:
    """Return one line for each count or estimate: sources disagree, and none is preferred."""
    return [
        Row([Value(text=str(one.year), first=True), Value("number", one.value), Value(text=one.source)])
        for one in populations
    ]


def child_columns() -> list[Column]:
    """Return the headings of the places inside a place."""
    return [Column(_("Place")), Column(_("Kind")), Column(_("Other names")), Column(_("Dialogues"), "number")]


def child_rows(children: Iterable[Place], dialogues: dict[str, int]) -> list[Row]:
    """Return the lines of the places inside a place, with the dialogues in each that the reader may see."""
    return [
        Row(
            [
                link(child, first=True),
                Value(text=kind(child)),
                _names(child),
                Value("number", dialogues.get(child.code, 0)),
            ]
        )
        for child in children
    ]


def zone_columns() -> list[Column]:
    """Return the headings of what a zone covers."""
    return [Column(_("Place")), Column(_("Lies in")), Column(_("Period")), Column(_("Source"))]


def zone_rows(rows: Iterable[ZonePlace]) -> list[Row]:
    """Return one line for each place of a zone."""
    return [
        Row(
            [
                Value(text=row.place.short_label, url=reverse("place", args=[row.place_id]), first=True),
                Value(text=row.place.parent.short_label if row.place.parent else "—"),
                Value(text=period(row.valid_from, row.valid_to)),
                Value(text=row.source),
            ]
        )
        for row in rows
    ]
