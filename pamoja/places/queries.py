"""Questions that one asks of places and zones."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Case, IntegerField, Q, QuerySet, When

from pamoja.places.names import fold

if TYPE_CHECKING:
    from pamoja.places.models import Place, Zone, ZonePlace  # noqa: F401 (a base class names it)


def below(path: str, field: str = "path") -> Q:
    """Return the condition "in the subtree of this path" as one range, so that an index answers it.

    "0" follows "/" in the alphabet of bytes; `field` may cross relations ("place__path").
    """
    return Q(**{f"{field}__gte": path, f"{field}__lt": path[:-1] + "0"})


def below_any(paths: Iterable[str]) -> Q:
    """Return the condition "in one of these subtrees"; without a path it is no condition at all."""
    condition = Q()
    for path in paths:
        condition |= below(path)
    return condition


def dated(on: date, prefix: str = "") -> Q:
    """Return the condition "in force on that day": valid_from counts, valid_to no longer does; an open end is blank.

    `prefix` crosses relations ("rows__").
    """
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    lasts = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return begun & lasts


class PlaceQuerySet(QuerySet["Place"]):
    """Read places."""

    def subtree(self, place: "Place") -> Self:
        """Return the place and all that lies below it."""
        return self.filter(below(place.path))

    def subtrees(self, places: "Iterable[Place]") -> Self:
        """Return several places and all that lies below them; no place at all gives an empty answer."""
        condition = Q(pk__in=[])
        for place in places:
            condition |= below(place.path)
        return self.filter(condition)

    def ancestors(self, place: "Place") -> Self:
        """Return the places above a place, from the province down, in one query."""
        return self.filter(pk__in=place.ancestor_codes).order_by("level")

    def named(self) -> Self:
        """Return places with what their labels need, so that a list of labels costs one query."""
        return self.select_related("parent")

    def on(self, day: date) -> Self:
        """Return the places that existed on that day."""
        return self.filter(dated(day))

    def search(self, text: str, within: "Place | None" = None) -> Self:
        """Return the places of which a name or an alias contains the text, accents and case ignored, whole names first.

        Every hit carries its parent: a name alone never says which place is meant. `within` keeps to one subtree.
        """
        wanted = fold(text)
        if not wanted:
            return self.none()
        hits = self.subtree(within) if within else self
        whole = Q(folded__contains=f"|{wanted}|") | Q(pk__in=self.filter(aliases__folded=wanted).values("pk"))
        begins = Q(folded__contains=f"|{wanted}") | Q(
            pk__in=self.filter(aliases__folded__startswith=wanted).values("pk")
        )
        somewhere = Q(folded__contains=wanted) | Q(pk__in=self.filter(aliases__folded__contains=wanted).values("pk"))
        rank = Case(When(whole, then=0), When(begins, then=1), default=2, output_field=IntegerField())
        return hits.filter(somewhere).order_by(rank, "level", "name", "code").named()

    def called(self, text: str, within: "Place") -> Self:
        """Return the places of a subtree that have exactly this name or alias, accents and case ignored."""
        wanted = fold(text)
        if not wanted:
            return self.none()
        named = Q(folded__contains=f"|{wanted}|") | Q(pk__in=self.filter(aliases__folded=wanted).values("pk"))
        return self.subtree(within).filter(named).order_by("path")

    def in_zone(self, zone: "Zone", on: date) -> Self:
        """Return the places that lie in a zone on that day: those listed, and all that lies below them."""
        return self.subtrees(row.place for row in zone.rows.on(on).select_related("place"))


class ZoneQuerySet(QuerySet["Zone"]):
    """Read priority zones."""

    def of(self, place: "Place", on: date) -> Self:
        """Return the zones in which the whole place lies on that day: it is listed, or one of its ancestors is."""
        return self._with_row(on, Q(rows__place__in=[place.code, *place.ancestor_codes]))

    def touching(self, place: "Place", on: date) -> Self:
        """Return the zones that share ground with a place on that day: it lies in them, or they take parts of it."""
        above = Q(rows__place__in=[place.code, *place.ancestor_codes])
        return self._with_row(on, above | below(place.path, "rows__place__path"))

    def _with_row(self, on: date, condition: Q) -> Self:
        return self.filter(dated(on, "rows__"), condition).distinct()


class ZonePlaceQuerySet(QuerySet["ZonePlace"]):
    """Read which places make up which zones."""

    def on(self, day: date) -> Self:
        """Return the rows in force on that day."""
        return self.filter(dated(day))
