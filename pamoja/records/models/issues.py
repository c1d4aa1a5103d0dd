"""Data-quality issues: what is unusual in a record, who looks at it, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.partners.models import Organisation
from pamoja.records.issue_queries import IssueQuerySet


class IssueState(models.TextChoices):
    """Name what became of an issue: nobody said anything yet, somebody explained it, or its cause is gone."""

    OPEN = "open", _("open")
    EXPLAINED = "explained", _("explained")
    FIXED = "fixed", _("fixed")


class Issue(models.Model):
    """Hold what a rule that warns found in a record, until a correction takes its cause away.

    `rule` is the code of a sentence, `data` fills it; it holds numbers, days and ids, never what somebody wrote.
    `where` is the question or the place in a row. `owner` is the organisation of the record, `person` who looks after
    the issue, if somebody does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30, db_index=False)
    record = models.UUIDField()
    rule = models.CharField(_("rule"), max_length=60)
    where = models.CharField(_("question"), max_length=80, blank=True)
    data = models.JSONField(default=dict)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("looked after by"),
    )
    seen_on = models.DateField(_("seen on"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=IssueState.choices, default=IssueState.OPEN)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("explained by")
    )
    explained_at = models.DateTimeField(_("explained on"), null=True)
    fixed_on = models.DateField(_("fixed on"), null=True)

    objects = models.Manager.from_queryset(IssueQuerySet)()

    class Meta:
        verbose_name = _("data-quality issue")
        verbose_name_plural = _("data-quality issues")
        constraints = [
            models.UniqueConstraint(fields=["record", "rule", "where"], name="issue_once"),
            models.CheckConstraint(
                condition=~Q(state=IssueState.EXPLAINED.value) | ~Q(explanation=""), name="issue_explained_in_words"
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.FIXED.value, fixed_on__isnull=False)
                | (~Q(state=IssueState.FIXED.value) & Q(fixed_on__isnull=True)),
                name="issue_fixed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "owner", "due_on", "register"], name="issue_of_owner"),
            models.Index(fields=["state", "due_on", "id"], name="issue_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.record} {self.rule}"
