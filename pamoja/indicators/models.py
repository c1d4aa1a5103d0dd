"""Periods whose figures the consortium has approved."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamoja.engine.periods import Period
from pamoja.engine.periods import period as calendar_period
from pamoja.indicators.queries import ApprovedPeriodQuerySet


class Unit(models.TextChoices):
    """Name the units of time that are approved."""

    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF = "half", _("half-year")


class ApprovedPeriod(models.Model):
    """Hold one period, ended, whose figures were approved: by whom and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.CharField(_("unit of time"), max_length=10, choices=Unit.choices)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    approved_at = models.DateTimeField(_("approved on"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    objects: ClassVar[ApprovedPeriodQuerySet] = ApprovedPeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("approved period")
        verbose_name_plural = _("approved periods")
        ordering = ["start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "start"], name="period_is_approved_once"),
            models.CheckConstraint(condition=models.Q(unit__in=Unit.values), name="approved_period_has_a_unit"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="approved_period_has_an_end"),
        ]

    def __str__(self) -> str:
        return self.period.key

    @property
    def period(self) -> Period:
        """Return the period of the calendar."""
        return calendar_period(self.unit, self.start, self.end)  # type: ignore[arg-type]
