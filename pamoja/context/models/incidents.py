"""Incidents of the programme: what happened near it or to it, how sure that is, and what it changes for the work."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.places.models import Place
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Sensitivity, YesNo, listed
from pamoja.records.rules import rule

LEVELS = [(level.value, level.label) for level in Sensitivity if level != Sensitivity.PUBLIC]
"""The levels that an incident may have: never public."""


class Known(models.TextChoices):
    """Name an answer that may be unknown; unknown is not no."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", pgettext_lazy("answer", "not known")


class Reliability(models.TextChoices):
    """Grade a source, whatever it says: the six letters that situation analysts commonly use."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(models.TextChoices):
    """Grade what is said, whoever says it: the six figures that go with the letters."""

    ONE = "1", _("1: confirmed by other sources")
    TWO = "2", _("2: probably true")
    THREE = "3", _("3: possibly true")
    FOUR = "4", _("4: doubtful")
    FIVE = "5", _("5: improbable")
    SIX = "6", _("6: cannot be judged")


class VictimSex(models.TextChoices):
    """Name the sex of victims; unknown is said, never guessed."""

    WOMAN = "f", _("women and girls")
    MAN = "m", _("men and boys")
    UNKNOWN = "x", pgettext_lazy("sex", "not known")


class Incident(Record):
    """Hold one incident. Who told of it is asked nowhere, and its place is never nearer than a groupement."""

    register_name = "incident"

    title = models.CharField(
        _("What happened, in a few words"), max_length=200, help_text=_("Without the name of a person or a house.")
    )
    happened_on = models.DateField(_("It happened on"))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("Place"),
        help_text=_("The groupement or quartier, never nearer."),
    )
    type = listed("incident_type", _("Type of incident"))
    author = listed("incident_author", _("Category of the author"))
    victims_known = models.CharField(_("Were there victims?"), max_length=7, choices=Known.choices)
    account = models.TextField(
        _("What is known of it"), max_length=2000, blank=True, help_text=_("Without names, and without the exact spot.")
    )
    source = listed("incident_source", _("Kind of source"))
    reliability = models.CharField(_("How reliable is the source?"), max_length=1, choices=Reliability.choices)
    credibility = models.CharField(_("How credible is what it says?"), max_length=1, choices=Credibility.choices)
    effect = listed("incident_effect", _("Effect on the programme"))
    days_lost = models.PositiveIntegerField(_("Days of work lost"), null=True, blank=True)
    measures = models.TextField(_("Measures taken"), max_length=2000, blank=True)
    staff_concerned = models.CharField(
        _("Does it concern staff of the programme or of a partner?"),
        max_length=3,
        choices=YesNo.choices,
        help_text=_("If so, the record is strict: only the people named for it read it."),
    )
    sensitivity = models.CharField(_("Sensitivity"), max_length=12, choices=LEVELS, default=Sensitivity.RESTRICTED)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        indexes = list_indexes("incident", "happened_on", "type", "author", "effect", "reliability", "credibility")
        constraints = [
            rule(
                "incident_never_public",
                Q(sensitivity__in=[level for level, _label in LEVELS]),
                _("An incident is never public: choose internal, restricted or strict."),
            ),
            rule(
                "incident_of_staff_is_strict",
                ~Q(staff_concerned="yes") | Q(sensitivity="strict"),
                _("Staff are concerned: choose “strict”, and only the people named for it read the record."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Victims(models.Model):
    """Hold how many people of one sex suffered one harm; a number that is not known stays empty, and is not zero."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="victims")
    harm = listed("incident_harm", _("What they suffered"))
    sex = models.CharField(_("Sex"), max_length=1, choices=VictimSex.choices)
    people = models.PositiveIntegerField(
        _("How many"), null=True, blank=True, help_text=_("Leave it empty when it is not known: that is not zero.")
    )

    class Meta:
        verbose_name = _("victims")
        verbose_name_plural = _("victims")
        ordering = ["harm__order", "sex"]
        constraints = [
            rule(
                "victims_at_least_one",
                Q(people__isnull=True) | Q(people__gte=1),
                _("A line counts at least one person; leave the number empty when it is not known."),
            ),
            models.UniqueConstraint(fields=["incident", "harm", "sex"], name="victims_once"),
        ]

    def __str__(self) -> str:
        return f"{self.harm_id} {self.sex}"
