"""Dated exchange rates: how much of a currency one euro was worth, on which day, and who says so."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Sensitivity, listed
from pamoja.records.rules import kept_by_database, rule


class ExchangeRate(Record):
    """Hold one rate; the euro itself needs none. Whoever handles money reads every rate."""

    register_name = "exchange_rate"

    currency = listed("currency", _("Currency"))
    dated_on = models.DateField(_("Day of the rate"))
    per_euro = models.DecimalField(
        _("Units for one euro"),
        max_digits=14,
        decimal_places=6,
        validators=[MinValueValidator(0)],
        help_text=_("How much of this currency one euro was worth on that day."),
    )
    source = models.CharField(_("Source"), max_length=200, help_text=_("Who publishes the rate, and where."))

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        indexes = list_indexes("exchange_rate", "dated_on", "currency")
        constraints = [
            kept_by_database("exchange_rate_internal", Q(sensitivity=Sensitivity.INTERNAL.value)),
            rule("exchange_rate_above_nought", Q(per_euro__gt=0), _("A rate is above nought.")),
            models.UniqueConstraint(
                fields=["currency", "dated_on"], name="rate_once_a_day", condition=~Q(life="deleted")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency_id.partition(':')[2].upper()}, {self.dated_on:%d/%m/%Y}"
