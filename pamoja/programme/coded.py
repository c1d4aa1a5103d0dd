"""What answers name by a short code of its own: pillars, projects, organisations."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from pamoja.partners.models import Organisation
from pamoja.programme.models import Pillar, Project


def _pillars() -> "QuerySet[Any]":
    return Pillar.objects.prefetch_related("labels")


def _projects() -> "QuerySet[Any]":
    return Project.objects.order_by("name")


def _organisations() -> "QuerySet[Any]":
    return Organisation.objects.order_by("name")


CODED: Mapping[type[Model], Callable[[], "QuerySet[Any]"]] = {
    Pillar: _pillars,
    Project: _projects,
    Organisation: _organisations,
}
"""The entries that may answer a question about each."""
