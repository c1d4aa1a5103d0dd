"""Grants for income: to whom, how much and in which tranches, and what visits find after 6 and 12 months."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.models.visits import Milestone
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class Registered(models.TextChoices):
    """Name how far a group is with its registration."""

    YES = "yes", _("registered")
    UNDER_WAY = "under_way", _("registration under way")
    NO = "no", _("not registered")


class Activity(models.TextChoices):
    """Name what a visit found of what a grant began; a visit that did not take place says nothing of it."""

    ACTIVE = "active", _("still active")
    STOPPED = "stopped", _("no longer active")
    NOT_VISITED = "not_visited", _("not visited")


class Grant(Record):
    """Hold one grant for an activity that brings income; a person stands under a code."""

    register_name = "grant"

    title = models.CharField(
        _("The grant in a few words"), max_length=200, help_text=_("What it is for; no name of a person.")
    )
    kind = listed("grant_recipient", _("Kind of recipient"))
    recipient = models.CharField(
        _("Recipient"),
        max_length=200,
        blank=True,
        help_text=_("A group by its name; a person by a code, never by name."),
    )
    sector = listed("grant_sector", _("Activity"))
    purpose = models.TextField(_("What it pays for"), max_length=2000, blank=True)
    granted_on = models.DateField(_("Agreement signed on"))
    amount = Amount(_("Amount"))
    currency = listed("currency", _("Currency"))
    people = models.PositiveIntegerField(_("Members, or people who run it"), null=True, blank=True)
    women = models.PositiveIntegerField(_("Women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men"), null=True, blank=True)
    registered = models.CharField(_("Is the group registered?"), max_length=10, choices=Registered.choices, blank=True)
    registration = models.CharField(
        _("Registration"), max_length=200, blank=True, help_text=_("Its number, date and office, as on the document.")
    )
    ended_on = models.DateField(_("Given up or ended on"), null=True, blank=True)
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        indexes = list_indexes("grant", "granted_on", "kind", "sector", "currency", "registered", "ended_on")
        constraints = [
            rule(
                "grant_people_add_up",
                Q(people=F("women") + F("men")),
                _("Women and men together are not all the people: correct one of the three."),
            ),
            rule(
                "grant_ended_after_signing",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("granted_on")),
                _("The grant ends before it was signed: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Tranche(models.Model):
    """Hold one tranche of a grant: when it falls due, what it is, and when it was paid."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, models.CASCADE, related_name="tranches")
    due_on = models.DateField(_("Due on"))
    amount = Amount(_("Amount"))
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    condition = models.CharField(_("What must be done first"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tranche")
        verbose_name_plural = _("tranches")
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y}"


class GrantVisit(Record):
    """Hold one visit to what a grant began, or the word that nobody could go."""

    register_name = "grant_visit"

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="visits", verbose_name=_("Grant"))
    milestone = models.CharField(_("Which visit"), max_length=2, choices=Milestone.choices)
    visited_on = models.DateField(
        _("Date of the visit"), help_text=_("If nobody went: the day on which that is noted.")
    )
    finding = models.CharField(_("What was found"), max_length=12, choices=Activity.choices)
    why_not = models.CharField(_("Why nobody went"), max_length=300, blank=True)
    why_stopped = models.CharField(_("Why it stopped"), max_length=300, blank=True)
    income_before = Amount(
        _("Income of a month before the grant"),
        null=True,
        blank=True,
        help_text=_("As measured then; otherwise as they tell it now."),
    )
    income_after = Amount(_("Income of a month now"), null=True, blank=True)
    sales = Amount(_("Sales of the last month"), null=True, blank=True)
    currency = listed("currency", _("Currency"), optional=True)
    account = models.TextField(
        _("What was seen and heard"), max_length=2000, blank=True, help_text=_("Without names of people.")
    )

    class Meta:
        verbose_name = _("visit to a grant")
        verbose_name_plural = _("visits to grants")
        ordering = ["visited_on", "created_at", "id"]
        indexes = [
            *list_indexes("grant_visit", "visited_on", "finding", "milestone"),
            models.Index(fields=["grant", "visited_on"], name="visit_of_grant"),
        ]

    def __str__(self) -> str:
        return f"{self.get_milestone_display()}, {self.visited_on:%d/%m/%Y}"
