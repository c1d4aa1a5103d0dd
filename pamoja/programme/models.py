"""The programme, its projects, and the pillars they serve."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pamoja.partners.models import Organisation


class Framework(models.TextChoices):
    """Name the frameworks whose pillars are used."""

    ISSSS = "ISSSS", "ISSSS"
    STAREC = "STAREC", "STAREC"


class Pillar(models.Model):
    """Hold a pillar by its code; its name changes over time and lives in dated labels."""

    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    framework = models.CharField(_("framework"), max_length=10, choices=Framework.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")
        ordering = ["framework", "order"]

    def __str__(self) -> str:
        label = self.label_on(date.max)
        return f"{self.order} · {label}" if label else self.code

    def label_on(self, day: date, language: str = "") -> str:
        """Return the name in force on `day`, or the first one when the day lies before all."""
        labels = sorted(self.labels.all(), key=lambda label: label.valid_from)
        current = [label for label in labels if label.valid_from <= day] or labels[:1]
        return current[-1].text(language) if current else ""


class PillarLabel(models.Model):
    """Hold the name of a pillar from a day on."""

    pillar = models.ForeignKey(Pillar, models.CASCADE, related_name="labels", verbose_name=_("pillar"))
    valid_from = models.DateField(_("valid from"))
    fr = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    sw = models.CharField(max_length=120)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("name of a pillar")
        verbose_name_plural = _("names of pillars")
        constraints = [models.UniqueConstraint(fields=["pillar", "valid_from"], name="pillar_label_once_a_day")]

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str = "") -> str:
        """Return the name in `language`, or in the active one."""
        return str(getattr(self, (language or get_language() or "fr")[:2], self.fr))


class Programme(models.Model):
    """Hold one programme."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="programme_dates_in_order")]

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """Hold one project of a programme, carried by an organisation, under pillars."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects", verbose_name=_("programme"))
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="projects", verbose_name=_("carried by")
    )
    pillars = models.ManyToManyField(Pillar, related_name="projects", verbose_name=_("pillars"))

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.name
