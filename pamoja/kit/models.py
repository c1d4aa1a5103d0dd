"""The audit trail: one line for every write, in the transaction of the write; and the data keys of organisations."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditLine(models.Model):
    """Hold who did what to which record, when and by which door.

    `changes` maps a question to [from, to]; sealed answers never appear here. `content_digest` tells reason and changes
    without showing them, so that they can be erased: `erased_by` is then the id of the line that says so. `sequence`
    and `digest` are the line's place in the chain, given by the sealer within seconds of the write.
    """

    at = models.DateTimeField(_("when"))
    person = models.UUIDField(_("person"), null=True)
    door = models.CharField(_("door"), max_length=20)
    verb = models.CharField(_("verb"), max_length=60)
    subject_kind = models.CharField(_("kind of record"), max_length=40)
    subject_id = models.CharField(_("record"), max_length=100)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    content_digest = models.BinaryField(max_length=32)
    erased_by = models.BigIntegerField(null=True)
    sequence = models.BigIntegerField(_("number in the chain"), null=True, unique=True)
    digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("audit line")
        verbose_name_plural = _("audit lines")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_of_subject"),
            models.Index(fields=["id"], condition=Q(sequence=None), name="audit_waiting"),
            models.Index(fields=["at", "id"], name="audit_latest"),
            models.Index(fields=["person", "at", "id"], name="audit_of_person"),
            models.Index(fields=["subject_kind", "at", "id"], name="audit_of_kind"),
            models.Index(fields=["verb", "at", "id"], name="audit_of_verb"),
            models.Index(fields=["door", "at", "id"], name="audit_of_door"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sequence=None, digest=None) | Q(sequence__isnull=False, digest__isnull=False),
                name="audit_number_with_digest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"


class AuditHead(models.Model):
    """Hold the end of the chain of audit lines, in one row; its lock is what lets one sealer work at a time."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    sequence = models.BigIntegerField(default=0)
    digest = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("head of the audit chain")
        verbose_name_plural = _("heads of the audit chain")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_once")]

    def __str__(self) -> str:
        return f"{self.sequence}:{bytes(self.digest).hex()}"


class OrganisationKey(models.Model):
    """Hold a data key, wrapped by the master key, which lies outside the database.

    `owner` is the code of the organisation whose content it seals, "" for the instance itself. A retired key seals
    nothing any more, neither new nor old.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(_("owner"), max_length=40, blank=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(_("made"))
    retired_at = models.DateTimeField(_("retired"), null=True)

    class Meta:
        verbose_name = _("data key")
        verbose_name_plural = _("data keys")
        ordering = ["owner", "made_at", "id"]

    def __str__(self) -> str:
        return f"{self.owner} {self.made_at:%Y-%m-%d %H:%M}"
