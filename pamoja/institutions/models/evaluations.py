"""Evaluations of public entities: points verified and counter-verified by indicator, and what is paid for them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.engine.performance import MOST_POINTS
from pamoja.institutions.models.entities import PublicEntity
from pamoja.institutions.models.scorecards import Scorecard
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class EntityEvaluation(Record):
    """Hold the evaluation of an entity in one period. Its total is computed from its points, never typed."""

    register_name = "entity_evaluation"

    entity = models.ForeignKey(
        PublicEntity, models.PROTECT, related_name="evaluations", verbose_name=_("Public entity")
    )
    from_on = models.DateField(_("Period from"))
    until_on = models.DateField(_("Period until"))
    verified_on = models.DateField(_("Verified on"))
    verified_by = models.CharField(
        _("Verified by"), max_length=200, help_text=_("An office or a body, not the name of a person.")
    )
    counter_on = models.DateField(_("Counter-verified on"), null=True, blank=True)
    counter_by = models.CharField(
        _("Counter-verified by"), max_length=200, blank=True, help_text=_("Another office than the one that verified.")
    )
    scorecard = models.ForeignKey(
        Scorecard,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Community scorecard of the period"),
        help_text=_("The citizens’ score is taken from it."),
    )
    payment_due = Amount(_("Payment due"), null=True, blank=True)
    payment_paid = Amount(_("Payment made"), null=True, blank=True)
    currency = listed("currency", _("Currency"), optional=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    note = models.TextField(_("What the verification says"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("evaluation of a public entity")
        verbose_name_plural = _("evaluations of public entities")
        ordering = ["from_on", "created_at", "id"]
        indexes = [
            *list_indexes("entity_evaluation", "until_on", "counter_on", "paid_on"),
            models.Index(fields=["entity", "from_on"], name="evaluations_of_entity"),
        ]
        constraints = [
            rule(
                "evaluation_period_in_order",
                Q(until_on__gte=F("from_on")),
                _("The period ends before it begins: correct one of the two dates."),
            ),
            rule(
                "evaluation_verified_after_start",
                Q(verified_on__gte=F("from_on")),
                _("The verification comes before the period: correct one of the two dates."),
            ),
            rule(
                "evaluation_counter_last",
                Q(counter_on__isnull=True) | Q(counter_on__gte=F("verified_on")),
                _("The counter-verification comes before the verification: correct one of the two dates."),
            ),
            rule(
                "evaluation_paid_within_due",
                Q(payment_paid__isnull=True) | Q(payment_paid__lte=F("payment_due")),
                _("More is paid than is due: correct one of the two."),
            ),
            rule(
                "evaluation_paid_after_verified",
                Q(paid_on__isnull=True) | Q(paid_on__gte=F("verified_on")),
                _("The payment comes before the verification: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on:%d/%m/%Y} – {self.until_on:%d/%m/%Y}"


class IndicatorScore(models.Model):
    """Hold the points of one indicator, as verified and as counter-verified; empty: not scored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(EntityEvaluation, models.CASCADE, related_name="scores")
    indicator = listed("entity_indicator", _("Indicator"))
    score = Amount(_("Points, from 0 to 100"), null=True, blank=True)
    counter = Amount(_("Points of the counter-verification"), null=True, blank=True)
    why = models.CharField(_("What shows it, or why it was not scored"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("points of an indicator")
        verbose_name_plural = _("points of indicators")
        ordering = ["indicator__order"]
        constraints = [
            rule("indicator_points", Q(score__isnull=True) | Q(score__lte=MOST_POINTS), _("Points go from 0 to 100.")),
            rule(
                "indicator_counter_points",
                Q(counter__isnull=True) | Q(counter__lte=MOST_POINTS),
                _("Points go from 0 to 100."),
            ),
            models.UniqueConstraint(fields=["evaluation", "indicator"], name="indicator_scored_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.score}"
