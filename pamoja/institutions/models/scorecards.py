"""Community scorecards: what citizens and a service think of it, criterion by criterion, and the meeting of both."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.engine.scorecard import HIGHEST, LOWEST
from pamoja.institutions.models.entities import PublicEntity
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record
from pamoja.records.rules import rule


class Scorecard(Record):
    """Hold one scorecard of a service; the commitments that come of it are commitments as any other."""

    register_name = "scorecard"

    service = models.CharField(
        _("Service assessed"), max_length=200, help_text=_("As people call it: the health centre of Nizi.")
    )
    entity = models.ForeignKey(
        PublicEntity,
        models.PROTECT,
        related_name="scorecards",
        null=True,
        blank=True,
        verbose_name=_("Public entity under contract"),
        help_text=_("If the service is one."),
    )
    held_on = models.DateField(_("Scored by the citizens on"))
    self_on = models.DateField(_("Scored by the service on"), null=True, blank=True)
    interface_on = models.DateField(_("Interface meeting held on"), null=True, blank=True)
    interface_women = models.PositiveIntegerField(_("Women at the meeting"), null=True, blank=True)
    interface_men = models.PositiveIntegerField(_("Men at the meeting"), null=True, blank=True)
    agreed = models.TextField(
        _("What was said and agreed"), max_length=4000, blank=True, help_text=_("Commitments are entered one by one.")
    )
    next_on = models.DateField(_("Next scorecard agreed for"), null=True, blank=True)

    class Meta:
        verbose_name = _("community scorecard")
        verbose_name_plural = _("community scorecards")
        ordering = ["held_on", "created_at", "id"]
        indexes = [
            *list_indexes("scorecard", "held_on", "interface_on"),
            models.Index(fields=["entity", "held_on"], name="scorecards_of_entity"),
        ]
        constraints = [
            rule(
                "scorecard_meeting_after_scores",
                Q(interface_on__isnull=True) | Q(interface_on__gte=F("held_on")),
                _("The interface meeting comes before the citizens’ scores: correct one of the two dates."),
            ),
            rule(
                "scorecard_meeting_after_own_scores",
                Q(interface_on__isnull=True) | Q(self_on__isnull=True) | Q(interface_on__gte=F("self_on")),
                _("The interface meeting comes before the service’s own scores: correct one of the two dates."),
            ),
            rule(
                "scorecard_next_later",
                Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
                _("The next scorecard is not later than this one: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.held_on:%d/%m/%Y}"


class Criterion(models.Model):
    """Hold one criterion: the citizens' score with how many gave it, the service's own score, and the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="criteria")
    criterion = models.CharField(_("Criterion"), max_length=120)
    citizens = Amount(_("Citizens’ score, from 1 to 5"), decimal_places=1)
    women = models.PositiveIntegerField(_("Women who scored"))
    men = models.PositiveIntegerField(_("Men who scored"))
    own = Amount(_("The service’s own score, from 1 to 5"), decimal_places=1, null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["criterion"]
        constraints = [
            rule(
                "criterion_citizens_score",
                Q(citizens__gte=LOWEST, citizens__lte=HIGHEST),
                _("A score goes from 1 to 5."),
            ),
            rule(
                "criterion_own_score",
                Q(own__isnull=True) | Q(own__gte=LOWEST, own__lte=HIGHEST),
                _("A score goes from 1 to 5."),
            ),
            rule(
                "criterion_scored_by_somebody",
                Q(women__gte=1) | Q(men__gte=1),
                _("Somebody gave this score: say how many women and men."),
            ),
        ]

    def __str__(self) -> str:
        return self.criterion
