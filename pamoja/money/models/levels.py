"""How open records of money may be: never public."""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from pamoja.records.models import Sensitivity
from pamoja.records.rules import rule

MONEY_LEVELS = [
    (level.value, level.label) for level in (Sensitivity.INTERNAL, Sensitivity.RESTRICTED, Sensitivity.STRICT)
]
"""The levels that a record of money may have."""


def money_level() -> "models.CharField[Any, Any]":
    """Return the question of how open a record of money is."""
    return models.CharField(_("Sensitivity"), max_length=12, choices=MONEY_LEVELS, default=Sensitivity.INTERNAL)


def never_public(register: str) -> CheckConstraint:
    """Return the rule that a record of money is never public."""
    return rule(
        f"{register}_never_public",
        Q(sensitivity__in=[level for level, _label in MONEY_LEVELS]),
        _("Money is internal, restricted or strict, never public."),
    )
