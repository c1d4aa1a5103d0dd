"""Amounts of money and quantities: decimal numbers, never negative but for corrections."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

MOST = 999_999_999_999


class Amount(models.DecimalField):  # type: ignore[type-arg]
    """Hold an amount or a quantity, from nought on; which currency or unit it is in stands beside it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options = {"max_digits": 14, "decimal_places": 2, "validators": [MinValueValidator(0)], **options}
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Any:
        """Return the form field, which refuses what lies out of range in our words."""
        return super().formfield(**{"min_value": 0, "max_value": MOST, **options})


class SignedAmount(models.DecimalField):  # type: ignore[type-arg]
    """Hold an amount that a correction may make smaller: it may be below nought."""

    def __init__(self, *args: Any, **options: Any) -> None:
        limits = [MinValueValidator(-MOST), MaxValueValidator(MOST)]
        super().__init__(*args, **{"max_digits": 14, "decimal_places": 2, "validators": limits, **options})

    def formfield(self, **options: Any) -> Any:
        """Return the form field, which refuses what lies out of range in our words."""
        return super().formfield(**{"min_value": -MOST, "max_value": MOST, **options})


def plain_decimal(value: Decimal) -> str:
    """Return a decimal number as people write it: without zeros that say nothing."""
    return format(value.normalize(), "f")
