"""Workbooks that people brought: what became of each, row by row."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamoja.excel.queries import ImportQuerySet


class ImportState(models.TextChoices):
    """Name how far the import of a workbook has come."""

    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("waits for your decision")
    WRITING = "writing", _("being written")
    DONE = "done", _("written")
    STOPPED = "stopped", _("given up")
    REFUSED = "refused", _("cannot be read")


class Import(models.Model):
    """Hold one workbook on its way into a register; its bytes lie sealed in the media folder under `stored_as`.

    The bytes go once it is written, given up or refused. `looked_at` are the rows that the present state has dealt
    with, `rows` how many there are, as far as is known. `found` is the report of what stands in the way, sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(_("register"), max_length=30)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("brought by"))
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("bytes"))
    stored_as = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(_("received"))
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    all_or_nothing = models.BooleanField(_("all or nothing"), default=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    looked_at = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(_("new records"), default=0)
    changed = models.PositiveIntegerField(_("corrections"), default=0)
    same = models.PositiveIntegerField(_("unchanged"), default=0)
    there = models.PositiveIntegerField(_("entered before"), default=0)
    faulty = models.PositiveIntegerField(_("rows with a problem"), default=0)
    warned = models.PositiveIntegerField(_("rows with something unusual"), default=0)
    found = models.BinaryField(null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = models.Manager.from_queryset(ImportQuerySet)()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["person", "register", "-received_at"], name="import_of_person"),
            models.Index(fields=["size"], name="import_waiting", condition=models.Q(state__in=["checking", "writing"])),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.received_at:%Y-%m-%d %H:%M}"
