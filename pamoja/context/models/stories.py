"""Change stories: who changed what, before and after, what the programme has to do with it, and who checked."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.models.levels import Level
from pamoja.persons.models import Form
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, YesNo, listed
from pamoja.records.rules import kept_by_database, rule


class Grade(models.TextChoices):
    """Name how well the contribution of the programme is shown, once somebody verified it."""

    STRONG = "strong", _("strong: independent sources agree, other causes are weighed")
    FAIR = "fair", _("fair: sources agree, other causes remain")
    WEAK = "weak", _("weak: one source, or other causes explain as much")
    NONE = "none", _("none: the change is not confirmed, or not ours")


class Story(Record):
    """Hold one change story. People stand in it by office or group; the names of those who told it are sealed."""

    register_name = "story"

    title = models.CharField(
        _("Who changed what, in one sentence"),
        max_length=300,
        help_text=_("An office, a group, a village; never the name of a person."),
    )
    changed_on = models.DateField(_("When it changed"), help_text=_("About: the first day of the month is enough."))
    domain = listed("change_domain", _("Domain"))
    before = models.TextField(_("How it was before"), max_length=2000)
    after = models.TextField(_("How it is now"), max_length=2000)
    contribution = models.TextField(_("What the programme has to do with it"), max_length=2000)
    other_causes = models.TextField(
        _("What else may explain it"),
        max_length=2000,
        help_text=_("Other programmes, decisions, seasons, people; “none was found” is an answer too."),
    )
    significance = models.TextField(_("Why it matters, to whom"), max_length=2000, blank=True)
    quoted = models.CharField(_("Is a person quoted?"), max_length=3, choices=YesNo.choices)
    quote = models.TextField(
        _("The words of the person"), max_length=1000, blank=True, help_text=_("Without a name: “a trader of Jomba”.")
    )
    consent_on = models.DateField(_("The person agreed on"), null=True, blank=True)
    consent_form = models.CharField(_("How the person agreed"), max_length=10, choices=Form.choices, blank=True)
    consent_public = models.CharField(
        _("Did the person agree that the words are published?"),
        max_length=3,
        choices=YesNo.choices,
        blank=True,
        help_text=_("Whoever takes that back is quoted no more: answer no above, and the words go."),
    )
    verified_on = models.DateField(_("Verified on"), null=True, blank=True)
    verified_by = models.CharField(
        _("Verified by"), max_length=200, blank=True, help_text=_("An office or organisation, not a person.")
    )
    verified_how = listed("story_verification", _("How it was verified"), optional=True)
    grade = models.CharField(_("How well the contribution is shown"), max_length=10, choices=Grade.choices, blank=True)
    selected_at = models.CharField(
        _("Chosen at the level of"),
        max_length=20,
        choices=Level.choices,
        blank=True,
        help_text=_("The widest level at which it was chosen among others; empty if it was not."),
    )
    selected_on = models.DateField(_("Chosen on"), null=True, blank=True)
    selected_why = models.CharField(_("Why it was chosen"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("change story")
        verbose_name_plural = _("change stories")
        indexes = list_indexes("story", "changed_on", "domain", "grade", "selected_at", "verified_on")
        constraints = [
            rule(
                "story_verified_after_the_change",
                Q(verified_on__isnull=True) | Q(verified_on__gte=F("changed_on")),
                _("It is verified before it changed: correct one of the two dates."),
            ),
            rule(
                "story_chosen_after_the_change",
                Q(selected_on__isnull=True) | Q(selected_on__gte=F("changed_on")),
                _("It is chosen before it changed: correct one of the two dates."),
            ),
            rule(
                "story_published_with_consent",
                ~Q(sensitivity="public") | ~Q(quoted="yes") | Q(consent_public="yes"),
                _(
                    "A person is quoted who did not agree that the words are published: the story cannot be public. "
                    "Ask, or choose another sensitivity."
                ),
            ),
            kept_by_database("story_quotes_with_consent", ~Q(quoted="yes") | Q(consent_on__isnull=False)),
            kept_by_database("story_graded_once_verified", Q(grade="") | Q(verified_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class StorySource(models.Model):
    """Hold one source of a story under a code; a name, if one must be kept, lies sealed with the story."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="sources")
    source = models.CharField(_("Source"), max_length=20, help_text=_("A code within the story (S1, S2), not a name."))
    kind = listed("story_source", _("Kind of source"))
    heard_on = models.DateField(_("Heard or read on"))
    note = models.CharField(_("What it says"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("source of a story")
        verbose_name_plural = _("sources of a story")
        ordering = ["source"]
        constraints = [models.UniqueConstraint(fields=["story", "source"], name="story_source_once")]

    def __str__(self) -> str:
        return self.source
