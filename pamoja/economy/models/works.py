"""Works and cash for work: what is planned, done and verified by the service, who worked and was paid, what lasts."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.activities.models import Sex
from pamoja.economy.models.visits import Milestone
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, YesNo, listed
from pamoja.records.rules import rule


class Condition(models.TextChoices):
    """Name in what condition a visit found works; a visit that did not take place says nothing of them."""

    GOOD = "good", _("in good condition")
    DAMAGED = "damaged", _("damaged, but in use")
    LOST = "lost", _("no longer in use")
    NOT_VISITED = "not_visited", _("not visited")


class Works(Record):
    """Hold one piece of works. What is done is declared; what is verified was measured by the State service."""

    register_name = "works"

    title = models.CharField(_("The works in a few words"), max_length=200)
    type = listed("works_type", _("Kind of works"))
    unit = listed("works_unit", _("Measured in"))
    planned = Amount(_("Planned"), decimal_places=3)
    done = Amount(
        _("Done, as declared"), decimal_places=3, null=True, blank=True, help_text=_("By who carries the works out.")
    )
    verified = Amount(
        _("Verified by the service"),
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("What the service measured itself, as in its report; otherwise leave it empty."),
    )
    verified_by = models.CharField(
        _("Service that verified"), max_length=200, blank=True, help_text=_("An office, as OVDA; not a name.")
    )
    verified_on = models.DateField(_("Verified on"), null=True, blank=True)
    starts_on = models.DateField(_("Work begins on"), help_text=_("The planned day, as long as it has not begun."))
    ended_on = models.DateField(_("Work ended on"), null=True, blank=True)
    carried_out_by = models.CharField(
        _("Carried out by"), max_length=200, blank=True, help_text=_("Organisations, not names of people.")
    )
    from_end = models.CharField(_("One end"), max_length=200, blank=True, help_text=_("In words."))
    to_end = models.CharField(_("The other end"), max_length=200, blank=True, help_text=_("In words."))
    outline = models.CharField(
        _("Line or point, if measured"),
        max_length=4000,
        blank=True,
        help_text=_("LINESTRING (longitude latitude, …) or POINT (longitude latitude); otherwise leave it empty."),
    )
    committee = models.CharField(
        _("Is there a committee that looks after them?"), max_length=3, choices=YesNo.choices, blank=True
    )
    committee_women = models.PositiveIntegerField(_("Women on the committee"), null=True, blank=True)
    committee_men = models.PositiveIntegerField(_("Men on the committee"), null=True, blank=True)
    wages_due = Amount(_("Wages due in all"), null=True, blank=True)
    wages_paid = Amount(_("Wages paid so far"), null=True, blank=True)
    wages_paid_on = models.DateField(_("Last payment of wages"), null=True, blank=True)
    currency = listed("currency", _("Currency of the wages"), optional=True)
    provisional_on = models.DateField(_("Provisional acceptance on"), null=True, blank=True)
    final_on = models.DateField(_("Final acceptance on"), null=True, blank=True)
    accepted_by = models.CharField(
        _("Accepted by"), max_length=200, blank=True, help_text=_("Offices or organisations, not names of people.")
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("works")
        verbose_name_plural = _("works")
        indexes = list_indexes("works", "starts_on", "type", "unit", "ended_on", "verified_on")
        constraints = [
            rule(
                "works_end_after_start",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                _("The work ends before it begins: correct one of the two dates."),
            ),
            rule(
                "works_verified_after_start",
                Q(verified_on__isnull=True) | Q(verified_on__gte=F("starts_on")),
                _("The works are verified before the work begins: correct one of the two dates."),
            ),
            rule(
                "works_accepted_after_start",
                Q(provisional_on__isnull=True) | Q(provisional_on__gte=F("starts_on")),
                _("The works are accepted before the work begins: correct one of the two dates."),
            ),
            rule(
                "works_finally_accepted_last",
                Q(final_on__isnull=True) | Q(final_on__gte=F("provisional_on")),
                _("The final acceptance comes before the provisional one: correct one of the two dates."),
            ),
            rule(
                "works_paid_after_start",
                Q(wages_paid_on__isnull=True) | Q(wages_paid_on__gte=F("starts_on")),
                _("Wages are paid before the work begins: correct one of the two dates."),
            ),
            rule(
                "works_paid_within_due",
                Q(wages_paid__isnull=True) | Q(wages_paid__lte=F("wages_due")),
                _("More wages are paid than are due: correct one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WorkTeam(models.Model):
    """Hold how many people of one sex and status worked, how many days together, and their wage; nobody is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    works = models.ForeignKey(Works, models.CASCADE, related_name="workers")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    status = listed("person_status", _("Situation"), optional=True)
    people = models.PositiveIntegerField(_("Number of people"))
    days = models.PositiveIntegerField(
        _("Days worked, all together"), null=True, blank=True, help_text=_("Ten people for three days are 30 days.")
    )
    wage = Amount(_("Wage of a day"), null=True, blank=True)

    class Meta:
        verbose_name = _("workers")
        verbose_name_plural = _("workers")
        ordering = ["sex", "status__order"]
        constraints = [
            rule("work_team_people", Q(people__gte=1), _("A line counts at least one person.")),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.sex}"


class WorksVisit(Record):
    """Hold one visit to finished works, or the word that nobody could go."""

    register_name = "works_visit"

    works = models.ForeignKey(Works, models.PROTECT, related_name="visits", verbose_name=_("Works"))
    milestone = models.CharField(_("Which visit"), max_length=2, choices=Milestone.choices)
    visited_on = models.DateField(
        _("Date of the visit"), help_text=_("If nobody went: the day on which that is noted.")
    )
    condition = models.CharField(_("In what condition"), max_length=12, choices=Condition.choices)
    why_not = models.CharField(_("Why nobody went"), max_length=300, blank=True)
    in_use = Amount(
        _("Still in use"),
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("In the unit of the works, if it was measured."),
    )
    kept_up = models.CharField(_("Does the committee keep them up?"), max_length=3, choices=YesNo.choices, blank=True)
    account = models.TextField(_("What was seen and heard"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("visit to works")
        verbose_name_plural = _("visits to works")
        ordering = ["visited_on", "created_at", "id"]
        indexes = [
            *list_indexes("works_visit", "visited_on", "condition", "milestone"),
            models.Index(fields=["works", "visited_on"], name="visit_of_works"),
        ]

    def __str__(self) -> str:
        return f"{self.get_milestone_display()}, {self.visited_on:%d/%m/%Y}"
