"""Markets that were built or rehabilitated: who manages them, their stalls and days, and which taxes are posted."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, YesNo, listed
from pamoja.records.rules import rule


class Market(Record):
    """Hold one market, as it stands since it was built or rehabilitated."""

    register_name = "market"

    title = models.CharField(_("Name of the market"), max_length=200)
    reopened_on = models.DateField(_("Opened, or reopened, on"))
    managed_by = listed("market_manager", _("Managed by"))
    committee_women = models.PositiveIntegerField(_("Women on the committee"), null=True, blank=True)
    committee_men = models.PositiveIntegerField(_("Men on the committee"), null=True, blank=True)
    stalls = models.PositiveIntegerField(_("Stalls"), null=True, blank=True)
    stalls_used = models.PositiveIntegerField(_("Stalls in use"), null=True, blank=True)
    stalls_women = models.PositiveIntegerField(_("Of these, kept by women"), null=True, blank=True)
    days = models.PositiveIntegerField(_("Market days in a week"), null=True, blank=True)
    users = models.PositiveIntegerField(_("People on a market day, about"), null=True, blank=True)
    posted = models.CharField(
        _("Are the taxes posted where everybody reads them?"), max_length=3, choices=YesNo.choices, blank=True
    )
    posted_seen_on = models.DateField(_("Seen on"), null=True, blank=True)
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        indexes = list_indexes("market", "reopened_on", "managed_by", "posted")
        constraints = [
            rule(
                "market_stalls_in_use",
                Q(stalls_used__isnull=True) | Q(stalls_used__lte=F("stalls")),
                _("More stalls are in use than there are: correct one of the two."),
            ),
            rule(
                "market_stalls_of_women",
                Q(stalls_women__isnull=True) | Q(stalls_women__lte=F("stalls_used")),
                _("Women keep more stalls than are in use: correct one of the two."),
            ),
            rule(
                "market_days_of_a_week",
                Q(days__isnull=True) | (Q(days__gte=1) & Q(days__lte=7)),
                _("A week has 1 to 7 market days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Tax(models.Model):
    """Hold one tax or fee that is asked on a market."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    market = models.ForeignKey(Market, models.CASCADE, related_name="taxes")
    what = models.CharField(
        _("Tax or fee"), max_length=200, help_text=_("As it is called, and for what time or goods.")
    )
    amount = Amount(_("Amount"))
    currency = listed("currency", _("Currency"))
    receipt = models.CharField(_("Is a receipt given?"), max_length=3, choices=YesNo.choices, blank=True)

    class Meta:
        verbose_name = _("tax of a market")
        verbose_name_plural = _("taxes of markets")
        ordering = ["what"]

    def __str__(self) -> str:
        return self.what
