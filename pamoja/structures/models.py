"""Local structures: what each is, who its members are, which plans it has; and how its capacity was assessed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.activities.models import Age, Sex
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, YesNo, listed
from pamoja.records.rules import rule

MOST_POINTS = 4


class StructureLevel(models.TextChoices):
    """Name the levels at which a structure works."""

    VILLAGE = "village", _("village or locality")
    QUARTIER = "quartier", _("quarter of a town")
    GROUPEMENT = "groupement", _("groupement")
    COMMUNE = "commune", _("commune")
    CHEFFERIE = "chefferie", _("chefferie or secteur")
    TERRITOIRE = "territoire", _("territoire or town")
    PROVINCE = "province", _("province")


class Structure(Record):
    """Hold one local structure: a committee, a council, a barza, a mediation centre."""

    register_name = "structure"

    title = models.CharField(_("Name of the structure"), max_length=200)
    type = listed("structure_type", _("Type of structure"))
    level = models.CharField(_("Level"), max_length=12, choices=StructureLevel.choices)
    set_up_on = models.DateField(_("Set up on"))
    ended_on = models.DateField(_("Dissolved or merged on"), null=True, blank=True)
    legal_act = models.CharField(
        _("Legal act"), max_length=200, blank=True, help_text=_("Its kind, number and date, as on the document.")
    )
    supported_by = models.CharField(
        _("Supported by"), max_length=200, blank=True, help_text=_("Organisations, not names of people.")
    )
    chaired_by = models.CharField(
        _("Chaired by"), max_length=200, blank=True, help_text=_("The office, not the name of a person.")
    )
    office = models.CharField(_("Has it an office?"), max_length=3, choices=YesNo.choices, blank=True)
    own_funds = models.CharField(_("Has it funds of its own?"), max_length=3, choices=YesNo.choices, blank=True)
    own_funds_from = models.CharField(_("Where its own funds come from"), max_length=200, blank=True)
    has_plan = models.CharField(
        _("Has it a plan?"), max_length=3, choices=YesNo.choices, blank=True, help_text=_("Plans are listed below.")
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("local structure")
        verbose_name_plural = _("local structures")
        indexes = list_indexes("structure", "set_up_on", "type", "level", "ended_on")
        constraints = [
            rule(
                "structure_ended_after_set_up",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("set_up_on")),
                _("The structure ends before it was set up: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """Hold how many members of one sex, age band, group and role a structure has; nobody is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.CASCADE, related_name="members")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    age = models.CharField(_("Age band"), max_length=8, choices=Age.choices, default=Age.UNKNOWN)
    role = listed("structure_role", _("Role in the structure"))
    group = listed("category", _("For whom they sit"), optional=True)
    people = models.PositiveIntegerField(_("Number of people"))

    class Meta:
        verbose_name = _("members of a structure")
        verbose_name_plural = _("members of structures")
        ordering = ["role__order", "sex", "age"]
        constraints = [
            rule(
                "member_people", Q(people__gte=1) & Q(people__lte=1000), _("The number of people goes from 1 to 1,000.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.sex} {self.role}"


class Plan(models.Model):
    """Hold one plan of a structure, and from when to when it is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.CASCADE, related_name="plans")
    kind = listed("structure_plan", _("Kind of plan"))
    starts_on = models.DateField(_("In force from"))
    ends_on = models.DateField(_("In force until"), null=True, blank=True)
    measures = models.CharField(_("Its measures"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("plan of a structure")
        verbose_name_plural = _("plans of structures")
        ordering = ["-starts_on"]
        constraints = [
            rule(
                "plan_ends_after_start",
                Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                _("The plan ends before it begins: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)


class Training(models.Model):
    """Hold one training that members of a structure received."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.CASCADE, related_name="trainings")
    subject = models.CharField(_("Subject"), max_length=200)
    held_on = models.DateField(_("Date of the training"))
    women = models.PositiveIntegerField(_("Women trained"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men trained"), null=True, blank=True)

    class Meta:
        verbose_name = _("training received")
        verbose_name_plural = _("trainings received")
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return self.subject


class Assessment(Record):
    """Hold one assessment of the capacity of a structure on a day, repeated over time."""

    register_name = "assessment"

    structure = models.ForeignKey(
        Structure, models.PROTECT, related_name="assessments", verbose_name=_("Local structure")
    )
    assessed_on = models.DateField(_("Assessed on"))
    method = listed("capacity_method", _("Method"))
    assessor = models.CharField(
        _("Who assessed"), max_length=200, help_text=_("Offices or organisations, not names of people.")
    )
    women = models.PositiveIntegerField(_("Women who took part"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men who took part"), null=True, blank=True)
    note = models.TextField(_("What was agreed to do next"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("capacity assessment")
        verbose_name_plural = _("capacity assessments")
        ordering = ["assessed_on", "created_at", "id"]
        indexes = [
            *list_indexes("assessment", "assessed_on", "method"),
            models.Index(fields=["structure", "assessed_on"], name="assessment_of_structure"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.assessed_on:%d/%m/%Y}"


class Score(models.Model):
    """Hold the points of one dimension of capacity, from 0 to 4 (provisional scale), and what shows them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    dimension = listed("capacity_dimension", _("Dimension"))
    points = models.PositiveIntegerField(_("Points, from 0 to 4"))
    evidence = models.CharField(_("What shows it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["dimension__order"]
        constraints = [
            rule("score_points", Q(points__lte=MOST_POINTS), _("Points go from 0 to 4.")),
            models.UniqueConstraint(fields=["assessment", "dimension"], name="dimension_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.points}"
