"""Organisations and the roles they play in the programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Name the kinds of organisations."""

    UN = "un", _("United Nations")
    INGO = "ingo", _("international NGO")
    NGO = "ngo", _("national or local NGO")
    AUTHORITY = "authority", _("State service or authority")
    STRUCTURE = "structure", _("local structure")
    DONOR = "donor", _("donor")


class Role(models.TextChoices):
    """Name what an organisation does in the programme."""

    FUNDING = "funding", _("funding")
    ACCOUNTABLE = "accountable", _("accountable")
    IMPLEMENTING = "implementing", _("implementing")
    STATE_SERVICE = "state_service", _("State service")
    LOCAL_STRUCTURE = "local_structure", _("local structure")


class Organisation(models.Model):
    """Hold one organisation, known everywhere by its code."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    iati_id = models.CharField(_("IATI identifier"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.acronym or self.name


class OrganisationRole(models.Model):
    """Say that an organisation plays a role."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("role of an organisation")
        verbose_name_plural = _("roles of organisations")
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="organisation_role_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.get_role_display()}"
