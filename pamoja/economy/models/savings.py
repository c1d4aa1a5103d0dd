"""Savings groups (AVEC): what each is, the sheet of each month, and the share-out that ends a cycle."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.activities.models import Age, Sex
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Life, Record, listed
from pamoja.records.rules import rule


class Rhythm(models.TextChoices):
    """Name how often a group meets."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month")


class Becomes(models.TextChoices):
    """Name what a group becomes after a share-out."""

    NEW_CYCLE = "new_cycle", _("it begins a new cycle")
    PAUSE = "pause", _("it pauses")
    DISSOLVED = "dissolved", _("it dissolves")
    UNDECIDED = "undecided", _("not decided yet")


class SavingsGroup(Record):
    """Hold one savings group in its present cycle; earlier cycles are told by their share-outs."""

    register_name = "savings_group"

    title = models.CharField(_("Name of the group"), max_length=200)
    formed_on = models.DateField(_("Formed on"), null=True, blank=True)
    started_on = models.DateField(
        _("Start of the cycle"),
        help_text=_("When a new cycle begins, correct this day: the share-outs keep the earlier ones."),
    )
    ends_on = models.DateField(_("Share-out planned on"), null=True, blank=True)
    ended_on = models.DateField(_("Dissolved on"), null=True, blank=True)
    rhythm = models.CharField(_("It meets"), max_length=12, choices=Rhythm.choices)
    share_value = Amount(_("Value of a share"))
    social_share = Amount(
        _("Social fund: paid by each member at a meeting"), null=True, blank=True, help_text=_("In the same currency.")
    )
    currency = listed("currency", _("Currency"))
    people = models.PositiveIntegerField(_("Members at the start of the cycle"))
    communities = models.PositiveIntegerField(
        _("Communities that its members come from"), null=True, blank=True, help_text=_("How many, not which.")
    )
    box_keys = models.PositiveIntegerField(
        _("Padlocks of the box"),
        null=True,
        blank=True,
        help_text=_("How many. Who keeps the box and the keys is not written down."),
    )
    supported_by = models.CharField(
        _("Supported by"), max_length=200, blank=True, help_text=_("Organisations, not names of people.")
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("savings group")
        verbose_name_plural = _("savings groups")
        indexes = list_indexes("savings_group", "started_on", "rhythm", "currency", "ended_on")
        constraints = [
            rule(
                "group_formed_before_cycle",
                Q(formed_on__isnull=True) | Q(started_on__gte=F("formed_on")),
                _("The cycle begins before the group was formed: correct one of the two dates."),
            ),
            rule(
                "group_shares_out_after_start",
                Q(ends_on__isnull=True) | Q(ends_on__gt=F("started_on")),
                _("The share-out is planned before the cycle begins: correct one of the two dates."),
            ),
            rule(
                "group_ended_after_start",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                _("The group is dissolved before the cycle begins: correct one of the two dates."),
            ),
            rule("group_has_members", Q(people__gte=1), _("A group has at least one member.")),
        ]

    def __str__(self) -> str:
        return self.title


class SavingsMember(models.Model):
    """Hold how many members of one sex, age band and status a group has; nobody is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    savings_group = models.ForeignKey(SavingsGroup, models.CASCADE, related_name="members")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    age = models.CharField(_("Age band"), max_length=8, choices=Age.choices, default=Age.UNKNOWN)
    status = listed("person_status", _("Situation"), optional=True)
    people = models.PositiveIntegerField(_("Number of people"))

    class Meta:
        verbose_name = _("members of a savings group")
        verbose_name_plural = _("members of savings groups")
        ordering = ["sex", "age"]
        constraints = [
            rule("savings_member_people", Q(people__gte=1), _("A line counts at least one person.")),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.sex}"


class SavingsSheet(Record):
    """Hold the sheet of one month of one group. `month` is the first day of the month of its last meeting."""

    register_name = "savings_sheet"

    group = models.ForeignKey(SavingsGroup, models.PROTECT, related_name="sheets", verbose_name=_("Savings group"))
    closed_on = models.DateField(
        _("Last meeting of the month"), help_text=_("The sheet tells of the month in which this day lies.")
    )
    month = models.DateField(_("Month"), editable=False)
    meetings = models.PositiveIntegerField(_("Meetings held in the month"))
    members_active = models.PositiveIntegerField(_("Active members"))
    women_active = models.PositiveIntegerField(_("Of these, women"), null=True, blank=True)
    women_present = models.PositiveIntegerField(
        _("Women present"), null=True, blank=True, help_text=_("All meetings of the month added up.")
    )
    men_present = models.PositiveIntegerField(
        _("Men present"), null=True, blank=True, help_text=_("All meetings of the month added up.")
    )
    savings = Amount(_("Saved in the month"))
    loans_given = Amount(_("Loans given in the month"))
    outstanding = Amount(_("Loans outstanding at the end of the month"))
    late = Amount(_("Of these, late by more than 30 days"))
    interest = Amount(_("Interest received in the month"))
    penalties = Amount(_("Penalties received in the month"))
    social_in = Amount(_("Paid into the social fund"), null=True, blank=True)
    social_out = Amount(_("Paid out of the social fund"), null=True, blank=True)
    currency = listed("currency", _("Currency"))
    note = models.TextField(_("What is to be known of the month"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("sheet of a savings group")
        verbose_name_plural = _("sheets of savings groups")
        ordering = ["month"]
        indexes = [
            *list_indexes("savings_sheet", "closed_on", "currency", "late"),
            models.Index(fields=["group", "month"], name="sheet_of_group"),
        ]
        constraints = [
            rule(
                "sheet_late_within_outstanding",
                Q(late__lte=F("outstanding")),
                _("More is late than is outstanding: correct one of the two."),
            ),
            rule(
                "sheet_women_within_active",
                Q(women_active__isnull=True) | Q(women_active__lte=F("members_active")),
                _("There are more women than active members: correct one of the two."),
            ),
            models.UniqueConstraint(
                fields=["group", "month"], name="sheet_once_a_month", condition=~Q(life=Life.DELETED.value)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"

    def save(self, *args: Any, **options: Any) -> None:
        """Save the sheet under the month of its last meeting."""
        self.month = self.closed_on.replace(day=1)
        super().save(*args, **options)


class ShareOut(Record):
    """Hold one share-out: what a group paid its members at the end of a cycle, and what it becomes."""

    register_name = "share_out"

    group = models.ForeignKey(SavingsGroup, models.PROTECT, related_name="share_outs", verbose_name=_("Savings group"))
    from_on = models.DateField(_("Start of the cycle that is shared out"))
    shared_on = models.DateField(_("Shared out on"))
    total = Amount(_("Shared out in all"))
    shares = models.PositiveIntegerField(_("Shares in all"), null=True, blank=True)
    per_share = Amount(_("Paid for each share"), null=True, blank=True)
    social_left = Amount(_("Left in the social fund"), null=True, blank=True)
    currency = listed("currency", _("Currency"))
    people = models.PositiveIntegerField(_("Members at the end of the cycle"))
    women = models.PositiveIntegerField(_("Women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men"), null=True, blank=True)
    becomes = models.CharField(_("What becomes of the group"), max_length=10, choices=Becomes.choices)
    note = models.TextField(_("What is to be known of it"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("share-out")
        verbose_name_plural = _("share-outs")
        ordering = ["shared_on"]
        indexes = [
            *list_indexes("share_out", "shared_on", "becomes", "currency"),
            models.Index(fields=["group", "shared_on"], name="share_out_of_group"),
        ]
        constraints = [
            rule(
                "share_out_after_start",
                Q(shared_on__gt=F("from_on")),
                _("The share-out comes before the cycle: correct one of the two dates."),
            ),
            rule(
                "share_out_people_add_up",
                Q(people=F("women") + F("men")),
                _("Women and men together are not the members at the end: correct one of the three."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shared_on:%d/%m/%Y}"
