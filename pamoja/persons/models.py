"""Persons: what the programme knows of somebody, apart from the name; and what they agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.engine.washington import disability
from pamoja.places.models import Place
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Sensitivity, YesNo, listed
from pamoja.records.rules import rule

CLOSED_LEVELS = [(level.value, level.label) for level in (Sensitivity.RESTRICTED, Sensitivity.STRICT)]
"""The levels that a person's record may have: never public, never internal."""

FIVE_YEARS = 5
BIRTH_BANDS = [
    ("before-1930", _("before 1930")),
    *((str(year), f"{year}–{year + FIVE_YEARS - 1}") for year in range(1930, 2030, FIVE_YEARS)),
]
"""Bands of years of birth. A year of birth does not grow old as an age does, and a band is less than a birthday."""


class Sex(models.TextChoices):
    """Name the sex of one person; unknown is said, never guessed."""

    WOMAN = "f", _("woman")
    MAN = "m", _("man")
    UNKNOWN = "x", _("not said")


class Difficulty(models.TextChoices):
    """Name the four answers of the Washington Group's short set."""

    NONE = "none", _("no difficulty")
    SOME = "some", _("some difficulty")
    LOT = "lot", _("a lot of difficulty")
    CANNOT = "cannot", _("cannot do it at all")


class Identity(models.TextChoices):
    """Say what is left of the identity of a person."""

    KEPT = "kept", _("name kept sealed")
    PSEUDONYMISED = "pseudonymised", _("pseudonymised")
    ERASED = "erased", _("erased")


class Form(models.TextChoices):
    """Name how somebody agreed."""

    WRITTEN = "written", _("in writing")
    ORAL = "oral", _("aloud, before a witness")
    THUMBPRINT = "thumbprint", _("by thumbprint")


def _difficulty(question: object) -> "models.CharField[str, str]":
    return models.CharField(question, max_length=6, choices=Difficulty.choices, blank=True)  # type: ignore[arg-type]


class Person(Record):
    """Hold what is known of one person under a code; the name, the phone and the address are sealed elsewhere.

    `merged_into` names the record that this one turned out to be the same person as: it is then hidden everywhere.
    """

    register_name = "person"
    visible = Q(merged_into=None)

    registered_on = models.DateField(_("Registered on"))
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    birth = models.CharField(
        _("Years of birth"),
        max_length=12,
        choices=BIRTH_BANDS,
        blank=True,
        help_text=_("Leave it empty when it is not known; do not guess."),
    )
    status = listed("person_status", _("Situation"), optional=True)
    household = models.CharField(
        _("Household"),
        max_length=40,
        blank=True,
        help_text=_("A code that joins the people of one household, not a name."),
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", db_index=False, verbose_name=_("Place of residence")
    )
    sensitivity = models.CharField(
        _("Sensitivity"), max_length=12, choices=CLOSED_LEVELS, default=Sensitivity.RESTRICTED
    )
    seeing = _difficulty(_("Do you have difficulty seeing, even if wearing glasses?"))
    hearing = _difficulty(_("Do you have difficulty hearing, even if using a hearing aid?"))
    walking = _difficulty(_("Do you have difficulty walking or climbing steps?"))
    remembering = _difficulty(_("Do you have difficulty remembering or concentrating?"))
    self_care = _difficulty(_("Do you have difficulty with self-care, such as washing all over or dressing?"))
    communicating = _difficulty(
        _(
            "Using your usual language, do you have difficulty communicating, for example understanding or being "
            "understood?"
        )
    )
    disability = models.CharField(_("Disability"), max_length=3, choices=YesNo.choices, blank=True, editable=False)
    identity = models.CharField(
        _("Identity"), max_length=13, choices=Identity.choices, default=Identity.KEPT, editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, editable=False, verbose_name=_("merged into")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            rule(
                "person_never_open",
                Q(sensitivity__in=[level for level, _label in CLOSED_LEVELS]),
                _("The record of a person is restricted or strict, never more open."),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_into_itself"),
        ]
        indexes = list_indexes("person", "registered_on", "sex", "status", "disability", "merged_into")

    def answers_on_functioning(self) -> list[str]:
        """Return the six answers of the short set, in its order."""
        return [getattr(self, name) for name in SHORT_SET]

    def found_disability(self) -> str:
        """Return what the six answers say: yes, no, or blank."""
        return disability(self.answers_on_functioning())


SHORT_SET = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")


class NotTheSame(models.Model):
    """Remember that two records were looked at and are of two people."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("pair of different people")
        verbose_name_plural = _("pairs of different people")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="not_the_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_the_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Merge(models.Model):
    """Log that a record was merged into another of the same person, and what moved: names of questions, ids of rows."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    gone = models.OneToOneField(Person, models.PROTECT, related_name="merge")
    merged_at = models.DateTimeField(_("merged"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("merged by")
    )
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")

    def __str__(self) -> str:
        return f"{self.gone_id} {self.kept_id}"


class Consent(models.Model):
    """Hold that a person agreed to a purpose, how, from when, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = listed("consent_purpose", _("Agreed to"))
    given_on = models.DateField(_("Given on"))
    form = models.CharField(_("How"), max_length=10, choices=Form.choices)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "purpose"]
        constraints = [
            rule(
                "consent_withdrawn_after",
                Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                _("A consent is withdrawn on the day it was given, or later."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose_id} {self.given_on}"
