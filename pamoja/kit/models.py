"""The audit trail: one line for every write, in the transaction of the write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditLine(models.Model):
    """Hold who did what to which record, when and by which door.

    `changes` maps a question to [from, to]; sealed answers never appear here.
    """

    at = models.DateTimeField(_("when"))
    person = models.UUIDField(_("person"), null=True)
    door = models.CharField(_("door"), max_length=20)
    verb = models.CharField(_("verb"), max_length=60)
    subject_kind = models.CharField(_("kind of record"), max_length=40)
    subject_id = models.CharField(_("record"), max_length=100)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)

    class Meta:
        verbose_name = _("audit line")
        verbose_name_plural = _("audit lines")
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_of_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"
