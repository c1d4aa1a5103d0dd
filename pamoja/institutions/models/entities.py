"""Public entities under a performance contract: police stations, courts, administrations, registries."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.engine.performance import MOST_POINTS
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class PublicEntity(Record):
    """Hold one public entity and the contract by which it is scored and paid."""

    register_name = "public_entity"

    title = models.CharField(_("Name of the office"), max_length=200)
    kind = listed("entity_kind", _("Kind of office"))
    answers_to = models.CharField(
        _("Answers to"), max_length=200, blank=True, help_text=_("The office above it, not the name of a person.")
    )
    contract_no = models.CharField(_("Number of the contract"), max_length=80, blank=True)
    contract_with = models.CharField(
        _("Contract with"), max_length=200, help_text=_("The organisation or office that pays.")
    )
    from_on = models.DateField(_("Contract from"))
    until_on = models.DateField(_("Contract until"))
    evaluated_every = models.PositiveIntegerField(
        _("Months between two evaluations"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("As the contract says: 3 is once in a quarter. Leave it empty if it says nothing."),
    )
    gap_allowed = Amount(
        _("Gap allowed by the contract"),
        null=True,
        blank=True,
        help_text=_("Between verification and counter-verification, in points; empty: the programme’s own."),
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("public entity")
        verbose_name_plural = _("public entities")
        indexes = list_indexes("public_entity", "from_on", "kind", "until_on")
        constraints = [
            rule(
                "entity_contract_in_order",
                Q(until_on__gte=F("from_on")),
                _("The contract ends before it begins: correct one of the two dates."),
            ),
            rule(
                "entity_evaluation_months",
                Q(evaluated_every__isnull=True) | Q(evaluated_every__gte=1, evaluated_every__lte=24),
                _("Evaluations lie 1 to 24 months apart."),
            ),
            rule(
                "entity_gap_in_points",
                Q(gap_allowed__isnull=True) | Q(gap_allowed__lte=MOST_POINTS),
                _("Points go from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContractIndicator(models.Model):
    """Hold one indicator of a contract: what it weighs, and the points that it should reach."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entity = models.ForeignKey(PublicEntity, models.CASCADE, related_name="indicators")
    indicator = listed("entity_indicator", _("Indicator"))
    weight = Amount(_("Weight"))
    target = Amount(_("Target, in points of 100"), null=True, blank=True)

    class Meta:
        verbose_name = _("indicator of a contract")
        verbose_name_plural = _("indicators of a contract")
        ordering = ["indicator__order"]
        constraints = [
            rule("indicator_weighs", Q(weight__gt=0), _("An indicator weighs more than nought.")),
            rule(
                "indicator_target_points",
                Q(target__isnull=True) | Q(target__lte=MOST_POINTS),
                _("Points go from 0 to 100."),
            ),
            models.UniqueConstraint(fields=["entity", "indicator"], name="indicator_once_in_contract"),
        ]

    def __str__(self) -> str:
        return str(self.indicator)
