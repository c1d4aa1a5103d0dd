"""Budget lines: what an agreement plans to spend on what, within one year."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.money.models.agreements import Agreement
from pamoja.money.models.levels import money_level, never_public
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class BudgetLine(Record):
    """Hold one line of a budget; its project and its partner are those of its agreement, its year that of its dates."""

    register_name = "budget_line"
    concerns = ("agreement__funder", "agreement__partner")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="lines", verbose_name=_("Funding agreement"))
    number = models.CharField(_("Number of the line"), max_length=20, help_text=_("As in the budget, such as 2.1."))
    label = models.CharField(_("What it is for"), max_length=200)
    category = listed("budget_category", _("Category"))
    starts_on = models.DateField(_("Planned from"), help_text=_("A line lies within one year: make one for each."))
    ends_on = models.DateField(_("Planned until"))
    year = models.PositiveSmallIntegerField(_("Year"), editable=False)
    planned = Amount(_("Planned amount"))
    currency = listed("currency", _("Currency"))
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)
    sensitivity = money_level()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        indexes = [
            *list_indexes("budget_line", "starts_on", "category", "currency", "year"),
            models.Index(fields=["agreement", "year"], name="line_of_agreement"),
        ]
        constraints = [
            never_public("budget_line"),
            rule("budget_line_planned", Q(planned__gt=0), _("A budget line plans an amount above nought.")),
            rule(
                "budget_line_dates_in_order",
                Q(ends_on__gte=F("starts_on")),
                _("The line ends before it begins: correct one of the two dates."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "number", "year"], name="line_once_a_year", condition=~Q(life="deleted")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    def save(self, *args: Any, **options: Any) -> None:
        """Save the line with the year in which it lies."""
        self.year = self.starts_on.year
        super().save(*args, **options)
