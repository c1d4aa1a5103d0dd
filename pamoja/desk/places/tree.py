"""The tree of places, from the province down, as nested branches of a page."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.places.models import Level, Place

Node = dict[str, Any]


def branches(places: Sequence[Place]) -> list[Node]:
    """Return the branches of places that come in the order of their paths; provinces stand open.

    A place whose parent is not among them hangs on the nearest one that is.
    """
    roots: list[Node] = []
    above: list[tuple[str, Node]] = []
    for place in places:
        while above and not place.path.startswith(above[-1][0]):
            above.pop()
        node = _node(place)
        (above[-1][1]["children"] if above else roots).append(node)
        above.append((place.path, node))
    for root in roots:
        _note(root)
    return roots


def counts(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return how many places there are of each level, with their words."""
    found = {level: sum(place.level == level for place in places) for level in Level}
    words = {
        Level.PROVINCE: ngettext("province", "provinces", found[Level.PROVINCE]),
        Level.TERRITOIRE: ngettext("territoire or ville", "territoires and villes", found[Level.TERRITOIRE]),
        Level.CHEFFERIE: ngettext(
            "chefferie, secteur or commune", "chefferies, secteurs and communes", found[Level.CHEFFERIE]
        ),
        Level.GROUPEMENT: ngettext("groupement or quartier", "groupements and quartiers", found[Level.GROUPEMENT]),
        Level.VILLAGE: ngettext("locality or village", "localities and villages", found[Level.VILLAGE]),
    }
    return [{"label": words[level], "n": n} for level, n in found.items() if n]


def _node(place: Place) -> Node:
    return {
        "url": reverse("place", args=[place.code]),
        "name": place.common_name,
        "kind": str(place.get_kind_display()) if place.kind else str(Level(place.level).label),
        "official": place.name if place.usual_name else "",
        "open": place.level == Level.PROVINCE,
        "children": [],
    }


def _note(node: Node) -> int:
    """Write how many places lie inside, and return that number with the place itself."""
    inside = sum(_note(child) for child in node["children"])
    official = _("officially %(name)s") % {"name": node["official"]} if node["official"] else ""
    below = ngettext("%(n)s place inside", "%(n)s places inside", inside) % {"n": inside} if inside else ""
    node["note"] = " · ".join(filter(None, (official, below)))
    return inside + 1
