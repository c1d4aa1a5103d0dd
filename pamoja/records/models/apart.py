"""What lies sealed or stored apart from its record: files, their pictures, sealed answers."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Evidence(models.Model):
    """Hold a file that belongs to a record; its bytes lie sealed in the media folder under `stored_as`.

    `media_type` is told by its content; `replaced_at`: since when a correction has another file in its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30)
    record = models.UUIDField()
    question = models.CharField(max_length=60)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at"]
        indexes = [models.Index(fields=["record"], name="evidence_of_record")]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """Hold the copies for display of a stored picture, sealed like it: one to look at, and a small one for pages.

    `original` is where the picture itself lies; `width` and `height` are of the small copy, in pixels.
    """

    class State(models.TextChoices):
        """Name what became of the copies; closed: the key of the picture was not there."""

        WAITING = "waiting"
        MADE = "made"
        UNREADABLE = "unreadable"
        CLOSED = "closed"

    original = models.CharField(max_length=100, primary_key=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    large_as = models.CharField(max_length=100, blank=True)
    small_as = models.CharField(max_length=100, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["original"], name="picture_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return self.original


class SealedAnswer(models.Model):
    """Hold an answer that lies sealed, apart from its record.

    `match` is a digest of the answer brought to one form, made with a key of the instance: two answers are the same
    when theirs are, and nobody reads the answer from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30)
    record = models.UUIDField()
    question = models.CharField(max_length=60)
    sealed = models.BinaryField()
    match = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("sealed answer")
        verbose_name_plural = _("sealed answers")
        constraints = [models.UniqueConstraint(fields=["record", "question"], name="sealed_answer_once")]
        indexes = [models.Index(fields=["match"], name="sealed_match")]

    def __str__(self) -> str:
        return f"{self.register} {self.record} {self.question}"
