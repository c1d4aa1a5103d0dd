"""Conflict analyses: what drives a conflict, who acts in it, what divides and connects, and until when it holds."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.context.models.levels import Level
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200


class Power(models.TextChoices):
    """Name how much an actor can do for or against peace here."""

    ONE = "1", _("1, very little")
    TWO = "2", _("2, little")
    THREE = "3", _("3, some")
    FOUR = "4", _("4, much")
    FIVE = "5", _("5, very much")


class Part(models.TextChoices):
    """Name what an actor does to peace; unknown is said, never guessed."""

    SPOILER = "spoiler", _("stands in the way of peace")
    ENABLER = "enabler", _("helps peace along")
    BOTH = "both", _("does both")
    UNKNOWN = "unknown", pgettext_lazy("part of an actor", "not known")


class FactorKind(models.TextChoices):
    """Name whether something divides people or connects them (do no harm)."""

    DIVIDER = "divider", _("divides")
    CONNECTOR = "connector", _("connects")


class Analysis(Record):
    """Hold one conflict analysis; `held_until` is the day until which those who made it hold it to be true."""

    register_name = "analysis"

    title = models.CharField(
        _("The analysis in a few words"), max_length=200, help_text=_("Which conflict, and where; no name of a person.")
    )
    level = models.CharField(_("Level"), max_length=20, choices=Level.choices)
    method = listed("analysis_method", _("Method"))
    analysed_on = models.DateField(_("Analysed on"))
    held_until = models.DateField(
        _("Held to be true until"), help_text=_("The day by which it is to be looked at again; at most three years.")
    )
    women = models.PositiveIntegerField(_("Women who took part"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men who took part"), null=True, blank=True)
    summary = models.TextField(
        _("Summary"), max_length=4000, help_text=_("What the conflict is about, and what moves it; without names.")
    )
    advice = models.TextField(
        _("What the programme does with it"),
        max_length=2000,
        blank=True,
        help_text=_("What to do, what to leave, what to watch."),
    )

    class Meta:
        verbose_name = _("conflict analysis")
        verbose_name_plural = _("conflict analyses")
        indexes = list_indexes("analysis", "analysed_on", "method", "level", "held_until")
        constraints = [
            rule(
                "analysis_held_after_it_was_made",
                Q(held_until__gt=F("analysed_on")),
                _("The analysis ends before it was made: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Driver(models.Model):
    """Hold one of the conflict dynamics that drive a conflict, and how it does so here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="drivers")
    dynamic = listed("conflict_dynamic", _("Conflict dynamic"))
    how = models.CharField(_("How it works here"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("driver of a conflict")
        verbose_name_plural = _("drivers of a conflict")
        ordering = ["dynamic__order"]
        constraints = [models.UniqueConstraint(fields=["analysis", "dynamic"], name="driver_once")]

    def __str__(self) -> str:
        return str(self.dynamic)


class Actor(models.Model):
    """Hold one actor of a conflict: a group or an office, never a private person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="actors")
    name = models.CharField(
        _("Group or office"), max_length=120, help_text=_("Never the name of a person: “the chief’s council”.")
    )
    kind = listed("conflict_actor", _("Kind of actor"))
    interest = models.CharField(_("What it wants"), max_length=300, blank=True)
    position = models.CharField(_("What it says"), max_length=300, blank=True)
    power = models.CharField(_("Power, from 1 to 5"), max_length=1, choices=Power.choices)
    part = models.CharField(_("For or against peace"), max_length=10, choices=Part.choices)

    class Meta:
        verbose_name = _("actor of a conflict")
        verbose_name_plural = _("actors of a conflict")
        ordering = ["-power", "name"]

    def __str__(self) -> str:
        return self.name


class Factor(models.Model):
    """Hold one thing that divides people or connects them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="factors")
    kind = models.CharField(_("Divides or connects"), max_length=10, choices=FactorKind.choices)
    what = models.CharField(
        _("What it is"), max_length=300, help_text=_("A market, a church, a rumour, a barrier; not a person.")
    )

    class Meta:
        verbose_name = _("divider or connector")
        verbose_name_plural = _("dividers and connectors")
        ordering = ["-kind", "what"]

    def __str__(self) -> str:
        return self.what


class Event(models.Model):
    """Hold one event of the timeline; the year orders it, the day is said only as well as it is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="events")
    year = models.PositiveIntegerField(_("Year"))
    when = models.CharField(_("When in the year, if known"), max_length=60, blank=True)
    what = models.CharField(_("What happened"), max_length=300, help_text=_("Without names of people."))

    class Meta:
        verbose_name = _("event of the timeline")
        verbose_name_plural = _("events of the timeline")
        ordering = ["year", "when"]
        constraints = [
            rule(
                "event_year",
                Q(year__gte=EARLIEST_YEAR) & Q(year__lte=LATEST_YEAR),
                _("The year has four figures, as 1993."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
