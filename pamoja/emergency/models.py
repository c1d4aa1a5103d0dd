"""Areas that were closed in an emergency: what is known of each while its content is away."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Closure(models.Model):
    """Hold that an area was closed, without saying which: its name, its records and its people lie in the archive.

    `records` counts them by register. `aggregates` keeps the figures of the area as they were at that moment, as lists
    of (indicator, version, period, numerator, denominator, missing); None is a number that may not be shown.
    `leftovers` are sealed files that still have to be removed from the media folder.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    closed_at = models.DateTimeField(_("closed"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("closed by")
    )
    reopened_at = models.DateTimeField(_("reopened"), null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("reopened by")
    )
    records = models.JSONField(_("records"), default=dict)
    people = models.PositiveIntegerField(_("people with access"), default=0)
    aggregates = models.JSONField(_("figures at that moment"), default=list)
    leftovers = models.JSONField(default=list)
    key_mark = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("closed area")
        verbose_name_plural = _("closed areas")
        ordering = ["-closed_at"]

    def __str__(self) -> str:
        return f"{self.closed_at:%Y-%m-%d %H:%M}"
