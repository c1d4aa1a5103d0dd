"""Sessions in which people come together, and who came."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.activities.models.activity import Activity
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, YesNo, listed
from pamoja.records.rules import rule


class SessionKind(models.TextChoices):
    """Name what people came together for."""

    DIALOGUE = "dialogue", _("dialogue session")
    CONSULTATION = "consultation", _("separate consultation")
    RESTITUTION = "restitution", _("restitution")
    TRAINING = "training", _("training")
    MEETING = "meeting", _("meeting")
    AWARENESS = "awareness", _("awareness raising")
    MEDIATION = "mediation", _("mediation")
    DISTRIBUTION = "distribution", _("distribution")
    RADIO = "radio", _("radio broadcast")
    CINEMA = "cinema", _("mobile cinema")


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
    ended_on = models.DateField(
        _("Last day"), null=True, blank=True, help_text=_("Only of a session that took several days.")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        related_name="sessions",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("Activity that it belongs to"),
    )
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    station = models.CharField(_("Radio station"), max_length=120, blank=True)
    broadcasts = models.PositiveIntegerField(_("Times broadcast"), null=True, blank=True)
    audience = models.PositiveIntegerField(
        _("Estimated audience"),
        null=True,
        blank=True,
        help_text=_("Listeners or onlookers; they are never added to the people counted below."),
    )
    audience_how = models.CharField(
        _("How the audience was estimated"), max_length=200, blank=True, help_text=_("Nobody counts what is guessed.")
    )
    debate = models.CharField(_("Was there a debate?"), max_length=3, choices=YesNo.choices, blank=True)
    tested = models.PositiveIntegerField(_("People tested at the end"), null=True, blank=True)
    passed = models.PositiveIntegerField(_("Of them, people who passed"), null=True, blank=True)
    first_time = models.PositiveIntegerField(
        _("People who came for the first time"),
        null=True,
        blank=True,
        help_text=_("To an activity of the programme, as they say themselves."),
    )
    cost = models.DecimalField(
        _("Cost"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = listed("currency", _("Currency of the cost"), optional=True)
    language = listed("language", _("Language spoken"), optional=True)
    facilitators = models.CharField(
        _("Facilitators"), max_length=200, blank=True, help_text=_("Offices or organisations, not names of people.")
    )
    note = models.TextField(_("What was said and decided"), blank=True, max_length=4000)
    consent = models.CharField(
        _("Did those in the photograph agree to it?"), max_length=3, choices=YesNo.choices, blank=True
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="told_again",
        null=True,
        blank=True,
        verbose_name=_("The same session, recorded by another partner"),
        help_text=_("A session that several partners held together is counted once: with the record named here."),
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            *list_indexes("session", "held_on", "kind"),
            models.Index(fields=["activity", "held_on"], name="session_of_activity"),
        ]
        constraints = [
            rule(
                "session_ends_after_start",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                _("The session ends before it begins: correct one of the two dates."),
            ),
            rule(
                "session_passed_of_tested",
                Q(passed__isnull=True) | Q(tested__isnull=True) | Q(passed__lte=F("tested")),
                _("More people passed than were tested: correct one of the two numbers."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%d/%m/%Y}"


class Attendance(models.Model):
    """Hold how many people of one sex, age band and category took part in a session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    age = models.CharField(_("Age band"), max_length=8, choices=Age.choices, default=Age.UNKNOWN)
    category = listed("category", _("Category of participant"))
    people = models.PositiveIntegerField(_("Number of people"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            rule(
                "attendance_people",
                Q(people__gte=1) & Q(people__lte=100000),
                _("The number of people goes from 1 to 100,000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.sex} {self.age}"


class Item(models.Model):
    """Hold what was distributed in a session: how much, and to how many households."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    item = models.CharField(_("What was given"), max_length=120)
    unit = models.CharField(_("Unit"), max_length=40, help_text=_("Kits, kilograms, pieces…"))
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    households = models.PositiveIntegerField(_("Households that received it"), null=True, blank=True)

    class Meta:
        verbose_name = _("thing distributed")
        verbose_name_plural = _("things distributed")
        ordering = ["item"]

    def __str__(self) -> str:
        return self.item
