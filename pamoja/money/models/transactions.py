"""Transactions: money promised, received, passed on and spent, with the types of the IATI standard."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.money.models.agreements import Agreement
from pamoja.money.models.levels import money_level, never_public
from pamoja.money.models.lines import BudgetLine
from pamoja.partners.models import Organisation
from pamoja.programme.models import Pillar
from pamoja.records.amounts import SignedAmount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import kept_by_database, rule


class TransactionType(models.TextChoices):
    """Name the types of transactions in use: the codes are those of the IATI list TransactionType."""

    INCOMING_FUNDS = "1", _("1 · funds received")
    OUTGOING_COMMITMENT = "2", _("2 · commitment to pay another")
    DISBURSEMENT = "3", _("3 · paid on to another organisation")
    EXPENDITURE = "4", _("4 · spent on goods and services")
    INCOMING_COMMITMENT = "11", _("11 · commitment by a funder")


class Transaction(Record):
    """Hold one transaction; below nought it corrects another one, which it names."""

    register_name = "transaction"
    concerns = ("provider", "receiver")

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="transactions", verbose_name=_("Funding agreement")
    )
    kind = models.CharField(
        _("Type of transaction (IATI)"),
        max_length=2,
        choices=TransactionType.choices,
        help_text=_(
            "1 came in from a funder; 2 is a written, firm promise to pay; 3 went to another organisation for its own "
            "work; 4 paid for goods, services or wages; 11 is a funder’s written, firm promise to pay."
        ),
    )
    made_on = models.DateField(_("Date"))
    amount = SignedAmount(_("Amount"), help_text=_("Below nought only to correct a transaction, named below."))
    currency = listed("currency", _("Currency"))
    line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        related_name="transactions",
        null=True,
        blank=True,
        verbose_name=_("Budget line"),
    )
    provider = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("Who pays, or promises to")
    )
    receiver = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Organisation that receives"),
    )
    pillar = models.ForeignKey(
        Pillar, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Pillar, where known")
    )
    reference = models.CharField(
        _("Reference"), max_length=100, blank=True, help_text=_("Number of the voucher or of the transfer.")
    )
    about = models.CharField(
        _("What for"), max_length=300, blank=True, help_text=_("Goods and services, not names of people.")
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="corrections",
        null=True,
        blank=True,
        verbose_name=_("Transaction that this one corrects"),
    )
    sensitivity = money_level()

    class Meta:
        verbose_name = _("transaction")
        verbose_name_plural = _("transactions")
        indexes = [
            *list_indexes("transaction", "made_on", "kind", "currency", "provider", "pillar"),
            models.Index(fields=["line", "kind", "made_on"], name="transaction_of_line"),
        ]
        constraints = [
            never_public("transaction"),
            rule(
                "transaction_below_nought",
                Q(amount__gt=0) | (Q(amount__lt=0) & Q(corrects__isnull=False)),
                _("An amount below nought corrects a transaction: name it. Nought is no amount."),
            ),
            kept_by_database("transaction_not_of_itself", ~Q(corrects=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_on:%d/%m/%Y}"
