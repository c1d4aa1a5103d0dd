"""Risks: what may happen, why, what it would do, how likely and how grave it is, who answers for it, its reviews."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.engine.risk import BANDS
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import kept_by_database, rule


class Likelihood(models.TextChoices):
    """Name how likely it is that something happens within a year."""

    ONE = "1", _("1, very unlikely")
    TWO = "2", _("2, unlikely")
    THREE = "3", _("3, possible")
    FOUR = "4", _("4, likely")
    FIVE = "5", _("5, almost certain")


class Impact(models.TextChoices):
    """Name how grave it would be for people and for the programme."""

    ONE = "1", _("1, negligible")
    TWO = "2", _("2, minor")
    THREE = "3", _("3, moderate")
    FOUR = "4", _("4, severe")
    FIVE = "5", _("5, critical")


class Band(models.TextChoices):
    """Name how high a risk is, from its score (`engine.risk`)."""

    LOW = "low", pgettext_lazy("risk", "low")
    MODERATE = "moderate", pgettext_lazy("risk", "moderate")
    HIGH = "high", pgettext_lazy("risk", "high")
    VERY_HIGH = "very_high", pgettext_lazy("risk", "very high")


class Response(models.TextChoices):
    """Name what is done about a risk."""

    AVOID = "avoid", _("avoid it: do otherwise")
    REDUCE = "reduce", _("reduce it")
    SHARE = "share", _("share it with somebody")
    ACCEPT = "accept", _("accept it, and watch it")


class RiskState(models.TextChoices):
    """Name where a risk stands."""

    OPEN = "open", pgettext_lazy("risk", "open")
    HAPPENED = "happened", pgettext_lazy("risk", "it happened")
    CLOSED = "closed", pgettext_lazy("risk", "closed")


def _band_fits() -> Q:
    """Return the condition that the band is that of the score; before both are deduced there are none."""
    fits, below = Q(score__isnull=True, band=""), 0
    for band, highest in BANDS:
        fits |= Q(band=band, score__gt=below, score__lte=highest)
        below = highest
    return fits


class Risk(Record):
    """Hold one risk as it was first judged; its reviews tell how it was judged since.

    What it comes to now (`likelihood_now`, `impact_now`, `score`, `band`) is deduced from the last review, and never
    typed.
    """

    register_name = "risk"

    title = models.CharField(
        _("What may happen"), max_length=200, help_text=_("The event in a few words; no name of a person.")
    )
    cause = models.CharField(_("Why it may happen"), max_length=500)
    consequence = models.CharField(_("What it would do"), max_length=500)
    category = listed("risk_category", _("Kind of risk"))
    identified_on = models.DateField(_("First seen on"))
    likelihood = models.CharField(_("Likelihood, as first seen"), max_length=1, choices=Likelihood.choices)
    impact = models.CharField(_("Impact, as first seen"), max_length=1, choices=Impact.choices)
    response = models.CharField(_("Response"), max_length=10, choices=Response.choices)
    measures = models.TextField(_("What is done about it"), max_length=2000, blank=True)
    holder = models.CharField(
        _("Held by"), max_length=200, help_text=_("The office or organisation that answers for it, not a person.")
    )
    review_on = models.DateField(_("To be reviewed on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=RiskState.choices, default=RiskState.OPEN)
    ended_on = models.DateField(pgettext_lazy("state of a risk", "Since"), null=True, blank=True)
    likelihood_now = models.CharField(
        _("Likelihood"), max_length=1, choices=Likelihood.choices, blank=True, editable=False
    )
    impact_now = models.CharField(_("Impact"), max_length=1, choices=Impact.choices, blank=True, editable=False)
    score = models.PositiveSmallIntegerField(_("Score"), null=True, editable=False)
    band = models.CharField(
        pgettext_lazy("of a risk", "How high"), max_length=10, choices=Band.choices, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        indexes = list_indexes(
            "risk", "identified_on", "state", "band", "category", "likelihood_now", "impact_now", "review_on"
        )
        constraints = [
            rule(
                "risk_reviewed_after_it_was_seen",
                Q(review_on__isnull=True) | Q(review_on__gte=F("identified_on")),
                _("The review comes before the risk was first seen: correct one of the two dates."),
            ),
            rule(
                "risk_ended_after_it_was_seen",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("identified_on")),
                _("The risk ends before it was first seen: correct one of the two dates."),
            ),
            kept_by_database("risk_open_is_reviewed", ~Q(state="open") | Q(review_on__isnull=False)),
            kept_by_database("risk_ended_has_its_day", Q(state="open") | Q(ended_on__isnull=False)),
            kept_by_database("risk_band_is_that_of_its_score", _band_fits()),
        ]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """Hold how a risk was judged on a day; reviews are added, and those before stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    risk = models.ForeignKey(Risk, models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField(_("Reviewed on"))
    likelihood = models.CharField(_("Likelihood"), max_length=1, choices=Likelihood.choices)
    impact = models.CharField(_("Impact"), max_length=1, choices=Impact.choices)
    note = models.CharField(_("What changed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("review of a risk")
        verbose_name_plural = _("reviews of a risk")
        ordering = ["reviewed_on"]
        constraints = [models.UniqueConstraint(fields=["risk", "reviewed_on"], name="risk_reviewed_once_a_day")]

    def __str__(self) -> str:
        return f"{self.reviewed_on:%d/%m/%Y}"
