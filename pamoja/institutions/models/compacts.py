"""Compacts with authorities, and the meetings that follow them up; their engagements are commitments."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.programme.models import Pillar
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record
from pamoja.records.rules import rule


class AuthorityLevel(models.TextChoices):
    """Name the levels of the authority that signs."""

    PROVINCE = "province", _("province")
    TERRITOIRE = "territoire", _("territoire or town")
    CHEFFERIE = "chefferie", _("chefferie or secteur")
    GROUPEMENT = "groupement", _("groupement")


class CompactState(models.TextChoices):
    """Name how far a compact is; that its last day is past is told by its dates."""

    PREPARING = "preparing", _("being prepared, not signed")
    IN_FORCE = "in_force", pgettext_lazy("compact", "signed")
    SUSPENDED = "suspended", pgettext_lazy("compact", "suspended")
    ENDED = "ended", pgettext_lazy("compact", "ended")


class Compact(Record):
    """Hold one compact: what an authority, the population and partners engaged to do, under one signature."""

    register_name = "compact"

    title = models.CharField(_("Title of the compact"), max_length=200)
    authority = models.CharField(
        _("Authority that signs"), max_length=200, help_text=_("The office, as the Governorate; not a name.")
    )
    level = models.CharField(_("Level"), max_length=12, choices=AuthorityLevel.choices)
    with_whom = models.CharField(
        _("Who signs with it"), max_length=300, blank=True, help_text=_("Offices and organisations, not names.")
    )
    state = models.CharField(_("How far is it?"), max_length=10, choices=CompactState.choices)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    from_on = models.DateField(_("In force from"), help_text=_("The planned day, as long as it is not signed."))
    until_on = models.DateField(_("In force until"), null=True, blank=True)
    review_every = models.PositiveIntegerField(
        _("Months between two follow-up meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("As the compact says: 3 is once in a quarter. Leave it empty if it says nothing."),
    )
    summary = models.TextField(
        _("What it says, in short"), max_length=4000, blank=True, help_text=_("The engagements are entered one by one.")
    )

    class Meta:
        verbose_name = _("compact")
        verbose_name_plural = _("compacts")
        indexes = list_indexes("compact", "from_on", "state", "level", "until_on")
        constraints = [
            rule(
                "compact_until_after_from",
                Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                _("The compact ends before it comes into force: correct one of the two dates."),
            ),
            rule(
                "compact_signed_before_end",
                Q(signed_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("signed_on")),
                _("The compact ends before it is signed: correct one of the two dates."),
            ),
            rule(
                "compact_review_months",
                Q(review_every__isnull=True) | Q(review_every__gte=1, review_every__lte=24),
                _("Follow-up meetings lie 1 to 24 months apart."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CompactPillar(models.Model):
    """Hold one of the pillars that a compact is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compact = models.ForeignKey(Compact, models.CASCADE, related_name="pillars")
    concerns = models.ForeignKey(Pillar, models.PROTECT, related_name="+", verbose_name=_("Pillar"))

    class Meta:
        verbose_name = _("pillar of a compact")
        verbose_name_plural = _("pillars of a compact")
        ordering = ["concerns__framework", "concerns__order"]
        constraints = [models.UniqueConstraint(fields=["compact", "concerns"], name="compact_pillar_once")]

    def __str__(self) -> str:
        return str(self.concerns)


class CompactReview(Record):
    """Hold one follow-up meeting of a compact: who came, what was decided, when the next one is."""

    register_name = "compact_review"

    compact = models.ForeignKey(Compact, models.PROTECT, related_name="reviews", verbose_name=_("Compact"))
    held_on = models.DateField(_("Held on"))
    chaired_by = models.CharField(_("Chaired by"), max_length=200, help_text=_("The office, not the name of a person."))
    women = models.PositiveIntegerField(_("Women present"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men present"), null=True, blank=True)
    decisions = models.TextField(_("What was decided"), max_length=4000, blank=True)
    next_on = models.DateField(_("Next meeting agreed for"), null=True, blank=True)

    class Meta:
        verbose_name = _("follow-up meeting of a compact")
        verbose_name_plural = _("follow-up meetings of compacts")
        ordering = ["held_on", "created_at", "id"]
        indexes = [
            *list_indexes("compact_review", "held_on"),
            models.Index(fields=["compact", "held_on"], name="reviews_of_compact"),
        ]
        constraints = [
            rule(
                "compact_review_next_later",
                Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")),
                _("The next meeting is not later than this one: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chaired_by}, {self.held_on:%d/%m/%Y}"
