"""The area that is closed: a place with all that lies below it, or a priority zone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pamoja.kit.problems import Problem
from pamoja.places.models import Place, Zone
from pamoja.places.queries import below


@dataclass(frozen=True)
class Area:
    """Hold an area: its code and label, the zone when it is one, and the paths of the places on top of it."""

    code: str
    label: str
    zone: Zone | None
    paths: tuple[str, ...]

    def holds(self, field: str = "path") -> Q:
        """Return the condition that a place lies in the area; `field` may cross relations."""
        condition = Q(pk__in=[])
        for path in self.paths:
            condition |= below(path, field)
        return condition

    def covers(self, path: str) -> bool:
        """Tell whether the place with this path lies in the area."""
        return path.startswith(self.paths)


def area_called(code: str, on: date) -> Area:
    """Return the zone or the place of a code.

    Raises Problem("closure.unknown") when there is none, Problem("closure.empty") for a zone without places that day.
    """
    zone = Zone.objects.filter(pk=code).first()
    if zone is not None:
        paths = [row.place.path for row in zone.rows.on(on).select_related("place")]
        if not paths:
            raise Problem("closure.empty", place=code)
        return Area(code, zone.name, zone, tuple(sorted(paths)))
    place = Place.objects.filter(pk=code).select_related("parent").first()
    if place is None:
        raise Problem("closure.unknown", place=code)
    return Area(code, place.label, None, (place.path,))
