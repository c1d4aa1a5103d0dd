"""What a person keeps for later: filters of lists, and drafts of forms."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFilter(models.Model):
    """Hold filters over the list of a register that a person keeps under a name, alone or with their organisation.

    `query` is a query string of known filters; the words of a search are never among them: they may name people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="filters", verbose_name=_("person")
    )
    register = models.SlugField(max_length=30)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(_("shown to the organisation"), default=False)

    class Meta:
        verbose_name = _("kept filter")
        verbose_name_plural = _("kept filters")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "register", "name"], name="filter_once_by_name")]

    def __str__(self) -> str:
        return self.name


class KeptDraft(models.Model):
    """Hold what a person typed into the form of a register and did not save yet, sealed; it is no record.

    Only its author opens it. `kept_at` is its last change: a draft left alone goes by the rules of retention.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("person")
    )
    register = models.SlugField(max_length=30, db_index=False)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(_("kept on"), db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self.register} {self.kept_at:%Y-%m-%d %H:%M}"
