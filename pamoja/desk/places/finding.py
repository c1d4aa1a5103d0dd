"""Finding places by what people type."""

from datetime import date

from django.db.models import QuerySet

from pamoja.places.models import Place


def places_called(text: str, today: date) -> "QuerySet[Place]":
    """Return the places of today that bear a name, or, when none does, those whose code begins so."""
    by_name = Place.objects.on(today).search(text)
    return by_name if by_name.exists() else Place.objects.filter(code__istartswith=text).named()
