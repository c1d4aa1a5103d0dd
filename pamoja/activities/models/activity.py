"""Activities of the work plan: what is planned, where and when, what became of it, and with whom."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.partners.models import Organisation
from pamoja.places.models import Place
from pamoja.programme.models import Pillar, Project
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import kept_by_database, rule


class ActivityState(models.TextChoices):
    """Name where an activity stands: the codes are those of the IATI list ActivityStatus."""

    PLANNED = "1", pgettext_lazy("activity", "planned")
    GOING = "2", pgettext_lazy("activity", "under way")
    ENDING = "3", pgettext_lazy("activity", "carried out, to be wound up")
    DONE = "4", pgettext_lazy("activity", "closed")
    CANCELLED = "5", pgettext_lazy("activity", "cancelled")
    SUSPENDED = "6", pgettext_lazy("activity", "suspended")


class GenderMarker(models.TextChoices):
    """Name how far an activity is for the equality of women and men: the codes are those of the OECD marker."""

    NOT_TARGETED = "0", _("not an aim")
    SIGNIFICANT = "1", _("an important aim")
    PRINCIPAL = "2", _("the main aim")


class Activity(Record):
    """Hold one activity of a project."""

    register_name = "activity"

    title = models.CharField(_("The activity in a few words"), max_length=200)
    type = listed("activity_type", _("Type of activity"))
    project = models.ForeignKey(
        Project, models.PROTECT, related_name="activities", db_index=False, verbose_name=_("Project")
    )
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="+", db_index=False, verbose_name=_("Pillar"))
    sector = listed("dac_sector", _("DAC sector"), optional=True)
    gender = models.CharField(_("Equality of women and men"), max_length=1, choices=GenderMarker.choices, blank=True)
    places = models.ManyToManyField(
        Place,
        related_name="+",
        blank=True,
        verbose_name=_("Other places concerned"),
        help_text=_("Only where it goes beyond the place above."),
    )
    planned_from = models.DateField(_("Planned from"))
    planned_until = models.DateField(_("Planned until"))
    started_on = models.DateField(_("Begun on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=1, choices=ActivityState.choices, default=ActivityState.PLANNED)
    why = models.CharField(_("Why it stopped"), max_length=500, blank=True)
    budget = models.DecimalField(
        _("Budget"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = listed("currency", _("Currency of the budget"), optional=True)
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="told_again",
        null=True,
        blank=True,
        verbose_name=_("The same activity, recorded by another partner"),
        help_text=_("An activity that several partners carry together is counted once: with the record named here."),
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = list_indexes("activity", "planned_from", "type", "state", "project", "pillar", "planned_until")
        constraints = [
            rule(
                "activity_planned_in_order",
                Q(planned_until__gte=F("planned_from")),
                _("The activity is planned to end before it begins: correct one of the two dates."),
            ),
            rule(
                "activity_ends_after_start",
                Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                _("The activity ended before it began: correct one of the two dates."),
            ),
            kept_by_database(
                "activity_has_its_days",
                (~Q(state__in=["2", "3", "4"]) | Q(started_on__isnull=False))
                & (~Q(state__in=["3", "4"]) | Q(ended_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Output(models.Model):
    """Hold one output of an activity: what was planned of it, and how much of that is there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="outputs")
    what = models.CharField(_("Output"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=40, help_text=_("Sessions, people trained, kilometres…"))
    planned = models.DecimalField(_("Planned"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    done = models.DecimalField(
        _("Done"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("output of an activity")
        verbose_name_plural = _("outputs of activities")
        ordering = ["what"]

    def __str__(self) -> str:
        return self.what


class Sharing(models.Model):
    """Say that another organisation carries an activity together with the one that recorded it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("Organisation"))
    part = models.CharField(_("What it does in it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partner in an activity")
        verbose_name_plural = _("partners in activities")
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["activity", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return str(self.organisation)
