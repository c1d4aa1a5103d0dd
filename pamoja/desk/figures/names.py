"""The names of what figures are cut by: places, zones, partners, pillars, and the values of questions."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pamoja.activities.models import Age, Sex
from pamoja.dialogue.models import CommitmentType, Side
from pamoja.engine.definition import PLACE_LEVELS
from pamoja.indicators.opening import Key
from pamoja.partners.models import Organisation
from pamoja.places.models import Place, Zone
from pamoja.programme.models import Pillar
from pamoja.records.models import Term


def _places(keys: list[str]) -> dict[str, str]:
    return {place.pk: place.label for place in Place.objects.filter(pk__in=keys).named()}


def _zones(keys: list[str]) -> dict[str, str]:
    return {zone.pk: zone.name for zone in Zone.objects.filter(pk__in=keys)}


def _partners(keys: list[str]) -> dict[str, str]:
    return {partner.pk: str(partner) for partner in Organisation.objects.filter(pk__in=keys)}


def _pillars(keys: list[str]) -> dict[str, str]:
    found = Pillar.objects.filter(pk__in=keys).prefetch_related("labels")
    return {pillar.pk: f"{pillar.framework} {pillar}" for pillar in found}


def _categories(keys: list[str]) -> dict[str, str]:
    return {term.code: str(term) for term in Term.objects.filter(list="category", code__in=keys)}


LOOKED_UP: Mapping[str, Callable[[list[str]], dict[str, str]]] = {
    **dict.fromkeys((*PLACE_LEVELS, "place"), _places),
    "zone": _zones,
    "partner": _partners,
    "pillar": _pillars,
    "category": _categories,
}
CHOSEN: Mapping[str, type[TextChoices]] = {"sex": Sex, "age": Age, "side": Side, "type": CommitmentType}


EVERY: Mapping[str, Callable[[], Iterable[str]]] = {
    "zone": lambda: Zone.objects.values_list("pk", flat=True),
    "partner": lambda: Organisation.objects.values_list("pk", flat=True),
    "pillar": lambda: Pillar.objects.values_list("pk", flat=True),
    "category": lambda: Term.objects.filter(list="category").values_list("code", flat=True),
}


def every_key(dimension: str) -> list[str]:
    """Return every key that a dimension can have, records or none."""
    return list(CHOSEN[dimension].values if dimension in CHOSEN else EVERY[dimension]())


def names(dimension: str, keys: Iterable[Key]) -> dict[Key, str]:
    """Return the names of keys in the language of the page, in the order in which a page shows them; unknown last."""
    asked = list(keys)
    wanted = [key for key in asked if key is not None]
    found: dict[Key, str] = {}
    if dimension in CHOSEN:
        found.update({value: str(label) for value, label in CHOSEN[dimension].choices if value in wanted})
    elif wanted:
        found.update(LOOKED_UP[dimension](wanted))
    found |= {key: key for key in wanted if key not in found}
    return found | ({None: _("not stated")} if None in asked else {})
