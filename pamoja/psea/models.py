"""Reports of abuse by staff: sealed, apart from all records, opened by the people named for them alone."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.engine.complaint import Facts, Standing, standing
from pamoja.partners.models import Organisation
from pamoja.psea.rules import clock


class FocalPoint(models.Model):
    """Name one person who opens reports of abuse by staff, beside having a role that may."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person named")
    )
    named_at = models.DateTimeField(_("named on"))
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("named by")
    )

    class Meta:
        verbose_name = _("focal point for abuse by staff")
        verbose_name_plural = _("focal points for abuse by staff")

    def __str__(self) -> str:
        return str(self.person)


class Report(models.Model):
    """Hold one report: its days in clear, everything that was said sealed as one piece.

    It is no record: no register, list, search, figure, lake, download or inbox knows of it. `digest` is that of the
    code that was given for it. The place lies in the sealed piece too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    received_on = models.DateField(_("Received on"))
    acknowledged_on = models.DateField(_("Acknowledged on"), null=True)
    in_hand_on = models.DateField(_("In hand since"), null=True)
    answered_on = models.DateField(_("Answered on"), null=True)
    digest = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("report of abuse by staff")
        verbose_name_plural = _("reports of abuse by staff")
        ordering = ["-received_on", "id"]

    def __str__(self) -> str:
        return self.id.hex[:8]

    def standing(self, as_of: date) -> Standing:
        """Return how the report stands on a day."""
        in_hand = self.in_hand_on is not None
        return standing(Facts(self.received_on, self.acknowledged_on, in_hand, self.answered_on), clock(), as_of)


class Step(models.TextChoices):
    """Name what a focal point writes down about a report."""

    ACKNOWLEDGE = "acknowledge", pgettext_lazy("report of abuse", "acknowledged")
    TAKE = "take", pgettext_lazy("report of abuse", "in hand")
    ANSWER = "answer", pgettext_lazy("report of abuse", "answered")
    NOTE = "note", pgettext_lazy("report of abuse", "note")


class Entry(models.Model):
    """Hold what a focal point did about a report, with words that are sealed; nothing of it is changed later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    step = models.CharField(max_length=12, choices=Step.choices)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("entry about a report of abuse")
        verbose_name_plural = _("entries about reports of abuse")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.step}"
