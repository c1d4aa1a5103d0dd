"""What arrived, byte for byte, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamoja.intake.queries import SubmissionQuerySet
from pamoja.kit.problems import Problem


class FormVersion(models.Model):
    """Hold one published version of a form: the XForm that phones fetch, and how to read what they send back."""

    form_id = models.SlugField(_("form"), max_length=60)
    version = models.CharField(_("version"), max_length=40)
    register = models.SlugField(_("register"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    xml = models.TextField()
    reading = models.JSONField()
    media = models.JSONField(default=list)
    published_at = models.DateTimeField(_("published"))
    current = models.BooleanField(_("current"), default=True)

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        constraints = [
            models.UniqueConstraint(fields=["form_id", "version"], name="form_version_once"),
            models.UniqueConstraint(
                fields=["form_id"], condition=models.Q(current=True), name="form_one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.version}"


class SubmissionState(models.TextChoices):
    """Name what became of a submission."""

    RECEIVED = "received", _("waiting")
    RECORDED = "recorded", _("made into a record")
    PROBLEM = "problem", _("needs a person")
    SET_ASIDE = "set_aside", _("set aside")
    ERASED = "erased", _("erased")


class Submission(models.Model):
    """Hold one submission as it arrived, sealed; `instance_id` is the phone's own identity for it.

    It has no more indexes than it needs: each one costs every submission that arrives.
    Of an erased one only the identity remains, so that a phone which sends it again is answered and nothing is kept.
    `corrected` holds, sealed too, the answers that a person put in the place of those that arrived; what arrived stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instance_id = models.CharField(max_length=120)
    form_id = models.CharField(_("form"), max_length=120)
    version = models.CharField(_("version"), max_length=120, blank=True)
    received_at = models.DateTimeField(_("received"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        verbose_name=_("sent by"),
    )
    device = models.UUIDField(null=True)
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField(_("bytes"))
    sealed = models.BinaryField()
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.RECEIVED
    )
    problems = models.JSONField(_("problems"), default=list)
    register = models.CharField(max_length=30, blank=True)
    record = models.UUIDField(null=True)
    processed_at = models.DateTimeField(_("processed"), null=True)
    corrected = models.BinaryField(null=True)

    objects = models.Manager.from_queryset(SubmissionQuerySet)()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [models.UniqueConstraint(fields=["instance_id"], name="submission_once")]
        indexes = [models.Index(fields=["state", "-received_at"], name="submission_inbox")]

    def __str__(self) -> str:
        return self.instance_id


class Attachment(models.Model):
    """Hold a file that came with a submission, before or after it; its bytes lie sealed in the media folder.

    `evidence` is the piece of evidence that it became, once its submission is a record.
    """

    submission_instance = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    evidence = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.UniqueConstraint(fields=["submission_instance", "name"], name="attachment_once_per_submission")
        ]
        indexes = [
            models.Index(
                fields=["submission_instance"], name="attachment_waiting", condition=models.Q(evidence__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rejected(models.Model):
    """Hold a sealed, size-bounded copy of what could not even be read, for administrators.

    `code` and `data` are the problem; `sha256` is of the bytes kept: a phone that sends them again
    adds nothing.
    """

    received_at = models.DateTimeField(_("received"))
    person = models.UUIDField(null=True)
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("refused submission")
        verbose_name_plural = _("refused submissions")
        constraints = [models.UniqueConstraint(fields=["sha256", "code"], name="rejected_once")]
        indexes = [models.Index(fields=["person", "received_at"], name="rejected_of_person")]

    def __str__(self) -> str:
        return f"{self.code} {self.received_at:%Y-%m-%d %H:%M}"

    @property
    def sentence(self) -> str:
        """Return what was wrong, in the active language."""
        return Problem(self.code, **self.data).sentence
