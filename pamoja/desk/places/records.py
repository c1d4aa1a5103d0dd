"""How many records lie in a place and below it, as far as the reader may see them."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.desk.templatetags.pamoja import number
from pamoja.formats.drawing import schematic_map
from pamoja.places.models import Level, Place
from pamoja.registry.registers import REGISTERS

MOST_CELLS = 20
FILTERED = Level.CHEFFERIE
"""The lists of registers are filtered by places down to this level."""


def counts(place: Place, person: User) -> list[dict[str, object]]:
    """Return the number of visible records of each register that the role opens, here and below."""
    opened = ROLES[person.role].registers
    return [
        {
            "label": str(register.plural),
            "n": register.objects.visible_to(person).in_place(place).count(),
            "url": _listed(name, place),
        }
        for name, register in REGISTERS.items()
        if opened is None or name in opened
    ]


def _listed(register: str, place: Place) -> str:
    if place.level > FILTERED:
        return ""
    return f"{reverse('register_list', args=[register])}?{urlencode({'place': place.code})}"


def dialogues_by_child(place: Place, person: User) -> dict[str, int]:
    """Return the number of visible dialogues in each place directly inside, by code."""
    paths = REGISTERS["dialogue"].objects.visible_to(person).in_place(place).values_list("place__path", flat=True)
    inside = (path[len(place.path) :].partition("/")[0] for path in paths)
    return Counter(code for code in inside if code)


def dialogue_map(place: Place, children: Sequence[Place], dialogues: dict[str, int]) -> dict[str, object] | None:
    """Return a schematic map of the places inside with their dialogues; None when it would say nothing."""
    bearers = Counter(child.common_name for child in children)
    spots = [
        schematic_map.Place(
            child.code,
            child.common_name if bearers[child.common_name] == 1 else child.short_label,
            child.latitude,
            child.longitude,
            dialogues.get(child.code, 0),
            number(dialogues.get(child.code, 0)),
        )
        for child in children
        if child.latitude is not None and child.longitude is not None
    ]
    if not 3 <= len(spots) <= MOST_CELLS:
        return None
    title = _("Dialogues inside %(place)s") % {"place": place.short_label}
    note = _("Schematic map, no value as a boundary.")
    drawn = schematic_map.schematic_map(spots, title=title, desc=note)
    return {"title": title, "note": note, "svg": mark_safe(drawn)}  # noqa: S308
