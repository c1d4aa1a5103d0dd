"""Funding agreements: who gives how much to whom, for which project, from when until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.money.models.levels import money_level, never_public
from pamoja.partners.models import Organisation
from pamoja.programme.models import Project
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class Agreement(Record):
    """Hold one funding agreement, between a donor or a lead organisation and a partner."""

    register_name = "agreement"
    concerns = ("funder", "partner")

    number = models.CharField(_("Number of the agreement"), max_length=60, help_text=_("As it stands on the document."))
    funder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Donor or lead organisation"),
        help_text=_("Who gives the money."),
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("Partner"), help_text=_("Who receives it.")
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="agreements", verbose_name=_("Project"))
    signed_on = models.DateField(_("Signed on"))
    from_on = models.DateField(_("Runs from"))
    until_on = models.DateField(_("Runs until"))
    amount = Amount(_("Amount"))
    currency = listed("currency", _("Currency"))
    provider_activity = models.CharField(
        _("IATI identifier of the funder’s activity"),
        max_length=100,
        blank=True,
        help_text=_("As the funder gives it: transactions that come in are linked up by it."),
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)
    sensitivity = money_level()

    class Meta:
        verbose_name = _("funding agreement")
        verbose_name_plural = _("funding agreements")
        indexes = list_indexes("agreement", "signed_on", "project", "partner", "funder", "currency", "until_on")
        constraints = [
            never_public("agreement"),
            rule("agreement_amount", Q(amount__gt=0), _("An agreement is about an amount above nought.")),
            rule(
                "agreement_dates_in_order",
                Q(until_on__gte=F("from_on")),
                _("The agreement ends before it begins: correct one of the two dates."),
            ),
            rule(
                "agreement_signed_before_end",
                Q(signed_on__lte=F("until_on")),
                _("The agreement was signed after its end: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
