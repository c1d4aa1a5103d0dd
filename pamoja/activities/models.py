"""Activities of projects, and the sessions in which people come together."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.partners.models import Organisation
from pamoja.programme.models import Pillar, Project
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Term


class Activity(models.Model):
    """Hold one activity of a project, under a pillar, carried by an organisation."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="activities", verbose_name=_("project"))
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="+", verbose_name=_("pillar"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("carried by"))
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.name


class SessionKind(models.TextChoices):
    """Name what people came together for."""

    DIALOGUE = "dialogue", _("dialogue session")
    CONSULTATION = "consultation", _("separate consultation")
    RESTITUTION = "restitution", _("restitution")
    TRAINING = "training", _("training")
    MEETING = "meeting", _("meeting")


class Sex(models.TextChoices):
    """Name the sexes counted; unknown is reported, never guessed."""

    WOMEN = "f", _("women")
    MEN = "m", _("men")
    UNKNOWN = "x", _("sex unknown")


class Age(models.TextChoices):
    """Name the age bands counted."""

    CHILD = "0-17", _("under 18")
    YOUTH = "18-35", _("18 to 35")
    ADULT = "36-59", _("36 to 59")
    ELDER = "60+", _("60 and over")
    UNKNOWN = "unknown", _("age unknown")


class Session(Record):
    """Hold one session: a gathering on a day, in a place."""

    register_name = "session"

    kind = models.CharField(_("Kind of session"), max_length=20, choices=SessionKind.choices)
    held_on = models.DateField(_("Date of the session"))
    language = models.ForeignKey(
        Term,
        models.PROTECT,
        limit_choices_to={"list": "language"},
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Language spoken"),
    )
    facilitators = models.CharField(
        _("Facilitators"), max_length=200, blank=True, help_text=_("Offices or organisations, not names of people.")
    )
    note = models.TextField(_("What was said and decided"), blank=True, max_length=4000)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = list_indexes("session", "held_on", "kind")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%d/%m/%Y}"


class Attendance(models.Model):
    """Hold how many people of one sex, age band and category took part in a session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    age = models.CharField(_("Age band"), max_length=8, choices=Age.choices, default=Age.UNKNOWN)
    category = models.ForeignKey(
        Term,
        models.PROTECT,
        limit_choices_to={"list": "category"},
        related_name="+",
        verbose_name=_("Category of participant"),
    )
    people = models.PositiveIntegerField(_("Number of people"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1) & Q(people__lte=100000),
                name="attendance_people",
                violation_error_code="attendance_people",
                violation_error_message=_("The number of people goes from 1 to 100,000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.sex} {self.age}"
